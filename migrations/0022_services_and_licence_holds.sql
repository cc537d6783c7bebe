-- A licence that a task is about to use, so that two tasks cannot both get the last one. It counts until the task is over.
create table licence_hold (
  provider_id integer not null,
  task_id text not null,
  ms_tenant_id uuid not null,
  user_id uuid not null,
  primary key (provider_id, task_id),
  foreign key (provider_id, task_id) references task (provider_id, id) on delete cascade,
  foreign key (provider_id, ms_tenant_id) references customer (provider_id, ms_tenant_id) on delete cascade
);
create index licence_hold_by_tenant on licence_hold (provider_id, ms_tenant_id);
