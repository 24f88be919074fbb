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
call notify_node_changes_of('allocation');
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
-- A generated column is not computed yet when a trigger before the update compares; bookings have events of their own.
drop trigger change_touch on change;
create trigger change_touch before update on change
  for each row execute function touch_row_except('booked_effort_minutes', 'effort_minutes');

alter table effort
  alter column ticket_id drop not null,
  add column change_id uuid references change on delete cascade,
  add constraint effort_one_subject check (num_nonnulls(ticket_id, change_id) = 1);
create index effort_change on effort (change_id, performed_at) where change_id is not null;

alter table ticket_service add column share double precision check (share > 0 and share <= 1);
alter table change_service add column share double precision check (share > 0 and share <= 1);

-- Shares are parts of one whole. Locks keep two transactions from adding one each. A batch defers these checks to its
-- end, so that a part may move from one row to another in any order.

-- Of a service's effort, on every day: shares are added where one of the periods begins, since only there the sum grows.
create function objective_service_check_effort() returns trigger language plpgsql as $$
declare
  total double precision;
begin
  perform from service where id = new.service_id for no key update;
  select max(summed.shares) into total
  from objective_service a cross join lateral (
    select sum(b.effort_share) as shares from objective_service b
    where b.service_id = a.service_id
      and coalesce(b.valid_from, '-infinity') <= coalesce(a.valid_from, '-infinity')
      and coalesce(b.valid_to, 'infinity') >= coalesce(a.valid_from, '-infinity')
  ) summed
  where a.service_id = new.service_id and a.effort_share is not null;
  if total > 1 + 1e-9 then
    raise exception 'the effort shares of the links of a service come to more than 1'
      using errcode = 'check_violation', constraint = 'objective_service_effort_shares', table = 'objective_service';
  end if;
  return null;
end
$$;
create constraint trigger objective_service_check_effort
  after insert or update of effort_share, valid_from, valid_to, service_id on objective_service
  deferrable initially immediate
  for each row when (new.effort_share is not null) execute function objective_service_check_effort();

-- Of the work of a ticket or a change. Arguments: its table, and the column that names it.
create function check_service_shares() returns trigger language plpgsql as $$
declare
  subject uuid := to_jsonb(new) ->> tg_argv[1];
  total double precision;
begin
  execute format('select from %I where id = $1 for no key update', tg_argv[0]) using subject;
  execute format('select sum(share) from %I where %I = $1', tg_table_name, tg_argv[1]) into total using subject;
  if total > 1 + 1e-9 then
    raise exception 'the shares of the services of a % come to more than 1', tg_argv[0]
      using errcode = 'check_violation', constraint = tg_table_name || '_shares', table = tg_table_name;
  end if;
  return null;
end
$$;
create constraint trigger ticket_service_check_shares after insert or update of share on ticket_service
  deferrable initially immediate
  for each row when (new.share is not null) execute function check_service_shares('ticket', 'ticket_id');
create constraint trigger change_service_check_shares after insert or update of share on change_service
  deferrable initially immediate
  for each row when (new.share is not null) execute function check_service_shares('change', 'change_id');

-- From the first booking on, the effort of a change is the sum of what was booked on it, as that of a ticket is.
create function change_sum_effort() returns trigger language plpgsql as $$
declare
  changes uuid[];
begin
  select array_agg(distinct change_id) into changes from touched where change_id is not null;
  if changes is null then return null; end if;
  perform from change where id = any(changes) order by id for no key update;
  update change c set booked_effort_minutes = summed.minutes
  from (
    select listed.id, case when count(e.id) > 0 then least(sum(e.minutes), 2147483647)::int end as minutes
    from unnest(changes) as listed (id) left join effort e on e.change_id = listed.id
    group by listed.id
  ) summed
  where c.id = summed.id and c.booked_effort_minutes is distinct from summed.minutes;
  return null;
end
$$;
create trigger effort_sum_change_insert after insert on effort referencing new table as touched
  for each statement execute function change_sum_effort();
create trigger effort_sum_change_update after update on effort referencing new table as touched
  for each statement execute function change_sum_effort();
create trigger effort_sum_change_leave after update on effort referencing old table as touched
  for each statement execute function change_sum_effort();
create trigger effort_sum_change_delete after delete on effort referencing old table as touched
  for each statement execute function change_sum_effort();
