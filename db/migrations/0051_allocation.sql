-- What is planned and what was done: allocations of people and money to services, effort on changes as on tickets, and
-- how the work of a service, a ticket and a change divides.

create table allocation (
  id uuid primary key default uuid_v7(),
  team_id uuid references team on delete cascade,
  -- The name of a cost pool.
  pool text collate "C" check (length(btrim(pool)) >= 1 and length(pool) <= 200),
  service_id uuid not null references service on delete cascade,
  starts_on date not null,
  ends_on date not null,
  fte numeric(10, 4) check (fte >= 0),
  -- Money of the whole period.
  amount numeric(20, 4),
  currency text collate "C" check (currency ~ '^[A-Z]{3}$'),
  note text not null default '' check (length(note) <= 20000),
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version integer not null default 1,
  constraint allocation_one_side check (num_nonnulls(team_id, pool) = 1),
  constraint allocation_period check (ends_on >= starts_on),
  constraint allocation_currency check ((amount is null) = (currency is null)),
  constraint allocation_something check (num_nonnulls(fte, amount) >= 1)
);

create trigger allocation_touch before update on allocation for each row execute function touch_row();
call audit_cascades_of('allocation', 'Allocation', 'id', 'delete');
create index allocation_team on allocation (team_id) where team_id is not null;
create index allocation_service on allocation (service_id, starts_on);
create index allocation_days on allocation (starts_on, ends_on);

alter table objective_service add column effort_share double precision
  check (effort_share >= 0 and effort_share <= 1);
alter table service add column run_duty text collate "C"
  check (length(btrim(run_duty)) >= 1 and length(run_duty) <= 500);
alter table ticket add column objective_id uuid references objective on delete set null;
create index ticket_objective on ticket (objective_id) where objective_id is not null;
alter table change add column objective_id uuid references objective on delete set null;
create index change_objective on change (objective_id) where objective_id is not null;

alter table change
  add column stated_effort_minutes integer check (stated_effort_minutes >= 0),
  add column booked_effort_minutes integer check (booked_effort_minutes >= 0),
  add column effort_minutes integer generated always as (coalesce(booked_effort_minutes, stated_effort_minutes)) stored;

alter table effort
  alter column ticket_id drop not null,
  add column change_id uuid references change on delete cascade,
  add constraint effort_one_subject check (num_nonnulls(ticket_id, change_id) = 1);
create index effort_change on effort (change_id, performed_at) where change_id is not null;

alter table ticket_service add column share double precision check (share > 0 and share <= 1);
alter table change_service add column share double precision check (share > 0 and share <= 1);
