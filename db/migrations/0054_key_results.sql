-- Key results that are to be kept within a range, key results that are read from SLOs and scores of surveys, and the
-- history of values that were entered by hand.

alter table key_result
  alter column start_value drop not null,
  alter column target_value drop not null,
  alter column current_value drop not null,
  -- REACH: from a start to a target. MAINTAIN: each period at keep_above or above it, and at keep_below or below it.
  add column kind text not null default 'REACH' check (kind in ('REACH', 'MAINTAIN')),
  add column keep_above double precision check (keep_above > '-Infinity' and keep_above < 'Infinity'),
  add column keep_below double precision check (keep_below > '-Infinity' and keep_below < 'Infinity'),
  add column period_unit text check (period_unit in ('WEEK', 'MONTH')),
  add column slo_id uuid references slo on delete set null,
  add column score_measure text check (score_measure in ('CSAT', 'NPS', 'CES', 'AREA')),
  add column score_aspect text check (score_aspect in ('FUNCTIONALITY', 'SATISFACTION', 'CULTURE', 'PLANNING')),
  -- A score of a service whose service is gone is the score of nothing, not that of the organisation.
  add column score_subject text check (score_subject in ('SERVICE', 'ORGANISATION')),
  add column score_service_id uuid references service on delete set null,
  add constraint key_result_values check (case kind
    when 'REACH' then num_nonnulls(start_value, target_value) = 2
      and num_nonnulls(keep_above, keep_below, period_unit) = 0
    else num_nonnulls(start_value, target_value) = 0
      and num_nonnulls(keep_above, keep_below) >= 1 and period_unit is not null end),
  add constraint key_result_range check (keep_above <= keep_below),
  add constraint key_result_one_measure check (num_nonnulls(metric_id, slo_id, score_measure) <= 1),
  add constraint key_result_score check (
    (score_measure is null) = (score_subject is null)
    and coalesce(score_measure = 'AREA', false) = (score_aspect is not null)
    and (score_service_id is null or coalesce(score_subject = 'SERVICE', false)));
create index key_result_slo on key_result (slo_id) where slo_id is not null;
create index key_result_score_service on key_result (score_service_id) where score_service_id is not null;

create table key_result_check_in (
  id uuid primary key default uuid_v7(),
  key_result_id uuid not null references key_result on delete cascade,
  value double precision not null check (value > '-Infinity' and value < 'Infinity'),
  -- How sure the owner is that the objective will be reached, 0 to 1.
  confidence double precision check (confidence >= 0 and confidence <= 1),
  note text not null default '' check (length(note) <= 20000),
  at timestamptz(3) not null default now(),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version integer not null default 1
);
create index key_result_check_in_at on key_result_check_in (key_result_id, at, id);
create trigger key_result_check_in_touch before update on key_result_check_in
  for each row execute function touch_row();
call notify_node_changes_of('key_result_check_in');
call audit_cascades_of('key_result_check_in', 'KeyResultCheckIn', 'id', 'delete');

-- What was entered so far is the first check-in. From here on the server writes one with each value: the latest counts
-- and is kept in current_value.
insert into key_result_check_in (key_result_id, value, at, created_at, updated_at)
select id, current_value, updated_at, updated_at, updated_at from key_result;
