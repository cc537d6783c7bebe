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

-- What a number was last seen with at Microsoft, beside what it was uploaded with.
alter table number
  add observed_calling_profile_id uuid,
  add observed_civic_address_id uuid,
  add observed_location_id uuid,
  -- Microsoft shows a number some minutes after it accepted it; until then nobody may miss it.
  add uploaded_at timestamptz;
update number set observed_calling_profile_id = calling_profile_id, observed_civic_address_id = civic_address_id, observed_location_id = location_id,
  uploaded_at = case when source <> 'ocsync' then created_at end;

-- The synchronization of a tenant's numbers that is under way, with what it came to so far; one at a time.
create table number_sync (
  provider_id integer not null references provider,
  ms_tenant_id uuid not null,
  task_id text not null,
  since timestamptz not null default now(),
  added integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  marked integer not null default 0,
  held integer not null default 0,
  elsewhere integer not null default 0,
  primary key (provider_id, ms_tenant_id)
) with (fillfactor = 50);

-- The numbers that it saw at Microsoft. Logged: after a crash, a number that is lost here would count as lost there.
create table number_seen (
  provider_id integer not null,
  ms_tenant_id uuid not null,
  number text not null,
  primary key (provider_id, ms_tenant_id, number)
);

-- Two requests to synchronize the same: the second one is refused.
create unique index one_number_sync on task (provider_id, ms_tenant_id) nulls not distinct
  where kind = 'synchronize-numbers' and state <> 'finished';

-- Microsoft's jobs behind our uploads and releases, as they were last seen; Microsoft forgets them after a while.
create table microsoft_job (
  provider_id integer not null,
  operation_id uuid not null,
  sequence bigint generated always as identity,
  job_id text,
  type text not null check (type in ('upload', 'release')),
  ms_tenant_id uuid not null,
  customer_id uuid,
  channel_id integer,
  task_id text not null,
  status text not null,
  forgotten boolean not null default false,
  total integer not null,
  succeeded integer not null default 0,
  failed integer not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (provider_id, operation_id)
) with (fillfactor = 80);
create index job_list on microsoft_job (provider_id, sequence);
create index job_of_tenant on microsoft_job (provider_id, ms_tenant_id, sequence);
create index job_of_task on microsoft_job (provider_id, task_id);
create index job_by_id on microsoft_job (provider_id, job_id);
