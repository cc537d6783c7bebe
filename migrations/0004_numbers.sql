-- Numbers: what should be (desired) and what was last seen at Microsoft and on each SBC (observed) are separate facts.

create table number (
  provider_id integer not null references provider,
  id bigint generated always as identity,
  number text not null,
  country text,
  source text not null check (source in ('webapi', 'webui', 'ocsync')),
  -- Desired: which tenant it should belong to and how.
  ms_tenant_id uuid not null,
  calling_profile_id uuid,
  usage text,
  additional_usages text[] not null default '{}',
  capabilities text[] not null default '{}',
  civic_address_id uuid,
  location_id uuid,
  -- 0 Active, 1 ReleaseRequested, 2 MarkedForRemoval, 3 ReadyForRemoval.
  removal_status smallint not null default 0 check (removal_status between 0 and 3),
  -- Observed at Microsoft.
  acquired_capabilities text[] not null default '{}',
  available_capabilities text[] not null default '{}',
  assignment_status text,
  acquired_on timestamptz,
  microsoft_job_id uuid,
  microsoft_seen_at timestamptz,
  -- Ours.
  task_id text,
  upload_entry_id bigint generated always as identity,
  upload_job_number bigint,
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  unique (provider_id, number)
);
-- Prefixes are compared byte by byte, whatever the database's own collation.
create index number_by_prefix on number (provider_id, (number collate "C"));
create index number_of_tenant on number (provider_id, ms_tenant_id, id);

create table number_on_sbc (
  provider_id integer not null,
  number text not null,
  sbc_id integer not null,
  rule_name text not null,
  rule_tag text not null,
  programmed_at timestamptz not null default now(),
  primary key (provider_id, number, sbc_id),
  foreign key (provider_id, number) references number (provider_id, number) on delete cascade,
  foreign key (provider_id, sbc_id) references sbc
);

-- How many numbers each thousand of ids holds, so that any page of a list is found without walking to it.
-- The zero tenant counts all tenants of a provider.
create table number_block (
  provider_id integer not null,
  ms_tenant_id uuid not null,
  block bigint not null,
  count integer not null,
  primary key (provider_id, ms_tenant_id, block)
) with (fillfactor = 50);

create function count_number_blocks() returns trigger language plpgsql as $$
begin
  insert into number_block as b
    select provider_id, coalesce(ms_tenant_id, '00000000-0000-0000-0000-000000000000'), id / 1000,
      count(*) * case tg_op when 'DELETE' then -1 else 1 end
    from changed group by grouping sets ((provider_id, ms_tenant_id, id / 1000), (provider_id, id / 1000))
    order by 1, 2, 3
    on conflict (provider_id, ms_tenant_id, block) do update set count = b.count + excluded.count;
  return null;
end $$;

create trigger count_inserted after insert on number referencing new table as changed
  for each statement execute function count_number_blocks();
create trigger count_deleted after delete on number referencing old table as changed
  for each statement execute function count_number_blocks();

-- A number that moves to another tenant is released and uploaded again; an update would leave the counts wrong.
create function refuse_tenant_change() returns trigger language plpgsql as $$
begin
  raise exception 'number %: the tenant of a number cannot be changed, only released and uploaded', old.number;
end $$;

create trigger keep_tenant before update on number for each row
  when (old.ms_tenant_id is distinct from new.ms_tenant_id) execute function refuse_tenant_change();
