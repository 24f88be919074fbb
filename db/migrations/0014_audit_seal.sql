-- The audit trail is sealed: a hash chain in tables of its own, so that no writer of an event waits for another.

-- Instants as the API shows them. Before anything is sealed: the seal covers them.
alter table audit_event alter column at type timestamptz(3);

-- Events that are not sealed yet. An event is here until it is sealed, however late its transaction commits.
create table audit_unsealed (
  event_id uuid primary key
);
insert into audit_unsealed (event_id) select id from audit_event;

-- The chain. Each hash covers the hash before it and the content of its event.
create table audit_seal (
  number bigint primary key check (number > 0),
  event_id uuid not null unique,
  hash bytea not null check (length(hash) = 32),
  sealed_at timestamptz(3) not null default clock_timestamp()
);

-- Up to where the trail has been purged, and the hash from which the chain continues.
create table audit_checkpoint (
  number bigint primary key check (number > 0),
  hash bytea not null check (length(hash) = 32),
  -- Every purged event is older.
  before timestamptz(3) not null,
  created_at timestamptz(3) not null default clock_timestamp()
);

create function audit_event_wait_for_seal() returns trigger
language plpgsql
as $$
begin
  insert into audit_unsealed (event_id) select id from written;
  return null;
end
$$;
create trigger audit_event_unsealed after insert on audit_event
  referencing new table as written
  for each statement execute function audit_event_wait_for_seal();

-- An event, and its seal, may go after a checkpoint that covers them, and not otherwise.
create function audit_event_refuse_write() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'DELETE' and exists (
    select from audit_seal s
    where s.event_id = old.id and s.number <= (select max(c.number) from audit_checkpoint c)
  ) then
    return old;
  end if;
  raise exception '% is append-only: % is refused', tg_table_name, tg_op
    using errcode = 'restrict_violation';
end
$$;
drop trigger audit_event_append_only on audit_event;
create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function audit_event_refuse_write();

create function audit_seal_refuse_write() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'DELETE'
    and old.number <= (select max(c.number) from audit_checkpoint c)
    and not exists (select from audit_event e where e.id = old.event_id) then
    return old;
  end if;
  raise exception '% is append-only: % is refused', tg_table_name, tg_op
    using errcode = 'restrict_violation';
end
$$;
create trigger audit_seal_append_only before update or delete on audit_seal
  for each row execute function audit_seal_refuse_write();
create trigger audit_seal_no_truncate before truncate on audit_seal
  for each statement execute function refuse_write();

-- A checkpoint repeats a hash of the chain, and covers nothing of the last month.
create function audit_checkpoint_check() returns trigger
language plpgsql
as $$
begin
  if not exists (select from audit_seal s where s.number = new.number and s.hash = new.hash) then
    raise exception 'a checkpoint has the number and the hash of a seal' using errcode = 'restrict_violation';
  end if;
  if new.before > now() - interval '1 month' or exists (
    select from audit_seal s join audit_event e on e.id = s.event_id
    where s.number <= new.number and e.at >= new.before
  ) then
    raise exception 'a checkpoint covers events that are older than it says, and than a month'
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger audit_checkpoint_checked before insert on audit_checkpoint
  for each row execute function audit_checkpoint_check();
create trigger audit_checkpoint_append_only before update or delete on audit_checkpoint
  for each row execute function refuse_write();
create trigger audit_checkpoint_no_truncate before truncate on audit_checkpoint
  for each statement execute function refuse_write();

-- What waits for its seal leaves when it has one.
create function audit_unsealed_refuse_write() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'DELETE' and exists (select from audit_seal s where s.event_id = old.event_id) then
    return old;
  end if;
  raise exception '% is append-only: % is refused', tg_table_name, tg_op
    using errcode = 'restrict_violation';
end
$$;
create trigger audit_unsealed_append_only before update or delete on audit_unsealed
  for each row execute function audit_unsealed_refuse_write();
create trigger audit_unsealed_no_truncate before truncate on audit_unsealed
  for each statement execute function refuse_write();
