-- What a customer's licence was used for, one row a day. Days are UTC days.

create table licence_day (
  provider_id integer not null,
  customer_id uuid not null,
  day date not null,
  license_type smallint not null,
  acquired_licenses integer not null,
  monitored_users integer not null,
  users_direct_routing integer not null,
  users_operator_connect integer not null,
  users_by_user_interface integer not null,
  service_numbers integer not null,
  updated_at timestamptz not null default now(),
  primary key (provider_id, customer_id, day),
  foreign key (provider_id, customer_id) references customer on delete cascade
);
