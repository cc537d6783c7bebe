-- What a request was judged by is a precondition of its task, whatever it is about.
create function refuse_for_precondition() returns boolean language plpgsql as $$
begin
  raise exception 'the records have changed since the request was judged' using errcode = '23001', constraint = 'task_precondition';
end $$;
drop function refuse_for_changed_facts();
