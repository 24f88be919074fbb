-- Finds the services that rules have made by names that differ only in case, spaces, hyphens and underscores.
create index mapped_service_folded on mapped_service ((fold_case(regexp_replace(btrim(name), '[\s_-]+', ' ', 'g')) collate "C"));

-- Notes the assets that services of these names may concern: assets that wait for such a name, and those that rules have
-- linked to services of similar names or to these services.
create function note_mapped_names(names text[], changed uuid[]) returns void language plpgsql as $$
declare
  keys text[];
begin
  if names is null or cardinality(names) = 0 then return; end if;
  -- Where several namespaces have a service of one name, the namespace is in parentheses after the name.
  keys := array(
    select distinct service_name_key(part)
    from unnest(names) as name cross join lateral (values (name), (regexp_replace(name, ' \([^()]*\)$', ''))) as p (part));
  perform add_mapping_due(array(
    select asset_id from mapping_task where name_keys && keys
    union
    select d.on_asset_id
    from (
      select id from service where service_name_key(name) = any (keys)
      union select service_id from mapped_service where service_name_key(name) = any (keys)
      union select unnest(changed)) as s (id)
    join service_dependency d on d.service_id = s.id and d.on_asset_id is not null
    where d.mapping_rule_version_id is not null));
end
$$;

-- A service that comes, goes, or changes its name or lifecycle may be what tasks wait for, and may be meant by rules that
-- link elsewhere. Services that rules write make no difference to rules.
create or replace function note_mapped_service() returns trigger language plpgsql as $$
begin
  if current_setting('throughline.mapping', true) = 'on' or not mapping_in_use() then return null; end if;
  if tg_op = 'INSERT' then
    perform note_mapped_names(array_agg(name), '{}') from new_rows;
  elsif tg_op = 'DELETE' then
    perform note_mapped_names(array_agg(name), '{}') from old_rows;
  else
    perform note_mapped_names(array_agg(o.name) || array_agg(n.name), array_agg(n.id))
    from new_rows n join old_rows o using (id)
    where (o.name, o.lifecycle) is distinct from (n.name, n.lifecycle)
      -- What rules have made is known by other means once someone else has changed it.
      or exists (select from mapped_service m where m.service_id = n.id);
  end if;
  return null;
end
$$;

-- A service that rules have made and that a source reports is the source's, even if the record changes nothing of it.
create function adopt_mapped_service() returns trigger language plpgsql as $$
declare
  adopted uuid[];
begin
  with changed as (
    update mapped_service m set service_version = 0
    where m.service_version <> 0 and m.service_id in (select service_id from new_rows where record_id is not null)
    returning m.service_id)
  select array_agg(service_id) into adopted from changed;
  if adopted is not null and mapping_in_use() then
    perform note_mapped_names(array_agg(name), adopted) from service where id = any (adopted);
  end if;
  return null;
end
$$;
create trigger entity_claim_mapping_insert after insert on entity_claim referencing new table as new_rows
  for each statement execute function adopt_mapped_service();
create trigger entity_claim_mapping_update after update on entity_claim referencing new table as new_rows
  for each statement execute function adopt_mapped_service();
update mapped_service m set service_version = 0
where exists (select from entity_claim c where c.service_id = m.service_id and c.record_id is not null);
