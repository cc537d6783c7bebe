-- Who cancels a task or lets it run again may do so under a service request of their own, which finds the task as well.

alter table task add column also_tickets text[];
create index task_of_other_ticket on task using gin (also_tickets) where also_tickets is not null;
