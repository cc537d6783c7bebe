-- Files of numbers on their way in: rows as they were sent, what became of each, and the uploads they were divided into.

-- Written while the file streams in, before its task exists; one without a task is what a request left that died.
create table number_import (
  provider_id integer not null,
  task_id text not null,
  row_count integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (provider_id, task_id)
);
create index number_import_age on number_import (created_at);

-- Rows of one import that ask the same for their numbers, at most as many as an upload may have.
create table number_import_part (
  provider_id integer not null,
  task_id text not null,
  part integer not null,
  settings jsonb not null,
  row_count integer not null,
  -- Written in the transaction that creates the task, so that no part is uploaded twice and none is lost.
  upload_task_id text,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done')),
  primary key (provider_id, task_id, part)
) with (fillfactor = 80);
create index number_import_open on number_import_part (provider_id, task_id, part) where state <> 'done';

create table number_import_row (
  provider_id integer not null,
  task_id text not null,
  line integer not null,
  -- The texts of the row by column, as they were sent.
  cells jsonb not null,
  number text,
  part integer,
  outcome text not null default 'pending'
    check (outcome in ('pending', 'succeeded', 'unchanged', 'failed', 'canceled', 'rolled-back')),
  error_column text,
  error_code text,
  error text,
  -- No foreign keys: rows are written by the thousand, and go with their import.
  primary key (provider_id, task_id, line)
) with (fillfactor = 80);
create index number_import_row_of_part on number_import_row (provider_id, task_id, part, line) where part is not null;
