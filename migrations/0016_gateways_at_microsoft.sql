-- Gateways become domains of their customer's tenant by a task, which their state follows; one that came to nothing can be asked for again.

alter table online_pstn_gateway drop constraint online_pstn_gateway_state_check;
-- Nothing was ever done for these.
update online_pstn_gateway set state = 'Failed' where state = 'Requested';
-- Requested, Confirmed (its DNS record is there), Verified (by Microsoft), Active (for Teams calls); or Failed, Canceled.
alter table online_pstn_gateway add constraint online_pstn_gateway_state
  check (state in ('Requested', 'Confirmed', 'Verified', 'Active', 'Failed', 'Canceled'));

drop index online_pstn_gateway_fqdn;
create unique index online_pstn_gateway_fqdn on online_pstn_gateway (provider_id, lower(fqdn)) where state not in ('Failed', 'Canceled');
