-- Service level objectives, the counts of their periods, their kept figures, and maintenance and freeze windows.

alter table service add column availability float8 constraint service_availability_check
  check (availability >= 0 and availability <= 1);

-- How long the time is that a sample stands for, from its instant on. Null: samples stand for instants.
alter table metric add column sample_seconds int constraint metric_sample_seconds_check
  check (sample_seconds between 1 and 2678400);

create table slo (
  id uuid primary key default uuid_v7(),
  name text not null collate "C" constraint slo_name_key unique
    constraint slo_name_check check (length(btrim(name)) between 1 and 200),
  description text not null default '' constraint slo_description_check check (length(description) <= 20000),
  service_id uuid not null references service on delete cascade,
  -- RATIO: one metric holds good and all events; GOOD_RATIO and BAD_RATIO: one metric holds good or bad events and
  -- another all of them; THRESHOLD: each sample is an event, good if its reading compares to the threshold.
  indicator text not null constraint slo_indicator_check
    check (indicator in ('RATIO', 'GOOD_RATIO', 'BAD_RATIO', 'THRESHOLD')),
  metric_id uuid not null references metric,
  total_metric_id uuid references metric,
  operator text constraint slo_operator_check check (operator in ('LT', 'LTE', 'GT', 'GTE')),
  threshold float8 constraint slo_threshold_check check (threshold > '-Infinity' and threshold < 'Infinity'),
  target float8 not null constraint slo_target_check check (target > 0 and target < 1),
  -- OpenSLO's shorthand: 30d, 1M.
  duration text not null constraint slo_duration_check check (duration ~ '^[1-9][0-9]{0,4}[mhdwMQY]$'),
  -- Of a calendar window, a local time and its zone; both null if the window rolls.
  start_time text constraint slo_start_time_check check (start_time ~ '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$'),
  time_zone text constraint slo_time_zone_check check (length(time_zone) between 1 and 100),
  budgeting_method text not null default 'OCCURRENCES' constraint slo_budgeting_method_check
    check (budgeting_method in ('OCCURRENCES', 'TIMESLICES', 'RATIO_TIMESLICES')),
  time_slice_target float8 constraint slo_time_slice_target_check check (time_slice_target > 0 and time_slice_target <= 1),
  time_slice_window text constraint slo_time_slice_window_check check (time_slice_window ~ '^[1-9][0-9]{0,4}[mhdw]$'),
  alerting boolean not null default true,
  labels jsonb not null default '{}' constraint slo_labels_check check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint slo_total_metric check ((total_metric_id is not null) = (indicator in ('GOOD_RATIO', 'BAD_RATIO'))),
  constraint slo_comparison check ((operator is not null) = (indicator = 'THRESHOLD') and (threshold is not null) = (indicator = 'THRESHOLD')),
  constraint slo_window check ((start_time is null) = (time_zone is null)),
  constraint slo_slices check ((time_slice_window is not null) = (budgeting_method <> 'OCCURRENCES')),
  constraint slo_time_slice_target check ((time_slice_target is not null) = (budgeting_method = 'TIMESLICES'))
);
create index slo_service on slo (service_id);
create index slo_metric on slo (metric_id);
create index slo_total_metric_id on slo (total_metric_id) where total_metric_id is not null;
create trigger slo_touch before update on slo for each row execute function touch_row();
call notify_node_changes_of('slo');
call audit_cascades_of('slo', 'Slo', 'id', 'delete');

-- The counts of whole periods of an SLO, before corrections. A period has whole slices, and lasts about an hour.
create table slo_period (
  slo_id uuid not null references slo on delete cascade,
  at timestamptz not null,
  -- Events; of GOOD_RATIO and BAD_RATIO as the two metrics say them, so good may exceed total.
  good float8 not null,
  total float8 not null,
  -- Slices with events, those of them that are good, and the sum of their shares of good events.
  measured int not null,
  good_slices int not null,
  ratios float8 not null,
  primary key (slo_id, at)
);

-- From when on the periods of an SLO are there; a row is missing until they are made.
create table slo_progress (
  slo_id uuid primary key references slo on delete cascade,
  built_from timestamptz not null
);

-- Figures as of the last evaluation.
create table slo_figure (
  slo_id uuid primary key references slo on delete cascade,
  computed_at timestamptz(3) not null,
  status text not null constraint slo_figure_status_check check (status in ('MET', 'MISSED', 'NO_TRAFFIC')),
  attainment float8,
  remaining float8 not null,
  burn_rate float8,
  -- All fields of the status, as JSON.
  figures jsonb not null
);
create index slo_figure_remaining on slo_figure (remaining, slo_id);

-- The state of each pair of windows that burn alerts watch.
create table slo_alert (
  slo_id uuid not null references slo on delete cascade,
  factor float8 not null,
  since timestamptz(3) not null,
  quiet_since timestamptz(3),
  primary key (slo_id, factor)
);

-- What counts changes with these: the periods are made anew.
create function forget_slo_periods() returns trigger language plpgsql as $$
begin
  if (old.indicator, old.metric_id, old.total_metric_id, old.operator, old.threshold, old.start_time, old.time_zone,
      old.budgeting_method, old.time_slice_target, old.time_slice_window)
    is distinct from (new.indicator, new.metric_id, new.total_metric_id, new.operator, new.threshold, new.start_time,
      new.time_zone, new.budgeting_method, new.time_slice_target, new.time_slice_window)
  then
    delete from slo_period where slo_id = new.id;
    delete from slo_progress where slo_id = new.id;
  end if;
  if to_jsonb(old) - array['name', 'description', 'labels', 'updated_at', 'version']
    is distinct from to_jsonb(new) - array['name', 'description', 'labels', 'updated_at', 'version']
  then
    delete from slo_figure where slo_id = new.id;
  end if;
  return null;
end
$$;
create trigger slo_changed after update on slo for each row execute function forget_slo_periods();

-- Alerts that an SLO raises have no source.
alter table alert alter column source_id drop not null;
alter table alert add column slo_id uuid references slo on delete set null;
create index alert_slo on alert (slo_id, starts_at) where slo_id is not null;
alter table alert add constraint alert_origin check (source_id is null or slo_id is null);

-- What nobody watches any more does not go on firing.
create function end_slo_alerts() returns trigger language plpgsql as $$
begin
  update alert set ends_at = greatest(starts_at, now()) where slo_id = old.id and ends_at is null;
  return old;
end
$$;
create trigger slo_deleted before delete on slo for each row execute function end_slo_alerts();

-- The name is wanted for the table.
alter index change_window rename to change_planned;

create table change_window (
  id uuid primary key default uuid_v7(),
  name text not null collate "C" constraint change_window_name_key unique
    constraint change_window_name_check check (length(btrim(name)) between 1 and 200),
  description text not null default '' constraint change_window_description_check check (length(description) <= 20000),
  kind text not null constraint change_window_kind_check check (kind in ('MAINTENANCE', 'FREEZE')),
  -- The first start, on the local clock of the zone.
  start_time text not null constraint change_window_start_time_check check (start_time ~ '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$'),
  time_zone text not null constraint change_window_time_zone_check check (length(time_zone) between 1 and 100),
  -- The value of an RRULE (RFC 5545); null for a window that happens once.
  recurrence text constraint change_window_recurrence_check check (length(recurrence) between 1 and 500),
  minutes int not null constraint change_window_minutes_check check (minutes between 1 and 525600),
  -- Local starts that are left out.
  excepted text[] not null default '{}' constraint change_window_except_check check (cardinality(excepted) <= 1000),
  -- Whether it holds for everything; otherwise for the services and assets that it is linked to.
  everything boolean not null default false,
  labels jsonb not null default '{}' constraint change_window_labels_check check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1
);
create trigger change_window_touch before update on change_window for each row execute function touch_row();
call notify_node_changes_of('change_window');

create table change_window_service (
  change_window_id uuid not null references change_window on delete cascade,
  service_id uuid not null references service on delete cascade,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  primary key (change_window_id, service_id)
);
create index change_window_service_service on change_window_service (service_id, change_window_id);
create trigger change_window_service_touch before update on change_window_service for each row execute function touch_row();
call audit_cascades_of('change_window_service', 'ChangeWindow', 'change_window_id', 'unlink');

create table change_window_asset (
  change_window_id uuid not null references change_window on delete cascade,
  asset_id uuid not null references asset on delete cascade,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  primary key (change_window_id, asset_id)
);
create index change_window_asset_asset on change_window_asset (asset_id, change_window_id);
create trigger change_window_asset_touch before update on change_window_asset for each row execute function touch_row();
create trigger change_window_asset_merged before insert or update of asset_id on change_window_asset
  for each row execute function refuse_merged_asset('asset_id');
call audit_cascades_of('change_window_asset', 'ChangeWindow', 'change_window_id', 'unlink');
