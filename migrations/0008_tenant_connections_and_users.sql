-- A customer's own Microsoft tenant: the application it registered for us there, and the users we have read.

create table tenant_connection (
  provider_id integer not null,
  customer_id uuid not null,
  client_id uuid not null,
  client_secret_encrypted bytea not null,
  -- What the last check came to; only a connected one is used.
  status text not null check (status in ('Connected', 'BadCredentials', 'NoConsent', 'UnknownTenant')),
  reason text,
  validated_at timestamptz not null default now(),
  -- When the secret expires, where the customer told us.
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (provider_id, customer_id),
  foreign key (provider_id, customer_id) references customer on delete cascade
);

-- Users of customers' tenants as Microsoft told us last; a copy, never the truth.
create table tenant_user (
  provider_id integer not null,
  ms_tenant_id uuid not null,
  id uuid not null,
  user_principal_name text not null,
  display_name text,
  sip_address text,
  usage_location text,
  department text,
  account_enabled boolean not null,
  is_resource_account boolean not null,
  has_teams boolean not null,
  has_teams_phone boolean not null,
  -- What the user is assigned; `number_type` in Microsoft's words: operatorConnect, callingPlan, directRouting.
  number text,
  number_type text,
  -- The reading that saw it last; one that reads everything removes what only earlier ones saw.
  round bigint not null,
  primary key (provider_id, ms_tenant_id, id),
  foreign key (provider_id, ms_tenant_id) references customer (provider_id, ms_tenant_id) on delete cascade
);
-- Pages are in the order of names, which stays the same however often users are read again.
create index tenant_user_by_name on tenant_user (provider_id, ms_tenant_id, (lower(user_principal_name) collate "C"), id);
create sequence tenant_user_round;
create index tenant_user_by_number on tenant_user (provider_id, number) where number is not null;

-- How far the copy of a tenant's users has come: where the next round of changes starts, and when the last one ended.
create table tenant_user_sync (
  provider_id integer not null,
  ms_tenant_id uuid not null,
  delta_link text not null,
  synchronized_at timestamptz not null,
  primary key (provider_id, ms_tenant_id),
  foreign key (provider_id, ms_tenant_id) references customer (provider_id, ms_tenant_id) on delete cascade
);
