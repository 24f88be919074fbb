-- What the samples of whole hours and days come to, so that a long series need not read each of them. A day is one of
-- UTC. An hour that metric_rollup_due lists has not been computed since its samples changed: readers take its samples.

create table metric_hour (
  metric_id uuid not null references metric on delete cascade,
  at timestamptz not null,
  samples int not null check (samples > 0),
  -- Sums of value and total.
  sum float8 not null,
  total float8,
  -- Of the readings: the values, of a ratio the quotients that have events. All null if no quotient has any.
  least float8,
  greatest float8,
  latest float8,
  -- The values of the first and the last sample, and by how much they grew in between, with resets.
  first_value float8 not null,
  last_value float8 not null,
  increase float8 not null,
  primary key (metric_id, at)
);

create table metric_day (like metric_hour including all);
alter table metric_day add foreign key (metric_id) references metric on delete cascade;

create table metric_rollup_due (
  metric_id uuid not null references metric on delete cascade,
  at timestamptz not null,
  primary key (metric_id, at)
);

-- Before this instant, whole months of samples have been dropped: hours and days are what is left of them.
create table metric_sample_horizon (
  at timestamptz(3) not null,
  -- One row at most.
  one boolean primary key default true check (one)
);

create function note_sampled_hours() returns trigger language plpgsql as $$
begin
  -- Of a metric that is being deleted, nothing is left to be computed.
  insert into metric_rollup_due (metric_id, at)
  select c.metric_id, date_bin('1 hour', c.at, 'epoch')
  from changed_rows c
  where tg_op <> 'DELETE' or exists (select from metric m where m.id = c.metric_id)
  group by 1, 2
  on conflict do nothing;
  return null;
end
$$;

create trigger metric_sample_inserted after insert on metric_sample
  referencing new table as changed_rows for each statement execute function note_sampled_hours();
create trigger metric_sample_updated after update on metric_sample
  referencing new table as changed_rows for each statement execute function note_sampled_hours();
create trigger metric_sample_deleted after delete on metric_sample
  referencing old table as changed_rows for each statement execute function note_sampled_hours();

-- What there is already.
insert into metric_rollup_due (metric_id, at)
select metric_id, date_bin('1 hour', at, 'epoch') from metric_sample group by 1, 2;
