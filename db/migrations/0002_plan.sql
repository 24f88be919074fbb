-- Plan: who wants what, by when, and how it is measured.

create table team (
  id uuid primary key default uuid_v7(),
  name text not null collate "C" unique check (length(btrim(name)) between 1 and 200),
  kind text not null check (kind in ('BUSINESS', 'IT')),
  cost_centre text collate "C" check (length(cost_centre) <= 100),
  contact text check (length(contact) <= 300),
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create trigger team_touch before update on team for each row execute function touch_row();

create table objective (
  id uuid primary key default uuid_v7(),
  title text not null collate "C" check (length(btrim(title)) between 1 and 200),
  description text not null default '' check (length(description) <= 20000),
  benefit text not null default '' check (length(benefit) <= 20000),
  owner_id uuid references team on delete restrict,
  parent_id uuid references objective on delete restrict,
  weight float8 not null default 1 check (weight >= 0 and weight <= 1e9),
  status text not null default 'DRAFT' check (status in ('DRAFT', 'ACTIVE', 'ACHIEVED', 'ABANDONED')),
  starts_on date,
  ends_on date,
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint objective_period check (ends_on >= starts_on),
  constraint objective_own_parent check (parent_id <> id)
);
create index objective_owner on objective (owner_id);
create index objective_parent on objective (parent_id);
create index objective_title on objective (title, id);
create trigger objective_touch before update on objective for each row execute function touch_row();

-- Objectives form a forest. The lock makes two moves at once, harmless alone and a circle together, wait for
-- each other; the table is small and parents change rarely.
create function objective_refuse_cycle() returns trigger
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock(hashtext('objective.parent_id'));
  if exists (
    with recursive ancestor(id) as (
      select new.parent_id
      union
      select o.parent_id from objective o join ancestor a on o.id = a.id where o.parent_id is not null
    )
    select 1 from ancestor where id = new.id
  ) then
    raise exception 'an objective cannot be its own ancestor'
      using errcode = 'check_violation', constraint = 'objective_parent_cycle', table = 'objective', column = 'parent_id';
  end if;
  return new;
end
$$;
create constraint trigger objective_parent_cycle after insert or update of parent_id on objective
  for each row when (new.parent_id is not null) execute function objective_refuse_cycle();
