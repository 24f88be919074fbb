-- Sources report persons, teams, services, objectives and processes. Each record makes its claims on the attributes of
-- what it describes, users make theirs, and the effective values follow from them by precedence.

-- Two names may change places in one statement.
alter table team drop constraint team_name_key, add constraint team_name_key unique (name) deferrable;
alter table service drop constraint service_name_key, add constraint service_name_key unique (name) deferrable;
alter table process drop constraint process_name_key, add constraint process_name_key unique (name) deferrable;
-- Names are compared without case and without the number of blanks where two names may mean one thing.
create index team_folded_name on team (fold_case(regexp_replace(btrim(name), '\s+', ' ', 'g')));
create index service_folded_name on service (fold_case(regexp_replace(btrim(name), '\s+', ' ', 'g')));
create index process_folded_name on process (fold_case(regexp_replace(btrim(name), '\s+', ' ', 'g')));
create index person_folded_name on person (fold_case(regexp_replace(btrim(name), '\s+', ' ', 'g')));

-- Since when no source reports it any more. Null if one does, or if a user has named it.
alter table team add column removed_at_source timestamptz(3);
alter table person add column removed_at_source timestamptz(3);
alter table service add column removed_at_source timestamptz(3);
alter table objective add column removed_at_source timestamptz(3);
alter table process add column removed_at_source timestamptz(3);

-- What a record describes; checked at the end, since the row follows from what is said.
alter table source_record
  add column team_id uuid references team on delete set null deferrable initially deferred,
  add column person_id uuid references person on delete set null deferrable initially deferred,
  add column service_id uuid references service on delete set null deferrable initially deferred,
  add column objective_id uuid references objective on delete set null deferrable initially deferred,
  add column process_id uuid references process on delete set null deferrable initially deferred;
create index source_record_team on source_record (team_id) where team_id is not null;
create index source_record_person on source_record (person_id) where person_id is not null;
create index source_record_service on source_record (service_id) where service_id is not null;
create index source_record_objective on source_record (objective_id) where objective_id is not null;
create index source_record_process on source_record (process_id) where process_id is not null;

-- What a record of a source, or users, claim of an entity: {attribute: {value, setAt}}.
create table entity_claim (
  id uuid primary key default uuid_v7(),
  team_id uuid references team on delete cascade deferrable initially deferred,
  person_id uuid references person on delete cascade deferrable initially deferred,
  service_id uuid references service on delete cascade deferrable initially deferred,
  objective_id uuid references objective on delete cascade deferrable initially deferred,
  process_id uuid references process on delete cascade deferrable initially deferred,
  -- Null for the claims of users. Every entity that a source has ever claimed has such a row, if only an empty one.
  source_id uuid references source on delete cascade,
  record_id uuid unique references source_record on delete cascade,
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint entity_claim_one_entity check (num_nonnulls(team_id, person_id, service_id, objective_id, process_id) = 1),
  constraint entity_claim_claimant check ((source_id is null) = (record_id is null)),
  constraint entity_claim_of_users unique nulls not distinct (
    team_id, person_id, service_id, objective_id, process_id, record_id)
);
create index entity_claim_source on entity_claim (source_id);
create index entity_claim_person on entity_claim (person_id) where person_id is not null;
create index entity_claim_service on entity_claim (service_id) where service_id is not null;
create index entity_claim_objective on entity_claim (objective_id) where objective_id is not null;
create index entity_claim_process on entity_claim (process_id) where process_id is not null;
create index entity_claim_name on entity_claim ((attributes #>> '{name,value}')) where record_id is not null;
create index entity_claim_email on entity_claim ((attributes #>> '{email,value}')) where person_id is not null and record_id is not null;
create trigger entity_claim_touch before update on entity_claim for each row execute function touch_row();

-- What a record refers to, with what is said of the link, and what that has been found to be. A row without a target
-- is looked up again.
create table record_link (
  id uuid primary key default uuid_v7(),
  record_id uuid not null references source_record on delete cascade,
  role text not null check (role in (
    'PARENT_TEAM', 'OWNER', 'MEMBER', 'PARENT_OBJECTIVE', 'DEPENDS_ON_SERVICE', 'DEPENDS_ON_ASSET', 'USES_SERVICE',
    'SUPPORTS_OBJECTIVE', 'RESTS_ON_SERVICE', 'PART_OF_SERVICE'
  )),
  reference jsonb not null check (jsonb_typeof(reference) = 'object'),
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  team_id uuid references team on delete set null deferrable initially deferred,
  person_id uuid references person on delete set null deferrable initially deferred,
  service_id uuid references service on delete set null deferrable initially deferred,
  objective_id uuid references objective on delete set null deferrable initially deferred,
  asset_id uuid references asset on delete set null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint record_link_one_target check (num_nonnulls(team_id, person_id, service_id, objective_id, asset_id) <= 1),
  unique (record_id, role, reference)
);
create index record_link_open on record_link (id) where num_nonnulls(team_id, person_id, service_id, objective_id, asset_id) = 0;
create index record_link_team on record_link (team_id) where team_id is not null;
create index record_link_person on record_link (person_id) where person_id is not null;
create index record_link_service on record_link (service_id) where service_id is not null;
create index record_link_objective on record_link (objective_id) where objective_id is not null;
create index record_link_asset on record_link (asset_id) where asset_id is not null;
create trigger record_link_touch before update on record_link for each row execute function touch_row();

-- The source that a link follows from; null if a user made it, or made it his.
alter table membership add column source_id uuid references source on delete cascade;
alter table service_dependency add column source_id uuid references source on delete cascade;
alter table redundancy_group add column source_id uuid references source on delete cascade;
alter table objective_service add column source_id uuid references source on delete cascade;
alter table process_service add column source_id uuid references source on delete cascade;
alter table process_objective add column source_id uuid references source on delete cascade;
alter table key_result add column source_id uuid references source on delete cascade;
create index membership_source on membership (source_id) where source_id is not null;
create index service_dependency_source on service_dependency (source_id) where source_id is not null;
create index redundancy_group_source on redundancy_group (source_id) where source_id is not null;
create index objective_service_source on objective_service (source_id) where source_id is not null;
create index process_service_source on process_service (source_id) where source_id is not null;
create index process_objective_source on process_objective (source_id) where source_id is not null;
create index key_result_source on key_result (source_id) where source_id is not null;

-- Audits links as sources make and end them, in transactions that state a reason; the server writes the events of users,
-- also where a user removes the link of a source.
create procedure audit_source_links_of(target regclass, type text, subject text) language plpgsql as $$
begin
  execute format(
    'create trigger %I after insert on %s referencing new table as new_rows for each statement
     execute function audit_rows(%L, %L, %L, null, %L)',
    target::text || '_audit_source_insert', target, type, subject, 'link', 'sources');
  execute format(
    'create trigger %I after delete on %s referencing old table as old_rows for each statement
     when (pg_trigger_depth() = 0 and current_setting(''throughline.reason'', true) <> '''')
     execute function audit_rows(%L, %L, null, %L, %L)',
    target::text || '_audit_source_removal', target, type, subject, 'unlink', 'sources');
end
$$;
call audit_source_links_of('membership', 'Person', 'person_id');
call audit_source_links_of('service_dependency', 'Service', 'service_id');
call audit_source_links_of('redundancy_group', 'RedundancyGroup', 'id');
call audit_source_links_of('objective_service', 'Service', 'service_id');
call audit_source_links_of('process_service', 'Process', 'process_id');
call audit_source_links_of('process_objective', 'Process', 'process_id');
call audit_source_links_of('key_result', 'KeyResult', 'id');

-- De-duplication tasks also list what is not an asset: names that may mean one thing.
create table duplicate_task_entity (
  task_id uuid not null references duplicate_task on delete cascade,
  team_id uuid references team on delete cascade,
  person_id uuid references person on delete cascade,
  service_id uuid references service on delete cascade,
  process_id uuid references process on delete cascade,
  created_at timestamptz(3) not null default now(),
  constraint duplicate_task_entity_one check (num_nonnulls(team_id, person_id, service_id, process_id) = 1),
  unique nulls not distinct (task_id, team_id, person_id, service_id, process_id)
);
create index duplicate_task_entity_team on duplicate_task_entity (team_id) where team_id is not null;
create index duplicate_task_entity_person on duplicate_task_entity (person_id) where person_id is not null;
create index duplicate_task_entity_service on duplicate_task_entity (service_id) where service_id is not null;
create index duplicate_task_entity_process on duplicate_task_entity (process_id) where process_id is not null;
create trigger key_result_audit_source_update after update on key_result
  referencing old table as old_rows new table as new_rows for each statement
  when (pg_trigger_depth() = 0 and current_setting('throughline.reason', true) <> '')
  execute function audit_rows('KeyResult', 'id', null, null, 'sources');
