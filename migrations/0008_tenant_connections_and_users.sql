-- A customer's own Microsoft tenant: the application it registered for us there, and the users we have read.

create table tenant_connection (
  provider_id integer not null,
  customer_id uuid not null,
  client_id uuid not null,
  client_secret_encrypted bytea not null,
  -- What the last check came to; only a connected one is used.
  status text not null check (status in ('Connected', 'BadCredentials', 'NoConsent', 'UnknownTenant')),
  reason text,
  validated_at timestamptz not null default now(),
  -- When the secret expires, where the customer told us.
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (provider_id, customer_id),
  foreign key (provider_id, customer_id) references customer on delete cascade
);
