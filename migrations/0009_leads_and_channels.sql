-- What Microsoft says of a consent beyond its status, when it last said it, and what OVOC clients know of a channel.

alter table lead
  add tenant_origin text,
  add contacts jsonb,
  -- {status, comment, lastModifiedOn}: our side of the consent, as Microsoft has it.
  add relationship jsonb,
  add seen_at timestamptz,
  -- When Microsoft was last asked for the civic addresses of the tenant, whether it had any or not.
  add addresses_asked_at timestamptz,
  -- Names of leads that we make ourselves are used once, whatever the case; Microsoft may bring any name twice.
  add reserved_name text,
  add constraint lead_reserved_name unique (provider_id, reserved_name);
create index lead_list on lead (provider_id, created_at, id);
create index lead_of_channel on lead (provider_id, channel_id) where channel_id is not null;
create index lead_by_name on lead (provider_id, lower(company_name));
create index customer_of_lead on customer (provider_id, lead_id);
create index customer_of_channel on customer (provider_id, channel_id) where channel_id is not null;

alter table channel
  add operator_connect_enabled boolean not null default true,
  add max_customers integer,
  add changed_at timestamptz not null default now();

-- Service requests: the tasks of a ticket.
create index task_of_ticket on task (provider_id, ticket_id, sequence) where ticket_id is not null;
