-- Kept figures of alignment: one row for each day, measure and currency. The figures are those of the calendar month up
-- to that day; the last row of a month is that of the month.
create table alignment_snapshot (
  day date not null,
  measure text not null check (measure in ('EFFORT', 'COST')),
  -- Empty for effort.
  currency text collate "C" not null check (currency ~ '^([A-Z]{3})?$'),
  fit double precision,
  fit_reason text check (fit_reason in ('NO_EFFORT', 'NO_OBJECTIVES', 'TOO_LARGE')),
  planned_fit double precision,
  ceiling double precision,
  delivery double precision,
  satisfaction double precision,
  satisfaction_low double precision,
  satisfaction_high double precision,
  progress double precision,
  -- Number of gaps by kind; null if it was not counted.
  gaps jsonb check (jsonb_typeof(gaps) = 'object'),
  -- The rows of the ledger by objective and bucket.
  rows jsonb not null check (jsonb_typeof(rows) = 'array'),
  formula_version integer not null check (formula_version > 0),
  -- Computed later, from the links and weights of then, and without what is not known of past days.
  is_backfilled boolean not null,
  computed_at timestamptz(3) not null,
  primary key (measure, currency, day),
  constraint alignment_snapshot_currency check ((currency = '') = (measure = 'EFFORT')),
  constraint alignment_snapshot_fit check ((fit is null) = (fit_reason is not null))
);

create index effort_performed_at_idx on effort (performed_at);
create index ticket_stated_effort_idx on ticket ((coalesce(resolved_at, opened_at)))
  where booked_effort_minutes is null and stated_effort_minutes > 0;
create index change_stated_effort_idx on change ((coalesce(actual_end, actual_start, planned_start, created_at)))
  where booked_effort_minutes is null and stated_effort_minutes > 0;
