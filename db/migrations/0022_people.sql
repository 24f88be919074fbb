-- Persons, their memberships in teams, and teams within teams.

create table person (
  id uuid primary key default uuid_v7(),
  name text not null collate "C" check (length(btrim(name)) between 1 and 200),
  -- In lower case, so that the same address in other letters is the same person.
  email text collate "C" unique check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and email = lower(email) and length(email) <= 254),
  -- The tokens of a person who is not active are refused, and so are its sign-ins.
  active boolean not null default true,
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1
);
create index person_name on person (name, id);
create trigger person_touch before update on person for each row execute function touch_row();
call notify_node_changes_of('person');

create table membership (
  id uuid primary key default uuid_v7(),
  person_id uuid not null references person on delete cascade,
  team_id uuid not null references team on delete cascade,
  role text not null default 'MEMBER' collate "C" check (role in ('MEMBER', 'LEAD')),
  -- The issuer whose tokens state it, and replace it at a sign-in; null where a user made it.
  issuer text collate "C" check (length(issuer) between 1 and 100),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  unique (person_id, team_id)
);
create index membership_team on membership (team_id, person_id);
create trigger membership_touch before update on membership for each row execute function touch_row();
call notify_node_changes_of('membership');

alter table team
  add column parent_id uuid references team on delete restrict,
  add constraint team_own_parent check (parent_id <> id);
create index team_parent on team (parent_id);

-- Teams form a forest. The lock makes two moves at once, harmless alone and a circle together, wait for each other.
create function team_refuse_cycle() returns trigger
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock(hashtext('team.parent_id'));
  if exists (
    with recursive ancestor(id) as (
      select new.parent_id
      union
      select t.parent_id from team t join ancestor a on t.id = a.id where t.parent_id is not null
    )
    select 1 from ancestor where id = new.id
  ) then
    raise exception 'a team cannot be its own ancestor'
      using errcode = 'check_violation', constraint = 'team_parent_cycle', table = 'team', column = 'parent_id';
  end if;
  return new;
end
$$;
create constraint trigger team_parent_cycle after insert or update of parent_id on team
  for each row when (new.parent_id is not null) execute function team_refuse_cycle();

alter table external_reference
  add column person_id uuid references person on delete cascade,
  drop constraint external_reference_one_entity,
  add constraint external_reference_one_entity check (num_nonnulls(team_id, objective_id, process_id, service_id,
    asset_id, change_id, metric_id, ticket_id, alert_id, survey_id, person_id) = 1);
create unique index external_reference_person_key on external_reference (source, external_id) where person_id is not null;
create index external_reference_person on external_reference (person_id) where person_id is not null;
