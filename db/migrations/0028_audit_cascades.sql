-- What is deleted or changed because another row is deleted is in the audit trail, and so are the relations that sources
-- report. The server states in whose name a transaction writes: throughline.actor, throughline.principal_type,
-- throughline.principal_id, throughline.request and throughline.reason.

-- Writes an event for each row of a statement. Arguments: the type of the entity, the column with its ID, and the verbs
-- for rows that are inserted and deleted. The hash of a secret is left out. The type `*` follows from the column that is not null. With a fifth
-- argument, `sources`, only rows of sources have events: the server writes those of its users.
create function audit_rows() returns trigger language plpgsql as $$
declare
  actor text := coalesce(nullif(current_setting('throughline.actor', true), ''), 'throughline');
  request text := coalesce(nullif(current_setting('throughline.request', true), ''), 'database');
  by_type text := nullif(current_setting('throughline.principal_type', true), '');
  by_id uuid := nullif(current_setting('throughline.principal_id', true), '')::uuid;
  why text := nullif(current_setting('throughline.reason', true), '');
  verb text := case tg_op when 'INSERT' then tg_argv[2] when 'DELETE' then tg_argv[3] else 'change' end;
  changes jsonb[];
begin
  if tg_op = 'INSERT' then
    changes := array(select jsonb_build_array(null, to_jsonb(n) - 'secret_hash') from new_rows n);
  elsif tg_op = 'DELETE' then
    changes := array(select jsonb_build_array(to_jsonb(o) - 'secret_hash', null) from old_rows o);
  else
    changes := array(
      select jsonb_build_array(to_jsonb(o) - 'secret_hash', to_jsonb(n) - 'secret_hash') from new_rows n join old_rows o using (id)
      where n.version <> o.version
    );
  end if;
  insert into audit_event (actor, principal_type, principal_id, request_id, action, entity_type, entity_id, before, after, reason)
  select actor, by_type, by_id, request, tg_table_name || '.' || verb,
    case tg_argv[0] when '*' then initcap(left(subject.key, -3)) else tg_argv[0] end, subject.value::uuid,
    nullif(c.change -> 0, 'null'), nullif(c.change -> 1, 'null'), why
  from unnest(changes) c (change)
  cross join lateral (
    select key, value from jsonb_each_text(case when tg_op = 'DELETE' then c.change -> 0 else c.change -> 1 end)
    where case tg_argv[0] when '*' then key ~ '_id$' and key <> 'external_id' and value is not null else key = tg_argv[1] end
    limit 1) subject
  where tg_argv[4] is distinct from 'sources'
    or (case when tg_op = 'DELETE' then c.change -> 0 else c.change -> 1 end) ->> 'source_id' is not null;
  return null;
end
$$;

-- Audits rows of a table that go, or lose a reference, with a row of another table.
create procedure audit_cascades_of(target regclass, type text, subject text, verb text) language plpgsql as $$
begin
  execute format(
    'create trigger %I after delete on %s referencing old table as old_rows for each statement
     when (pg_trigger_depth() > 0) execute function audit_rows(%L, %L, null, %L)',
    target::text || '_audit_delete', target, type, subject, verb);
end
$$;

call audit_cascades_of('alert', 'Alert', 'id', 'delete');
call audit_cascades_of('alert_asset', 'Alert', 'alert_id', 'unlink');
call audit_cascades_of('alert_service', 'Alert', 'alert_id', 'unlink');
call audit_cascades_of('api_token', 'ApiToken', 'id', 'delete');
call audit_cascades_of('asset_merge', 'AssetMerge', 'id', 'delete');
call audit_cascades_of('change_asset', 'Change', 'change_id', 'unlink');
call audit_cascades_of('change_service', 'Change', 'change_id', 'unlink');
call audit_cascades_of('effort', 'Effort', 'id', 'delete');
call audit_cascades_of('external_reference', '*', '*', 'delete');
call audit_cascades_of('key_result', 'KeyResult', 'id', 'delete');
call audit_cascades_of('membership', 'Person', 'person_id', 'unlink');
call audit_cascades_of('metric', 'Metric', 'id', 'delete');
call audit_cascades_of('objective_service', 'Service', 'service_id', 'unlink');
call audit_cascades_of('precedence_rule', 'PrecedenceRule', 'id', 'delete');
call audit_cascades_of('process_objective', 'Process', 'process_id', 'unlink');
call audit_cascades_of('process_service', 'Process', 'process_id', 'unlink');
call audit_cascades_of('redundancy_group', 'RedundancyGroup', 'id', 'delete');
call audit_cascades_of('role_grant', 'RoleGrant', 'id', 'delete');
call audit_cascades_of('service_dependency', 'Service', 'service_id', 'unlink');
call audit_cascades_of('survey_response', 'SurveyResponse', 'id', 'delete');
call audit_cascades_of('ticket_asset', 'Ticket', 'ticket_id', 'unlink');
call audit_cascades_of('ticket_service', 'Ticket', 'ticket_id', 'unlink');

create trigger key_result_audit_update after update on key_result
  referencing old table as old_rows new table as new_rows for each statement
  when (pg_trigger_depth() > 0) execute function audit_rows('KeyResult', 'id');
create trigger service_dependency_audit_update after update on service_dependency
  referencing old table as old_rows new table as new_rows for each statement
  when (pg_trigger_depth() > 0) execute function audit_rows('Service', 'service_id');

create trigger asset_relation_audit_insert after insert on asset_relation
  referencing new table as new_rows for each statement
  execute function audit_rows('Asset', 'from_id', 'link', null, 'sources');
create trigger asset_relation_audit_update after update on asset_relation
  referencing old table as old_rows new table as new_rows for each statement
  execute function audit_rows('Asset', 'from_id', null, null, 'sources');
create trigger asset_relation_audit_removal after delete on asset_relation
  referencing old table as old_rows for each statement
  when (pg_trigger_depth() = 0) execute function audit_rows('Asset', 'from_id', null, 'unlink', 'sources');
call audit_cascades_of('asset_relation', 'Asset', 'from_id', 'unlink');
