-- What other systems call an entity: (source, external id) finds it again.

create table external_reference (
  id uuid primary key default uuid_v7(),
  source text not null collate "C" check (length(btrim(source)) between 1 and 100),
  external_id text not null collate "C" check (length(external_id) between 1 and 500),
  url text check (length(url) <= 2000),
  team_id uuid references team on delete cascade,
  objective_id uuid references objective on delete cascade,
  process_id uuid references process on delete cascade,
  service_id uuid references service on delete cascade,
  asset_id uuid references asset on delete cascade,
  change_id uuid references change on delete cascade,
  metric_id uuid references metric on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint external_reference_one_entity check (
    num_nonnulls(team_id, objective_id, process_id, service_id, asset_id, change_id, metric_id) = 1)
);
create trigger external_reference_touch before update on external_reference
  for each row execute function touch_row();
-- One entity of each type per external id: the partial indexes serve the look-up and the foreign key alike.
create unique index external_reference_team_key on external_reference (source, external_id) where team_id is not null;
create unique index external_reference_objective_key on external_reference (source, external_id) where objective_id is not null;
create unique index external_reference_process_key on external_reference (source, external_id) where process_id is not null;
create unique index external_reference_service_key on external_reference (source, external_id) where service_id is not null;
create unique index external_reference_asset_key on external_reference (source, external_id) where asset_id is not null;
create unique index external_reference_change_key on external_reference (source, external_id) where change_id is not null;
create unique index external_reference_metric_key on external_reference (source, external_id) where metric_id is not null;
create index external_reference_team on external_reference (team_id);
create index external_reference_objective on external_reference (objective_id);
create index external_reference_process on external_reference (process_id);
create index external_reference_service on external_reference (service_id);
create index external_reference_asset on external_reference (asset_id);
create index external_reference_change on external_reference (change_id);
create index external_reference_metric on external_reference (metric_id);
