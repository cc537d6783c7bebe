-- Emergency addresses as tenants set them up, copied from Microsoft; they are never changed here.

create table civic_address (
  provider_id integer not null references provider,
  ms_tenant_id uuid not null,
  id uuid not null,
  country text,
  validated boolean not null,
  default_location_id uuid,
  -- The words of the address in Microsoft's names, as they are shown.
  printed jsonb not null,
  seen_at timestamptz not null default now(),
  primary key (provider_id, ms_tenant_id, id)
);

create table civic_location (
  provider_id integer not null,
  ms_tenant_id uuid not null,
  civic_address_id uuid not null,
  id uuid not null,
  description text,
  additional_info text,
  is_default boolean not null,
  elin text,
  primary key (provider_id, ms_tenant_id, id),
  foreign key (provider_id, ms_tenant_id, civic_address_id) references civic_address on delete cascade
);
create index location_of_address on civic_location (provider_id, ms_tenant_id, civic_address_id);
