-- Names that differ in nothing but case are one name to people and to SBCs; requests at the same time must agree on that.
create unique index customer_short_name on customer (provider_id, lower(short_name));
create unique index site_name_of_customer on site (provider_id, customer_id, lower(name));
