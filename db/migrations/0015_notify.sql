-- Notices about rows of entities, for the subscription nodeChanged: `table kind id,id,…`, sent when the transaction
-- commits. A statement that changes more than 1,000 rows sends one notice, `table MANY`. An update that leaves the
-- version of a row as it was is no change.
create function notify_node_change() returns trigger language plpgsql as $$
declare
  -- A payload has less than 8,000 bytes; an id and its comma have 37.
  per_notice constant int := 200;
  most constant int := 1000;
  kind constant text := case tg_op when 'INSERT' then 'CREATED' when 'UPDATE' then 'UPDATED' else 'DELETED' end;
  ids uuid[];
begin
  if tg_op = 'INSERT' then
    ids := array(select id from new_rows limit most + 1);
  elsif tg_op = 'DELETE' then
    ids := array(select id from old_rows limit most + 1);
  else
    ids := array(
      select n.id from new_rows n join old_rows o using (id) where n.version <> o.version limit most + 1
    );
  end if;
  if cardinality(ids) > most then
    perform pg_notify('throughline_node', tg_table_name || ' MANY');
    return null;
  end if;
  for start in 1 .. cardinality(ids) by per_notice loop
    perform pg_notify(
      'throughline_node',
      concat_ws(' ', tg_table_name, kind, array_to_string(ids[start:start + per_notice - 1], ','))
    );
  end loop;
  return null;
end
$$;

-- Makes the writers of a table send notices. The table has the columns id and version.
create procedure notify_node_changes_of(target regclass) language plpgsql as $$
begin
  execute format(
    'create trigger %I after insert on %s referencing new table as new_rows
     for each statement execute function notify_node_change()',
    target::text || '_notify_insert', target);
  execute format(
    'create trigger %I after update on %s referencing old table as old_rows new table as new_rows
     for each statement execute function notify_node_change()',
    target::text || '_notify_update', target);
  execute format(
    'create trigger %I after delete on %s referencing old table as old_rows
     for each statement execute function notify_node_change()',
    target::text || '_notify_delete', target);
end
$$;

call notify_node_changes_of('alert');
call notify_node_changes_of('asset');
call notify_node_changes_of('asset_identifier');
call notify_node_changes_of('asset_merge');
call notify_node_changes_of('asset_relation');
call notify_node_changes_of('change');
call notify_node_changes_of('duplicate_task');
call notify_node_changes_of('effort');
call notify_node_changes_of('external_reference');
call notify_node_changes_of('identification_rule');
call notify_node_changes_of('key_result');
call notify_node_changes_of('metric');
call notify_node_changes_of('objective');
call notify_node_changes_of('objective_service');
call notify_node_changes_of('precedence_rule');
call notify_node_changes_of('process');
call notify_node_changes_of('redundancy_group');
call notify_node_changes_of('service');
call notify_node_changes_of('service_dependency');
call notify_node_changes_of('source');
call notify_node_changes_of('source_action');
call notify_node_changes_of('survey');
call notify_node_changes_of('survey_response');
call notify_node_changes_of('team');
call notify_node_changes_of('ticket');

-- A token that is revoked, deleted or otherwise changed ends its open streams.
create function notify_api_token() returns trigger language plpgsql as $$
begin
  perform pg_notify('throughline_token', old.id::text);
  return null;
end
$$;
create trigger api_token_notify_update after update on api_token for each row
  when (
    to_jsonb(old) - array['last_used_at', 'updated_at', 'version']
    is distinct from to_jsonb(new) - array['last_used_at', 'updated_at', 'version']
  )
  execute function notify_api_token();
create trigger api_token_notify_delete after delete on api_token for each row execute function notify_api_token();
