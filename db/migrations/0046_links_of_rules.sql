-- New links to assets are checked once for a statement instead of once for a row: rules make many at once. The foreign keys
-- have locked the assets by then, so that none of them is merged while the transaction lasts.
create function refuse_links_to_merged_assets() returns trigger language plpgsql as $$
declare
  target uuid;
  survivor uuid;
begin
  if coalesce(current_setting('throughline.unmerge', true), '') = 'on' then return null; end if;
  select id, merged_into into target, survivor from asset
  where merged_into is not null and id in (select on_asset_id from new_rows) limit 1;
  if survivor is not null then
    raise exception 'asset % is merged into %', target, survivor
      using errcode = '23514', constraint = 'on_asset_id_merged', table = tg_table_name;
  end if;
  return null;
end
$$;
drop trigger service_dependency_merged on service_dependency;
create trigger service_dependency_merged before update of on_asset_id on service_dependency
  for each row when (new.on_asset_id is not null) execute function refuse_merged_asset('on_asset_id');
create trigger service_dependency_merged_insert after insert on service_dependency
  referencing new table as new_rows for each statement execute function refuse_links_to_merged_assets();

-- Links that rules make are of no source, and have their audit events already.
drop trigger service_dependency_audit_source_insert on service_dependency;
create trigger service_dependency_audit_source_insert after insert on service_dependency
  referencing new table as new_rows for each statement
  when (current_setting('throughline.mapping', true) is distinct from 'on')
  execute function audit_rows('Service', 'service_id', 'link', 'null', 'sources');
