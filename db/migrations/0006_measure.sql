-- Measure: metrics, their samples in monthly partitions, and the key results that may be bound to them.

create table metric (
  id uuid primary key default uuid_v7(),
  name text not null collate "C" check (length(btrim(name)) between 1 and 200),
  unit text not null collate "C" check (length(unit) between 1 and 50),
  kind text not null check (kind in ('GAUGE', 'COUNTER', 'RATIO')),
  service_id uuid references service on delete cascade,
  asset_id uuid references asset on delete cascade,
  objective_id uuid references objective on delete cascade,
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint metric_one_subject check (num_nonnulls(service_id, asset_id, objective_id) = 1),
  unique nulls not distinct (name, service_id, asset_id, objective_id)
);
create index metric_service on metric (service_id);
create index metric_asset on metric (asset_id);
create index metric_objective on metric (objective_id);
create trigger metric_touch before update on metric for each row execute function touch_row();

-- value: the gauge's or counter's reading, or the good events of a ratio; total: all events of a ratio.
create table metric_sample (
  metric_id uuid not null references metric on delete cascade,
  at timestamptz not null check (at >= '1990-01-01T00:00:00Z' and at < '2200-01-01T00:00:00Z'),
  value float8 not null check (value > '-Infinity' and value < 'Infinity'),
  total float8,
  -- A reading may be below zero; only what a ratio counts may not.
  constraint metric_sample_ratio
    check (total is null or (total >= 0 and total < 'Infinity' and value >= 0 and value <= total)),
  primary key (metric_id, at)
) partition by range (at);

-- Makes the monthly partitions that samples between two instants need. ATTACH takes a lighter lock than
-- CREATE … PARTITION OF, so readers and writers of other months go on meanwhile.
create function metric_sample_partitions(from_at timestamptz, to_at timestamptz) returns int
language plpgsql
as $$
declare
  month timestamp := date_trunc('month', from_at at time zone 'UTC');
  made int := 0;
  part text;
begin
  if to_at < from_at or to_at - from_at > interval '20 years' then
    raise exception 'samples of one call may span at most 20 years, from earlier to later'
      using errcode = 'invalid_parameter_value';
  end if;
  while month <= to_at at time zone 'UTC' loop
    part := 'metric_sample_' || to_char(month, 'YYYY_MM');
    if not exists (select from pg_class where relname = part and relnamespace = current_schema()::regnamespace) then
      perform pg_advisory_xact_lock(hashtext('metric_sample_partitions'));
      -- Asked once more by a query: it sees what others have made while this one waited for the lock.
      if not exists (select from pg_class where relname = part and relnamespace = current_schema()::regnamespace) then
        execute format('create table %I (like metric_sample including defaults including constraints)', part);
        execute format('alter table metric_sample attach partition %I for values from (%L) to (%L)',
          part, month::text || '+00', (month + interval '1 month')::text || '+00');
        made := made + 1;
      end if;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end
$$;

create table key_result (
  id uuid primary key default uuid_v7(),
  objective_id uuid not null references objective on delete cascade,
  title text not null collate "C" check (length(btrim(title)) between 1 and 200),
  unit text not null default '' collate "C" check (length(unit) <= 50),
  start_value float8 not null check (start_value > '-Infinity' and start_value < 'Infinity'),
  target_value float8 not null check (target_value > '-Infinity' and target_value < 'Infinity'),
  current_value float8 not null check (current_value > '-Infinity' and current_value < 'Infinity'),
  weight float8 not null default 1 check (weight >= 0 and weight <= 1e9),
  -- Bound to a metric, the latest sample is the current value and current_value is what it was before.
  metric_id uuid references metric on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint key_result_target_differs check (target_value <> start_value)
);
create index key_result_objective on key_result (objective_id);
create index key_result_metric on key_result (metric_id);
create trigger key_result_touch before update on key_result for each row execute function touch_row();
