-- Tables, columns and states take the terms of the field; CHANGELOG.md lists each old name with its new one.

alter table sync_cursor rename to source_scope;
alter table source_scope rename column position to checkpoint;
alter table source_scope rename column listed to record_count;
alter table source_scope rename column census_at to deletions_checked_at;

alter table waiting_record rename to pending_record;
alter table pending_record rename column met to matched_identifiers;
alter table pending_record rename column identity to primary_key;

alter table sync_difference rename to dry_run_change;
alter table response rename to survey_response;

alter table source_record rename column identity to primary_key;
alter table source_record rename column gone_at to missing_since;
alter table source_record rename column ended_at to retired_at;
alter table source_record rename column said to stated_fields;

alter table source rename column census_every_seconds to deletion_check_interval_seconds;
alter table source rename column retire_after_seconds to retirement_grace_seconds;

alter table ticket rename column source_gone_at to removed_at_source;
alter table change rename column source_gone_at to removed_at_source;
alter table survey rename column source_gone_at to removed_at_source;
alter table change rename column plan to implementation_plan;
alter table survey rename column scored to scored_question_key;

alter table sync_run rename column parts to selection;
alter table sync_run rename column failures to consecutive_failures;

alter table source_action rename column key to idempotency_key;
alter table redundancy_group rename column min_up to min_available;
alter table identification_rule rename column within_environment to scoped_to_environment;

alter table asset_merge rename column winner_id to survivor_id;
alter table asset_merge rename column loser_id to duplicate_id;
alter table asset_merge rename column kept to snapshot;

-- Another name is no change of what a row says: version and updated_at stay, and no listener is notified.
alter table asset_merge disable trigger user;
alter table dry_run_change disable trigger user;
alter table sync_run disable trigger user;
alter table webhook_delivery disable trigger user;
alter table source_action disable trigger user;
alter table duplicate_task disable trigger user;

-- A merge keeps rows as they were, by the names of their columns: undoing it needs today's names. Only the keys of
-- the snapshot itself and of rows of the renamed tables change; what users and sources wrote is left as it is.
update asset_merge set snapshot = jsonb_build_object(
  'survivor', snapshot -> 'winner',
  'duplicate', snapshot -> 'loser',
  'orphaned', snapshot -> 'told',
  'user', snapshot -> 'person',
  'tasks', snapshot -> 'tasks',
  'pending', (
    select coalesce(jsonb_agg(w.row - 'identity' - 'met' || jsonb_build_object(
      'primary_key', w.row -> 'identity', 'matched_identifiers', w.row -> 'met') order by w.place), '[]')
    from jsonb_array_elements(snapshot -> 'waiting') with ordinality as w (row, place)),
  'rows', (
    select coalesce(jsonb_agg(case when r.moved ->> 'table' = 'waiting_record'
      then r.moved || '{"table": "pending_record"}' else r.moved end order by r.place), '[]')
    from jsonb_array_elements(snapshot -> 'rows') with ordinality as r (moved, place)));
update dry_run_change set attributes = (
  select coalesce(jsonb_agg(a.of - 'winner' - 'losers' || jsonb_build_object(
    'effective', case when a.of -> 'winner' = 'null' then 'null'
      else (a.of -> 'winner') - 'lostBecause' || '{"overriddenReason": null}' end,
    'overridden', (
      select coalesce(jsonb_agg(l.claim - 'lostBecause' ||
        jsonb_build_object('overriddenReason', l.claim -> 'lostBecause') order by l.place), '[]')
      from jsonb_array_elements(a.of -> 'losers') with ordinality as l (claim, place))) order by a.place), '[]')
  from jsonb_array_elements(attributes) with ordinality as a (of, place));

-- States.
alter table sync_run
  drop constraint sync_run_finished,
  drop constraint sync_run_mode_check,
  drop constraint sync_run_status_check,
  drop constraint sync_run_trigger_check,
  alter column trigger set default 'CLI',
  alter column mode set default 'INCREMENTAL';
update sync_run set
  status = case status when 'WAITING' then 'RETRY_SCHEDULED' when 'REFUSED' then 'NEEDS_APPROVAL' else status end,
  trigger = case trigger when 'COMMAND' then 'CLI' when 'REQUEST' then 'MANUAL' else trigger end,
  mode = case mode
    when 'NORMAL' then 'INCREMENTAL' when 'DRY' then 'DRY_RUN' when 'DEAD_LETTERS' then 'RETRY_DEAD_LETTERS'
    else mode end;
alter table sync_run
  add constraint sync_run_finished
    check ((status in ('QUEUED', 'RUNNING', 'RETRY_SCHEDULED')) = (finished_at is null)),
  add constraint sync_run_mode_check
    check (mode in ('INCREMENTAL', 'FULL', 'DRY_RUN', 'REPLAY', 'RETRY_DEAD_LETTERS')),
  add constraint sync_run_status_check check (
    status in ('QUEUED', 'RUNNING', 'RETRY_SCHEDULED', 'SUCCEEDED', 'FAILED', 'NEEDS_APPROVAL', 'CANCELLED')),
  add constraint sync_run_trigger_check check (trigger in ('CLI', 'MANUAL', 'SCHEDULE', 'WEBHOOK', 'PUSH'));

drop index webhook_delivery_waiting;
alter table webhook_delivery
  drop constraint webhook_delivery_status_check,
  alter column status set default 'PENDING';
update webhook_delivery
  set status = case status when 'RECEIVED' then 'PENDING' when 'DONE' then 'PROCESSED' else status end;
alter table webhook_delivery
  add constraint webhook_delivery_status_check check (status in ('PENDING', 'PROCESSED', 'FAILED'));
create index webhook_delivery_pending on webhook_delivery (source_id, received_at) where status = 'PENDING';

alter table source_action drop constraint source_action_status_check;
update source_action set status = 'SUCCEEDED' where status = 'DONE';
alter table source_action
  add constraint source_action_status_check check (status in ('QUEUED', 'SUCCEEDED', 'FAILED'));

alter table duplicate_task drop constraint duplicate_task_state_check;
update duplicate_task set state = 'OBSOLETE' where state = 'LAPSED';
alter table duplicate_task
  add constraint duplicate_task_state_check check (state in ('OPEN', 'MERGED', 'DISMISSED', 'OBSOLETE'));

alter table asset_merge enable trigger user;
alter table dry_run_change enable trigger user;
alter table sync_run enable trigger user;
alter table webhook_delivery enable trigger user;
alter table source_action enable trigger user;
alter table duplicate_task enable trigger user;

-- Names of constraints, indexes and triggers follow those of their tables and columns.
do $$
declare
  renames constant text[][] := array[
    ['sync_cursor', 'source_scope'], ['waiting_record', 'pending_record'], ['sync_difference', 'dry_run_change'],
    ['response', 'survey_response'],
    ['source_scope_listed', 'source_scope_record_count'], ['pending_record_met', 'pending_record_matched_identifiers'],
    ['pending_record_identity', 'pending_record_primary_key'], ['source_record_identity', 'source_record_primary_key'],
    ['source_census_every_seconds', 'source_deletion_check_interval_seconds'],
    ['source_retire_after_seconds', 'source_retirement_grace_seconds'],
    ['change_plan', 'change_implementation_plan'], ['survey_scored', 'survey_scored_question_key'],
    ['sync_run_parts', 'sync_run_selection'], ['source_action_key', 'source_action_idempotency_key'],
    ['source_action_source_id_key', 'source_action_source_id_idempotency_key'],
    ['redundancy_group_min_up', 'redundancy_group_min_available'],
    ['asset_merge_winner', 'asset_merge_survivor'], ['asset_merge_loser', 'asset_merge_duplicate'],
    ['asset_merge_kept', 'asset_merge_snapshot'], ['asset_merge_standing', 'asset_merge_open'],
    ['duplicate_task_standing', 'duplicate_task_undecided'],
    ['asset_identifier_told', 'asset_identifier_claim'], ['asset_claim_speaker', 'asset_claim_claimant']];
  pair text[];
  found record;
begin
  foreach pair slice 1 in array renames loop
    for found in
      select c.conname as name, c.conrelid::regclass as owner from pg_constraint c
      join pg_class t on t.oid = c.conrelid
      where t.relnamespace = current_schema()::regnamespace
        and (c.conname = pair[1] or starts_with(c.conname, pair[1] || '_'))
        and c.conislocal
    loop
      execute format('alter table %s rename constraint %I to %I', found.owner, found.name,
        left(pair[2] || substr(found.name, length(pair[1]) + 1), 63));
    end loop;
    for found in
      select i.relname as name, i.oid::regclass as owner from pg_class i
      where i.relkind = 'i' and i.relnamespace = current_schema()::regnamespace
        and (i.relname = pair[1] or starts_with(i.relname, pair[1] || '_'))
    loop
      execute format('alter index %s rename to %I', found.owner,
        left(pair[2] || substr(found.name, length(pair[1]) + 1), 63));
    end loop;
    for found in
      select g.tgname as name, g.tgrelid::regclass as owner from pg_trigger g
      join pg_class t on t.oid = g.tgrelid
      where not g.tgisinternal and t.relnamespace = current_schema()::regnamespace
        and (g.tgname = pair[1] or starts_with(g.tgname, pair[1] || '_'))
    loop
      execute format('alter trigger %I on %s rename to %I', found.name, found.owner,
        left(pair[2] || substr(found.name, length(pair[1]) + 1), 63));
    end loop;
  end loop;
end
$$;
