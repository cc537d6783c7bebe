-- The task engine: durable units of work, the numbers they are about, and the workers that hold them.

-- One lease row per worker process, not per task: a heartbeat is one update, whatever the load.
create table worker (
  id bigint generated always as identity primary key,
  host text not null,
  boot text not null,
  process_id integer not null,
  version text not null,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  ended_at timestamptz
) with (fillfactor = 50);
create index worker_alive on worker (id) where ended_at is null;

create table task (
  -- No foreign key to provider: each insert would lock the provider's one row, and cost a third more.
  provider_id integer not null,
  id text not null,
  sequence bigint generated always as identity,
  kind text not null,
  -- Tasks of one lane share the worker's attention in order; lanes share it fairly. Usually the customer.
  lane text not null,
  state text not null default 'ready' check (state in ('ready', 'waiting', 'claimed', 'set-aside', 'finished')),
  status text not null default 'InProgress'
    check (status in ('InProgress', 'CompletedSuccess', 'CompletedWithErrors', 'Failed', 'Canceled')),
  step text not null,
  -- 'undo' walks the finished steps backwards; verdict then says how the task ends.
  direction text not null default 'forward' check (direction in ('forward', 'undo')),
  verdict jsonb,
  attempt integer not null default 0,
  -- Consecutive workers that died holding it. A suspect runs alone and marks that it does, so that its neighbours are not blamed.
  crashes integer not null default 0,
  probing boolean not null default false,
  -- Counts claims. A write must name the claim it was made under, so that a worker that lost a task cannot write to it.
  fence bigint not null default 0,
  claimed_by bigint,
  run_at timestamptz not null default now(),
  step_entered_at timestamptz not null default now(),
  cancellation_requested boolean not null default false,
  input jsonb not null,
  progress jsonb not null default '{}',
  messages jsonb not null default '[]',
  details jsonb not null default '[]',
  -- json, not jsonb: clients see the keys in the documented order.
  output json not null default '{}',
  number_count integer not null default 0,
  ms_tenant_id uuid,
  customer_id uuid,
  channel_id integer,
  ticket_id text,
  caller text not null,
  trace_id text,
  retry_of text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (provider_id, id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05,
        autovacuum_vacuum_cost_delay = 0);
create index task_ready on task (lane, sequence) where state = 'ready';
create index task_waiting on task (run_at) where state = 'waiting';
create index task_claimed on task (claimed_by) where state = 'claimed';
create index task_set_aside on task (provider_id, sequence) where state = 'set-aside';
create index task_list on task (provider_id, sequence);
-- Tasks finish about in the order of their rows, so that block ranges are enough to find the old ones.
create index task_finished on task using brin (finished_at) with (pages_per_range = 32);

create sequence task_number start with 185510;

-- The numbers of a task, one row each; the caller's per-number results.
create table task_item (
  provider_id integer not null,
  task_id text not null,
  ordinal integer not null,
  number text not null,
  outcome text not null default 'pending'
    check (outcome in ('pending', 'succeeded', 'unchanged', 'failed', 'canceled', 'rolled-back')),
  step text,
  error_code text,
  error text,
  -- While true the number belongs to this running task and to no other.
  active boolean not null default true,
  -- No foreign key to task: both rows come from one statement, and a check per row doubles the cost of a large upload.
  primary key (provider_id, task_id, ordinal)
) with (fillfactor = 80);
create unique index number_in_task on task_item (provider_id, number) where active;

-- The first answer to an Idempotency-Key, written in the transaction that creates the task.
create table idempotency_key (
  provider_id integer not null,
  caller text not null,
  key text not null,
  fingerprint bytea not null,
  response jsonb not null,
  task_id text,
  created_at timestamptz not null default now(),
  primary key (provider_id, caller, key)
);
create index idempotency_key_age on idempotency_key using brin (created_at) with (pages_per_range = 32);

-- Breaker state of each upstream, shared by all workers.
create table upstream (
  key text primary key,
  failures integer not null default 0,
  open_until timestamptz,
  reason text,
  changed_at timestamptz not null default now()
) with (fillfactor = 50);

-- Who may write to an upstream right now; a permit ends with the lease of the worker that holds it.
create table upstream_permit (
  key text not null,
  slot smallint not null,
  worker_id bigint not null references worker,
  taken_at timestamptz not null default now(),
  primary key (key, slot)
) with (fillfactor = 50);
create index upstream_permit_worker on upstream_permit (worker_id);
