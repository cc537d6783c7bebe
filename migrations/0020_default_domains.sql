-- The default domain of a customer's tenant, which its connection lets us read; null where it does not.

alter table tenant_connection add column default_domain text;
