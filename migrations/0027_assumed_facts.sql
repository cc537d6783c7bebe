-- Refuses tasks, as a constraint would, whose request was judged by records that say something else by now (insertTasks).
create function refuse_for_changed_facts() returns boolean language plpgsql as $$
begin
  raise exception 'the records have changed since the request was judged' using errcode = '23001', constraint = 'assumed_facts';
end $$;
