-- When a caller used an operation that is limited, as long as it matters: no burst across the edge of a window.
drop table rate_window;
create unlogged table rate_use (
  caller text not null,
  operation text not null,
  -- The uses that count, oldest first; never more than the limit allows.
  times timestamptz[] not null,
  -- Whether the last use was one too many.
  refused boolean not null,
  used_at timestamptz not null,
  primary key (caller, operation)
) with (fillfactor = 50);
