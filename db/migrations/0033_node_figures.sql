-- The kept figures of assets and services, so that lists can be filtered and ordered by them. They follow from the rest
-- of the database, and stand in a table of their own: the version of an entity says nothing about them.
create table node_figure (
  node_id uuid primary key,
  node_type text not null constraint node_figure_node_type_check check (node_type in ('Asset', 'Service')),
  value_at_risk double precision not null default 0
    constraint node_figure_value_at_risk_check check (value_at_risk between 0 and 1),
  criticality text not null default 'LOW'
    constraint node_figure_criticality_check check (criticality in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
  -- So that levels can be ordered: 0 is LOW, 3 is CRITICAL.
  criticality_rank smallint not null generated always as (
    case criticality when 'LOW' then 0 when 'MEDIUM' then 1 when 'HIGH' then 2 else 3 end
  ) stored,
  -- Null until it is computed for the first time.
  computed_at timestamptz(3)
);
create index node_figure_value_at_risk on node_figure (node_type, value_at_risk, node_id);
create index node_figure_criticality on node_figure (node_type, criticality_rank, value_at_risk, node_id);

-- Every asset and service has a row from the statement that creates it to the one that deletes it.
create function keep_node_figure() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into node_figure (node_id, node_type) select id, tg_argv[0] from new_rows;
  else
    delete from node_figure where node_id in (select id from old_rows);
  end if;
  return null;
end
$$;
create trigger asset_figure_insert after insert on asset referencing new table as new_rows
  for each statement execute function keep_node_figure('Asset');
create trigger asset_figure_delete after delete on asset referencing old table as old_rows
  for each statement execute function keep_node_figure('Asset');
create trigger service_figure_insert after insert on service referencing new table as new_rows
  for each statement execute function keep_node_figure('Service');
create trigger service_figure_delete after delete on service referencing old table as old_rows
  for each statement execute function keep_node_figure('Service');

insert into node_figure (node_id, node_type) select id, 'Asset' from asset;
insert into node_figure (node_id, node_type) select id, 'Service' from service;
