-- Rules that map assets to services. The links that a rule makes are dependencies of services with the version of the rule
-- as their provenance.
create table mapping_rule (
  id uuid primary key default uuid_v7(),
  -- What people call it: rule 4. A number is used once.
  number integer not null constraint mapping_rule_number_key unique,
  name text collate "C" not null constraint mapping_rule_name_check check (length(btrim(name)) between 1 and 200),
  description text not null default '' constraint mapping_rule_description_check check (length(description) <= 2000),
  -- The first rule that matches an asset decides.
  position integer not null,
  enabled boolean not null default false,
  -- The shipped rule set that it was installed from.
  rule_set text collate "C",
  -- Rises when the rule would give another answer; version rises with every update of the row.
  rule_version integer not null default 1,
  filter jsonb not null default '{}' constraint mapping_rule_filter_check check (jsonb_typeof(filter) = 'object'),
  service_id uuid references service,
  -- Templates of the name, and of the namespace that tells services of the same name apart.
  service_name text,
  service_namespace text not null default '',
  creates_service boolean not null default false,
  strength double precision not null default 1
    constraint mapping_rule_strength_check check (strength between 0 and 1),
  group_name text collate "C" constraint mapping_rule_group_name_check check (length(btrim(group_name)) between 1 and 200),
  group_min_available integer not null default 1
    constraint mapping_rule_group_min_available_check check (group_min_available between 1 and 10000),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version integer not null default 1,
  constraint mapping_rule_one_target check (num_nonnulls(service_id, service_name) = 1),
  constraint mapping_rule_creates_by_name check (not creates_service or service_name is not null)
);
create index mapping_rule_service on mapping_rule (service_id);
create trigger mapping_rule_touch before update on mapping_rule
  for each row execute function touch_row_except('position');
call notify_node_changes_of('mapping_rule');

-- Every version of a rule. A version stays when its rule is deleted, because links and services name it.
create table mapping_rule_version (
  id uuid primary key default uuid_v7(),
  rule_id uuid references mapping_rule on delete set null,
  number integer not null,
  rule_version integer not null,
  name text collate "C" not null,
  definition jsonb not null
    constraint mapping_rule_version_definition_check check (jsonb_typeof(definition) = 'object'),
  created_at timestamptz(3) not null default now(),
  constraint mapping_rule_version_number_key unique (number, rule_version)
);
create index mapping_rule_version_rule on mapping_rule_version (rule_id);

-- Null: made by a person.
alter table service_dependency add column mapping_rule_version_id uuid references mapping_rule_version;
create index service_dependency_mapping_rule_version on service_dependency (mapping_rule_version_id)
  where mapping_rule_version_id is not null;
alter table redundancy_group add column mapping_rule_version_id uuid references mapping_rule_version;
create index redundancy_group_mapping_rule_version on redundancy_group (mapping_rule_version_id)
  where mapping_rule_version_id is not null;

-- Services that rules have created, by the name and namespace that the rules give.
create table mapped_service (
  service_id uuid primary key references service on delete cascade,
  rule_version_id uuid not null references mapping_rule_version,
  name text collate "C" not null,
  namespace text collate "C" not null default '',
  -- The version of the service that rules wrote last. A later one was written by someone else: rules then leave the
  -- name and the lifecycle as they are.
  service_version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  constraint mapped_service_name_key unique (name, namespace)
);
create index mapped_service_rule_version on mapped_service (rule_version_id);

-- Links that a person has removed: rules do not make them again.
create table mapping_exclusion (
  service_id uuid not null references service on delete cascade,
  asset_id uuid not null references asset on delete cascade,
  created_at timestamptz(3) not null default now(),
  primary key (service_id, asset_id)
);
create index mapping_exclusion_asset on mapping_exclusion (asset_id);

-- Names that differ only in case, spaces, hyphens and underscores may mean one service.
create function service_name_key(given text) returns text language sql immutable parallel safe as $$
  select fold_case(regexp_replace(btrim(given), '[\s_-]+', ' ', 'g')) collate "C"
$$;
-- The body of the function, which is inlined: an index must not call a function that calls another.
create index service_mapping_name on service ((fold_case(regexp_replace(btrim(name), '[\s_-]+', ' ', 'g')) collate "C"));

-- Assets that a rule matches without giving one service. There is a row as long as there is the reason.
create table mapping_task (
  id uuid primary key default uuid_v7(),
  asset_id uuid not null constraint mapping_task_asset_id_key unique references asset on delete cascade,
  rule_version_id uuid not null references mapping_rule_version,
  reason text not null constraint mapping_task_reason_check check (reason in ('SEVERAL_NAMES', 'SIMILAR_NAME', 'NO_SERVICE')),
  names text[] not null,
  name_keys text[] not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version integer not null default 1
);
create index mapping_task_rule_version on mapping_task (rule_version_id);
create index mapping_task_name_keys on mapping_task using gin (name_keys);
create trigger mapping_task_touch before update on mapping_task for each row execute function touch_row();
call notify_node_changes_of('mapping_task');
create table mapping_task_service (
  task_id uuid not null references mapping_task on delete cascade,
  service_id uuid not null references service on delete cascade,
  created_at timestamptz(3) not null default now(),
  primary key (task_id, service_id)
);
create index mapping_task_service_service on mapping_task_service (service_id);

-- Assets to evaluate: what rules read of them has changed. The transaction that changes them takes its own rows out
-- again where it evaluates them itself; maintenance takes the others.
create table mapping_due (
  xid xid8 not null default pg_current_xact_id(),
  asset_id uuid not null,
  primary key (xid, asset_id)
);

-- How far maintenance has applied the current rules to all assets.
create table mapping_progress (
  one_row boolean primary key default true constraint mapping_progress_one_row_check check (one_row),
  -- Assets up to this one are done; null when nothing is to be applied.
  after uuid,
  evaluated integer not null default 0,
  total integer not null default 0,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  -- PENDING: a new organisation, to which the default rule set is still to be added.
  default_rules text not null constraint mapping_progress_default_rules_check
    check (default_rules in ('PENDING', 'INSTALLED', 'OFFERED'))
);
insert into mapping_progress (default_rules)
select case when exists (select from asset) or exists (select from service) or exists (select from team)
    or exists (select from objective) or exists (select from source)
  then 'OFFERED' else 'PENDING' end;

-- Whether rules may have anything to do. Takes the shared lock that a change of rules takes exclusively: whoever has
-- written assets under the old rules has committed before the new ones are applied to all assets.
create function mapping_in_use() returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(1953000037, 1835102320);
  return exists (select from mapping_rule where enabled)
    or exists (select from service_dependency where mapping_rule_version_id is not null);
end
$$;

create function add_mapping_due(assets uuid[]) returns void language plpgsql as $$
begin
  if cardinality(assets) > 0 and mapping_in_use() then
    insert into mapping_due (asset_id) select unnest(assets) on conflict do nothing;
  end if;
end
$$;

create function note_mapped_asset() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform add_mapping_due(array(select id from new_rows));
  else
    perform add_mapping_due(array(
      select n.id from new_rows n join old_rows o using (id)
      where o.version <> n.version
        and (o.kind, o.name, o.environment, o.lifecycle, o.owner_id, o.labels, o.attributes)
          is distinct from (n.kind, n.name, n.environment, n.lifecycle, n.owner_id, n.labels, n.attributes)));
  end if;
  return null;
end
$$;
create trigger asset_mapping_insert after insert on asset referencing new table as new_rows
  for each statement execute function note_mapped_asset();
create trigger asset_mapping_update after update on asset referencing old table as old_rows new table as new_rows
  for each statement execute function note_mapped_asset();

-- Which sources report an asset matters only to rules that ask for it.
create function note_mapped_claim() returns trigger language plpgsql as $$
declare
  assets uuid[];
begin
  if tg_op = 'INSERT' then
    assets := array(select distinct asset_id from new_rows where source_id is not null);
  elsif tg_op = 'DELETE' then
    assets := array(select distinct asset_id from old_rows where source_id is not null);
  else
    assets := array(
      select distinct unnest(array[o.asset_id, n.asset_id]) from new_rows n join old_rows o using (id)
      where o.asset_id <> n.asset_id);
  end if;
  if cardinality(assets) > 0 and mapping_in_use()
    and exists (select from mapping_rule where enabled and jsonb_path_exists(filter, '$.**.sources'))
  then
    perform add_mapping_due(assets);
  end if;
  return null;
end
$$;
create trigger asset_claim_mapping_insert after insert on asset_claim referencing new table as new_rows
  for each statement execute function note_mapped_claim();
create trigger asset_claim_mapping_update after update on asset_claim
  referencing old table as old_rows new table as new_rows for each statement execute function note_mapped_claim();
create trigger asset_claim_mapping_delete after delete on asset_claim referencing old table as old_rows
  for each statement execute function note_mapped_claim();

-- Links that others than rules make, change or remove. While rules write theirs, throughline.mapping is on.
create function note_mapped_link() returns trigger language plpgsql as $$
begin
  if current_setting('throughline.mapping', true) = 'on' then return null; end if;
  if tg_op = 'INSERT' then
    perform add_mapping_due(array(select distinct on_asset_id from new_rows where on_asset_id is not null));
  elsif tg_op = 'DELETE' then
    perform add_mapping_due(array(select distinct on_asset_id from old_rows where on_asset_id is not null));
  else
    perform add_mapping_due(array(
      select distinct unnest(array[o.on_asset_id, n.on_asset_id]) from new_rows n join old_rows o using (id)
      where n.on_asset_id is not null));
  end if;
  return null;
end
$$;
create trigger service_dependency_mapping_insert after insert on service_dependency
  referencing new table as new_rows for each statement execute function note_mapped_link();
create trigger service_dependency_mapping_update after update on service_dependency
  referencing old table as old_rows new table as new_rows for each statement execute function note_mapped_link();
create trigger service_dependency_mapping_delete after delete on service_dependency
  referencing old table as old_rows for each statement execute function note_mapped_link();

-- A service that comes, goes or changes its name may be what tasks wait for.
create function note_mapped_service() returns trigger language plpgsql as $$
declare
  keys text[];
begin
  if not exists (select from mapping_task) then return null; end if;
  if tg_op = 'INSERT' then
    keys := array(select service_name_key(name) from new_rows);
  elsif tg_op = 'DELETE' then
    keys := array(select service_name_key(name) from old_rows);
  else
    keys := array(
      select unnest(array[service_name_key(o.name), service_name_key(n.name)])
      from new_rows n join old_rows o using (id) where o.name <> n.name);
  end if;
  if cardinality(keys) > 0 then
    perform add_mapping_due(array(select asset_id from mapping_task where name_keys && keys));
  end if;
  return null;
end
$$;
create trigger service_mapping_insert after insert on service referencing new table as new_rows
  for each statement execute function note_mapped_service();
create trigger service_mapping_update after update on service referencing old table as old_rows new table as new_rows
  for each statement execute function note_mapped_service();
create trigger service_mapping_delete after delete on service referencing old table as old_rows
  for each statement execute function note_mapped_service();
