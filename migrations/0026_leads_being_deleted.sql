alter table lead
  -- The task that takes the lead back. Until it is over nothing else says what the lead is: what Microsoft showed may be
  -- from before it was removed there, and an active lead can be licensed.
  add column deleting_task text,
  add constraint lead_being_deleted check (deleting_task is null or status = 'Removed');
