-- Model: processes, services, assets and what ties them to each other and to the objectives.

create table process (
  id uuid primary key default uuid_v7(),
  name text not null collate "C" unique check (length(btrim(name)) between 1 and 200),
  description text not null default '' check (length(description) <= 20000),
  owner_id uuid references team on delete restrict,
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index process_owner on process (owner_id);
create trigger process_touch before update on process for each row execute function touch_row();

create table service (
  id uuid primary key default uuid_v7(),
  name text not null collate "C" unique check (length(btrim(name)) between 1 and 200),
  description text not null default '' check (length(description) <= 20000),
  kind text not null check (kind in ('BUSINESS', 'TECHNICAL')),
  lifecycle text not null default 'LIVE' check (lifecycle in ('PLANNED', 'LIVE', 'RETIRED')),
  owner_id uuid references team on delete restrict,
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index service_owner on service (owner_id);
create trigger service_touch before update on service for each row execute function touch_row();

create table asset (
  id uuid primary key default uuid_v7(),
  kind text not null collate "C" check (kind ~ '^[a-z][a-z0-9]*([._-][a-z0-9]+)*$' and length(kind) <= 100),
  name text not null collate "C" check (length(btrim(name)) between 1 and 300),
  environment text collate "C" check (length(btrim(environment)) between 1 and 100),
  lifecycle text not null default 'LIVE' check (lifecycle in ('PLANNED', 'LIVE', 'RETIRED')),
  owner_id uuid references team on delete restrict,
  cost_amount numeric(20, 4) check (cost_amount >= 0),
  cost_currency text check (cost_currency ~ '^[A-Z]{3}$'),
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  retired_at timestamptz,
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint asset_cost_has_currency check ((cost_amount is null) = (cost_currency is null)),
  constraint asset_retired check ((lifecycle = 'RETIRED') = (retired_at is not null)),
  constraint asset_seen_order check (last_seen_at >= first_seen_at)
);
create index asset_owner on asset (owner_id);
create index asset_name on asset (name, id);
create index asset_kind on asset (kind, name, id);
-- That a source saw an asset again is no change of it.
create function touch_asset() returns trigger
language plpgsql
as $$
declare
  changed asset := new;
begin
  changed.last_seen_at := old.last_seen_at;
  if changed is distinct from old then
    new.updated_at := clock_timestamp();
    new.version := old.version + 1;
  end if;
  return new;
end
$$;
create trigger asset_touch before update on asset for each row execute function touch_asset();

-- How much of an objective rests on a service.
create table objective_service (
  id uuid primary key default uuid_v7(),
  objective_id uuid not null references objective on delete cascade,
  service_id uuid not null references service on delete cascade,
  share float8 not null default 1 check (share >= 0 and share <= 1),
  rationale text not null default '' check (length(rationale) <= 20000),
  valid_from date,
  valid_to date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (objective_id, service_id),
  constraint objective_service_period check (valid_to >= valid_from)
);
create index objective_service_service on objective_service (service_id, objective_id);
create trigger objective_service_touch before update on objective_service for each row execute function touch_row();

-- Members of a group stand in for each other: the service holds while min_up of them do.
create table redundancy_group (
  id uuid primary key default uuid_v7(),
  service_id uuid not null references service on delete cascade,
  name text not null collate "C" check (length(btrim(name)) between 1 and 200),
  min_up int not null default 1 check (min_up between 1 and 10000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (service_id, name),
  unique (id, service_id)
);
create trigger redundancy_group_touch before update on redundancy_group for each row execute function touch_row();

-- What a service needs: another service or an asset. HARD is strength 1, SOFT is 0.5.
create table service_dependency (
  id uuid primary key default uuid_v7(),
  service_id uuid not null references service on delete cascade,
  on_service_id uuid references service on delete cascade,
  on_asset_id uuid references asset on delete cascade,
  strength float8 not null default 1 check (strength >= 0 and strength <= 1),
  group_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint service_dependency_one_target check (num_nonnulls(on_service_id, on_asset_id) = 1),
  constraint service_dependency_not_itself check (on_service_id <> service_id),
  -- A group belongs to the service whose needs it describes.
  constraint service_dependency_group foreign key (group_id, service_id)
    references redundancy_group (id, service_id) on delete set null (group_id),
  unique (service_id, on_service_id),
  unique (service_id, on_asset_id)
);
create index service_dependency_on_service on service_dependency (on_service_id, service_id);
create index service_dependency_on_asset on service_dependency (on_asset_id, service_id);
create index service_dependency_group on service_dependency (group_id, service_id);
create trigger service_dependency_touch before update on service_dependency for each row execute function touch_row();

create table process_objective (
  process_id uuid not null references process on delete cascade,
  objective_id uuid not null references objective on delete cascade,
  created_at timestamptz not null default now(),
  primary key (process_id, objective_id)
);
create index process_objective_objective on process_objective (objective_id, process_id);

create table process_service (
  process_id uuid not null references process on delete cascade,
  service_id uuid not null references service on delete cascade,
  created_at timestamptz not null default now(),
  primary key (process_id, service_id)
);
create index process_service_service on process_service (service_id, process_id);
