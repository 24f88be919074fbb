-- Manage: changes and what they touch.

create table change (
  id uuid primary key default uuid_v7(),
  title text not null collate "C" check (length(btrim(title)) between 1 and 300),
  description text not null default '' check (length(description) <= 20000),
  type text not null check (type in ('STANDARD', 'NORMAL', 'EMERGENCY')),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'ASSESSING', 'AWAITING_APPROVAL', 'SCHEDULED', 'IMPLEMENTING', 'REVIEW', 'CLOSED', 'REJECTED', 'CANCELLED')),
  planned_start timestamptz,
  planned_end timestamptz,
  actual_start timestamptz,
  actual_end timestamptz,
  plan text not null default '' check (length(plan) <= 20000),
  backout_plan text not null default '' check (length(backout_plan) <= 20000),
  requester text check (length(requester) <= 300),
  implementing_team_id uuid references team on delete restrict,
  outcome text check (outcome in ('SUCCESSFUL', 'SUCCESSFUL_WITH_ISSUES', 'FAILED', 'ROLLED_BACK')),
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint change_planned_window check (planned_end > planned_start),
  constraint change_planned_complete check ((planned_start is null) = (planned_end is null)),
  constraint change_actual_window check (actual_end >= actual_start),
  constraint change_actual_started check (actual_end is null or actual_start is not null),
  constraint change_outcome_after_work check (outcome is null or state in ('REVIEW', 'CLOSED'))
);
create index change_implementing_team on change (implementing_team_id);
create index change_window on change (planned_start, planned_end);
create index change_title on change (title, id);
create trigger change_touch before update on change for each row execute function touch_row();

create table change_service (
  change_id uuid not null references change on delete cascade,
  service_id uuid not null references service on delete cascade,
  created_at timestamptz not null default now(),
  primary key (change_id, service_id)
);
create index change_service_service on change_service (service_id, change_id);

create table change_asset (
  change_id uuid not null references change on delete cascade,
  asset_id uuid not null references asset on delete cascade,
  created_at timestamptz not null default now(),
  primary key (change_id, asset_id)
);
create index change_asset_asset on change_asset (asset_id, change_id);
