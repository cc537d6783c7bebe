-- How a device is trusted, and what was last seen of it.

alter table sbc
  -- SHA-256 of the one certificate the device may show, as AB:CD:…; null leaves it to the authority.
  add column certificate_fingerprint text,
  -- What we show when the device asks for a client certificate.
  add column client_certificate text,
  add column client_key_encrypted bytea,
  add column credentials_changed_at timestamptz not null default now();

create table sbc_health (
  provider_id integer not null,
  sbc_id integer not null,
  -- Until when a task reads the device again and again; the next one is made after that.
  watched_until timestamptz not null default '-infinity',
  read_at timestamptz,
  -- When it last answered; status is of then.
  answered_at timestamptz,
  usable boolean,
  findings jsonb not null default '[]',
  status jsonb,
  primary key (provider_id, sbc_id),
  foreign key (provider_id, sbc_id) references sbc on delete cascade
);
