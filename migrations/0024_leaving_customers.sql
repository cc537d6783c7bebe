-- Customers that are being deleted: no new task may begin for them, for nobody would own what it makes.
create table customer_leaving (
  provider_id integer not null,
  customer_id uuid not null,
  -- The task that takes the customer away.
  task_id text not null,
  primary key (provider_id, customer_id),
  foreign key (provider_id, customer_id) references customer on delete cascade
);

-- Refuses a task as a constraint would, with the task that is in its way.
create function refuse_for_leaving(leaving_task text) returns boolean language plpgsql as $$
begin
  raise exception 'the customer is being taken away by task %', leaving_task using errcode = '23001', constraint = 'customer_leaving', detail = leaving_task;
end $$;
