-- When an operator gave a device up: what is on it does not count any more, and nothing is put on it.
alter table sbc add column abandoned_at timestamptz;
