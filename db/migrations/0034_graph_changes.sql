-- Which rows of the graph of reasoning have changed, so that a copy of the graph in memory and the kept figures follow
-- without reading everything again. Statements write these rows, never a counter that writers would wait for.
create table graph_change (
  xid xid8 not null default pg_current_xact_id(),
  -- What to read again: the row of this kind with this id. A process stands for its links too.
  kind text not null constraint graph_change_kind_check check (kind in (
    'Asset', 'Service', 'Objective', 'Process', 'AssetRelation', 'ServiceDependency', 'RedundancyGroup',
    'Contribution', 'Setting'
  )),
  id uuid not null,
  -- Nodes on both ends, before and after: figures may differ of these and of all that they depend on. Empty where only
  -- a name differs; null where every figure may differ.
  nodes uuid[],
  at timestamptz(3) not null default now()
);
create index graph_change_xid on graph_change (xid);

-- How far the kept figures follow: which changes they contain, and what else they were computed from.
create table figure_progress (
  -- There is one row at most.
  one_row boolean primary key default true constraint figure_progress_one_row_check check (one_row),
  -- The changes of transactions that are visible in this snapshot are contained; null before the first computation.
  snapshot pg_snapshot,
  day date,
  settings jsonb,
  formula text,
  -- Changes below this transaction may have been deleted.
  pruned_below xid8 not null default '0'
);

create function record_asset_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes) select 'Asset', id, array[id] from new_rows;
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes) select 'Asset', id, array[id] from old_rows;
  else
    insert into graph_change (kind, id, nodes)
    select 'Asset', n.id,
      case when (o.lifecycle, o.merged_into) is distinct from (n.lifecycle, n.merged_into)
        then array_remove(array[n.id, o.merged_into, n.merged_into], null) else '{}' end
    from new_rows n join old_rows o using (id)
    where (o.name, o.lifecycle, o.merged_into) is distinct from (n.name, n.lifecycle, n.merged_into);
  end if;
  return null;
end
$$;

create function record_service_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes) select 'Service', id, array[id] from new_rows;
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes) select 'Service', id, array[id] from old_rows;
  else
    insert into graph_change (kind, id, nodes)
    select 'Service', n.id, case when o.lifecycle <> n.lifecycle then array[n.id] else '{}' end
    from new_rows n join old_rows o using (id)
    where (o.name, o.lifecycle) is distinct from (n.name, n.lifecycle);
  end if;
  return null;
end
$$;

-- The weights of all objectives hang together.
create function record_objective_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes) select 'Objective', id, null from new_rows;
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes) select 'Objective', id, null from old_rows;
  else
    insert into graph_change (kind, id, nodes)
    select 'Objective', n.id,
      case when (o.parent_id, o.weight, o.status, o.starts_on, o.ends_on)
        is distinct from (n.parent_id, n.weight, n.status, n.starts_on, n.ends_on) then null else '{}'::uuid[] end
    from new_rows n join old_rows o using (id)
    where (o.title, o.parent_id, o.weight, o.status, o.starts_on, o.ends_on)
      is distinct from (n.title, n.parent_id, n.weight, n.status, n.starts_on, n.ends_on);
  end if;
  return null;
end
$$;

create function record_process_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes) select 'Process', id, '{}' from new_rows;
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes) select 'Process', id, '{}' from old_rows;
  else
    insert into graph_change (kind, id, nodes)
    select 'Process', n.id, '{}' from new_rows n join old_rows o using (id) where o.name <> n.name;
  end if;
  return null;
end
$$;

create function record_asset_relation_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes) select 'AssetRelation', id, array[from_id, to_id] from new_rows;
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes) select 'AssetRelation', id, array[from_id, to_id] from old_rows;
  else
    insert into graph_change (kind, id, nodes)
    select 'AssetRelation', n.id, array[o.from_id, o.to_id, n.from_id, n.to_id]
    from new_rows n join old_rows o using (id)
    where (o.from_id, o.to_id, o.kind, o.strength) is distinct from (n.from_id, n.to_id, n.kind, n.strength);
  end if;
  return null;
end
$$;

create function record_service_dependency_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes)
    select 'ServiceDependency', id, array[service_id, coalesce(on_service_id, on_asset_id)] from new_rows;
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes)
    select 'ServiceDependency', id, array[service_id, coalesce(on_service_id, on_asset_id)] from old_rows;
  else
    insert into graph_change (kind, id, nodes)
    select 'ServiceDependency', n.id, array[
      o.service_id, coalesce(o.on_service_id, o.on_asset_id), n.service_id, coalesce(n.on_service_id, n.on_asset_id)]
    from new_rows n join old_rows o using (id)
    where (o.service_id, o.on_service_id, o.on_asset_id, o.strength, o.group_id)
      is distinct from (n.service_id, n.on_service_id, n.on_asset_id, n.strength, n.group_id);
  end if;
  return null;
end
$$;

create function record_redundancy_group_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes) select 'RedundancyGroup', id, array[service_id] from new_rows;
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes) select 'RedundancyGroup', id, array[service_id] from old_rows;
  else
    insert into graph_change (kind, id, nodes)
    select 'RedundancyGroup', n.id, array[o.service_id, n.service_id] from new_rows n join old_rows o using (id)
    where (o.name, o.service_id, o.min_available) is distinct from (n.name, n.service_id, n.min_available);
  end if;
  return null;
end
$$;

create function record_contribution_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes) select 'Contribution', id, array[service_id] from new_rows;
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes) select 'Contribution', id, array[service_id] from old_rows;
  else
    insert into graph_change (kind, id, nodes)
    select 'Contribution', n.id, array[o.service_id, n.service_id] from new_rows n join old_rows o using (id)
    where (o.objective_id, o.service_id, o.share, o.valid_from, o.valid_to)
      is distinct from (n.objective_id, n.service_id, n.share, n.valid_from, n.valid_to);
  end if;
  return null;
end
$$;

create function record_process_service_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes) select 'Process', process_id, array[service_id] from new_rows;
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes) select 'Process', process_id, array[service_id] from old_rows;
  else
    insert into graph_change (kind, id, nodes)
    select 'Process', n.process_id, array[n.service_id]
    from new_rows n join old_rows o using (process_id, service_id) where o.strength is distinct from n.strength;
  end if;
  return null;
end
$$;

create function record_process_objective_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes) select 'Process', process_id, array[process_id] from new_rows;
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes) select 'Process', process_id, array[process_id] from old_rows;
  else
    insert into graph_change (kind, id, nodes)
    select 'Process', n.process_id, array[n.process_id]
    from new_rows n join old_rows o using (process_id, objective_id) where o.share is distinct from n.share;
  end if;
  return null;
end
$$;

create function record_setting_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into graph_change (kind, id, nodes) select 'Setting', id, null from new_rows
    where key in ('criticalityThresholds', 'timeZone');
  elsif tg_op = 'DELETE' then
    insert into graph_change (kind, id, nodes) select 'Setting', id, null from old_rows
    where key in ('criticalityThresholds', 'timeZone');
  else
    insert into graph_change (kind, id, nodes)
    select 'Setting', n.id, null from new_rows n join old_rows o using (id)
    where n.key in ('criticalityThresholds', 'timeZone') and o.value is distinct from n.value;
  end if;
  return null;
end
$$;

create procedure record_graph_changes_of(target regclass, recorder regproc) language plpgsql as $$
begin
  execute format(
    'create trigger %I after insert on %s referencing new table as new_rows
     for each statement execute function %s()',
    target::text || '_graph_insert', target, recorder);
  execute format(
    'create trigger %I after update on %s referencing old table as old_rows new table as new_rows
     for each statement execute function %s()',
    target::text || '_graph_update', target, recorder);
  execute format(
    'create trigger %I after delete on %s referencing old table as old_rows
     for each statement execute function %s()',
    target::text || '_graph_delete', target, recorder);
end
$$;
call record_graph_changes_of('asset', 'record_asset_change');
call record_graph_changes_of('service', 'record_service_change');
call record_graph_changes_of('objective', 'record_objective_change');
call record_graph_changes_of('process', 'record_process_change');
call record_graph_changes_of('asset_relation', 'record_asset_relation_change');
call record_graph_changes_of('service_dependency', 'record_service_dependency_change');
call record_graph_changes_of('redundancy_group', 'record_redundancy_group_change');
call record_graph_changes_of('objective_service', 'record_contribution_change');
call record_graph_changes_of('process_service', 'record_process_service_change');
call record_graph_changes_of('process_objective', 'record_process_objective_change');
call record_graph_changes_of('organisation_setting', 'record_setting_change');
