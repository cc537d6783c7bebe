-- A claim is a mark on a ready task, in a column that no index mentions: so it rewrites no index entry, and a task that
-- runs through costs a third less to claim. What ended workers held is found among the ready tasks instead.
drop index task_claimed;
update task set state = 'ready' where state = 'claimed';
alter table task drop constraint task_state_check;
alter table task add constraint task_state_check check (state in ('ready', 'waiting', 'set-aside', 'finished')) not valid;
alter table task validate constraint task_state_check;
comment on column task.claimed_by is 'The worker that holds a ready task, or that finished it.';

-- When everything that an ended worker held was given to others; until then somebody has to look.
alter table worker add column returned_at timestamptz;
create index worker_to_return on worker (id) where ended_at is not null and returned_at is null;
