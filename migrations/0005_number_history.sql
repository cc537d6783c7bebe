-- Who changed which number, when, by which task; and how often a caller used an operation that is limited.

create table number_history (
  provider_id integer not null,
  number text not null,
  sequence bigint generated always as identity,
  at timestamptz not null default now(),
  change text not null,
  task_id text,
  caller text,
  before jsonb,
  after jsonb,
  primary key (provider_id, number, sequence)
);

-- One row per caller, operation and window; unlogged, because losing counts in a crash harms nobody.
create unlogged table rate_window (
  caller text not null,
  operation text not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (caller, operation, window_start)
);

-- Few numbers are ever on their way out; the summary counts them without reading the others.
create index number_in_removal on number (provider_id, ms_tenant_id) where removal_status in (2, 3);
