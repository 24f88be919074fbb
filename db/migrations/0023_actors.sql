-- Who acts: tokens belong to persons and service accounts, and roles are granted.

create table service_account (
  id uuid primary key default uuid_v7(),
  name text not null collate "C" unique check (length(btrim(name)) between 1 and 200),
  description text not null default '' check (length(description) <= 2000),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1
);
create trigger service_account_touch before update on service_account for each row execute function touch_row();
call notify_node_changes_of('service_account');

alter table api_token
  add column person_id uuid references person on delete cascade,
  add column service_account_id uuid references service_account on delete cascade;
create index api_token_person on api_token (person_id) where person_id is not null;
create index api_token_service_account on api_token (service_account_id) where service_account_id is not null;

-- Roles of persons who sign in, of service accounts with all of their tokens, and of single tokens of persons.
create table role_grant (
  id uuid primary key default uuid_v7(),
  role text not null collate "C" check (role in ('VIEWER', 'EDITOR', 'APPROVER', 'CONNECTOR', 'ADMIN')),
  person_id uuid references person on delete cascade,
  service_account_id uuid references service_account on delete cascade,
  token_id uuid references api_token on delete cascade,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint role_grant_one_holder check (num_nonnulls(person_id, service_account_id, token_id) = 1)
);
create unique index role_grant_person_key on role_grant (person_id, role) where person_id is not null;
create unique index role_grant_service_account_key on role_grant (service_account_id, role)
  where service_account_id is not null;
create unique index role_grant_token_key on role_grant (token_id, role) where token_id is not null;
create trigger role_grant_touch before update on role_grant for each row execute function touch_row();
call notify_node_changes_of('role_grant');

-- Each token becomes a service account with its role. The account has the id of the token, to which idempotency keys
-- and spent points belong, and its name; of tokens with one name the first that is not revoked has it.
do $$
declare
  token record;
  wanted text;
  place int;
begin
  for token in select * from api_token order by revoked_at is not null, created_at, id loop
    wanted := token.name;
    place := 1;
    while exists (select from service_account where name = wanted) loop
      place := place + 1;
      wanted := left(token.name, 190) || ' (' || place || ')';
    end loop;
    insert into service_account (id, name, created_at, updated_at)
    values (token.id, wanted, token.created_at, token.created_at);
    insert into role_grant (role, service_account_id, created_at, updated_at)
    values (token.role, token.id, token.created_at, token.created_at);
  end loop;
end
$$;
-- The tokens themselves are the same: neither their version nor their open streams change.
alter table api_token disable trigger user;
update api_token set service_account_id = id;
alter table api_token enable trigger user;
alter table api_token
  drop column role,
  add constraint api_token_one_owner check (num_nonnulls(person_id, service_account_id) = 1);

-- Open streams end with the rights that they were opened with: a grant that comes or goes, a person who is not active
-- any more. The notice names the token, or the person who signed in.
create function notify_role_grant() returns trigger language plpgsql as $$
declare
  changed role_grant := case tg_op when 'DELETE' then old else new end;
begin
  perform pg_notify('throughline_token', id::text) from api_token
  where id = changed.token_id or service_account_id = changed.service_account_id;
  if changed.person_id is not null then
    perform pg_notify('throughline_token', changed.person_id::text);
  end if;
  return null;
end
$$;
create trigger role_grant_notify after insert or update or delete on role_grant
  for each row execute function notify_role_grant();

create function notify_person_active() returns trigger language plpgsql as $$
begin
  perform pg_notify('throughline_token', id::text) from api_token where person_id = old.id;
  perform pg_notify('throughline_token', old.id::text);
  return null;
end
$$;
create trigger person_notify_active after update on person
  for each row when (old.active is distinct from new.active) execute function notify_person_active();
create trigger person_notify_gone after delete on person for each row execute function notify_person_active();

-- The person or service account that an actor of the audit trail belongs to. It may have been deleted since.
alter table audit_event
  add column principal_type text collate "C" check (principal_type in ('Person', 'ServiceAccount')),
  add column principal_id uuid,
  add constraint audit_event_principal check (num_nulls(principal_type, principal_id) in (0, 2));
