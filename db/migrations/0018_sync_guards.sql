-- SHA-256 of the body of a processed delivery: the delivery ID is not always under the signature, so that the same
-- content may come again under another one.
alter table webhook_delivery add column content_hash bytea;
create index webhook_delivery_content on webhook_delivery (source_id, content_hash) where content_hash is not null;

-- Nothing is linked to an asset that was merged into another: the link would be lost. A statement that waits for a merge
-- sees its result. Undoing a merge moves rows back while the mark is still set.
create function refuse_merged_asset() returns trigger language plpgsql as $$
declare
  target uuid := to_jsonb(new) ->> tg_argv[0];
  survivor uuid;
begin
  select merged_into into survivor from asset where id = target for key share;
  if survivor is not null and coalesce(current_setting('throughline.unmerge', true), '') <> 'on' then
    raise exception 'asset % is merged into %', target, survivor
      using errcode = '23514', constraint = tg_argv[0] || '_merged', table = tg_table_name;
  end if;
  return new;
end
$$;

create trigger service_dependency_merged before insert or update of on_asset_id on service_dependency
  for each row when (new.on_asset_id is not null) execute function refuse_merged_asset('on_asset_id');
create trigger ticket_asset_merged before insert or update of asset_id on ticket_asset
  for each row execute function refuse_merged_asset('asset_id');
create trigger change_asset_merged before insert or update of asset_id on change_asset
  for each row execute function refuse_merged_asset('asset_id');
create trigger alert_asset_merged before insert or update of asset_id on alert_asset
  for each row execute function refuse_merged_asset('asset_id');
create trigger metric_merged before insert or update of asset_id on metric
  for each row when (new.asset_id is not null) execute function refuse_merged_asset('asset_id');
create trigger external_reference_merged before insert or update of asset_id on external_reference
  for each row when (new.asset_id is not null) execute function refuse_merged_asset('asset_id');
create trigger asset_relation_from_merged before insert or update of from_id on asset_relation
  for each row when (new.source_id is null) execute function refuse_merged_asset('from_id');
create trigger asset_relation_to_merged before insert or update of to_id on asset_relation
  for each row when (new.source_id is null) execute function refuse_merged_asset('to_id');

-- The survivor of a merge is not deleted: its duplicates could not be restored.
create function refuse_deleted_survivor() returns trigger language plpgsql as $$
begin
  if exists (select from asset where merged_into = old.id) then
    raise exception 'other assets are merged into %', old.id
      using errcode = '23514', constraint = 'asset_is_survivor', table = tg_table_name;
  end if;
  return old;
end
$$;

create trigger asset_survivor before delete on asset for each row execute function refuse_deleted_survivor();
