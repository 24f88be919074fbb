-- What every table leans on: time-ordered ids, row versions, the audit trail and API tokens.

-- UUIDv7 (RFC 9562): 48 bits of milliseconds, then random bits. PostgreSQL has its own only from 18 on.
create function uuid_v7() returns uuid
language sql volatile parallel safe
as $$
  select encode(
    set_bit(
      set_bit(
        overlay(uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
          from 1 for 6),
        52, 1),
      53, 1),
    'hex')::uuid
$$;

-- Keeps updated_at and version true whoever writes; an update that changes nothing leaves both alone.
create function touch_row() returns trigger
language plpgsql
as $$
begin
  if new is distinct from old then
    new.updated_at := clock_timestamp();
    new.version := old.version + 1;
  end if;
  return new;
end
$$;

create function refuse_write() returns trigger
language plpgsql
as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, tg_op
    using errcode = 'restrict_violation';
end
$$;

-- Bearer tokens of the API. Only the SHA-256 of the secret is kept.
create table api_token (
  id uuid primary key default uuid_v7(),
  name text not null collate "C" check (length(btrim(name)) between 1 and 200),
  role text not null check (role in ('ADMIN', 'VIEWER')),
  hint text not null check (length(hint) between 4 and 20),
  secret_hash bytea not null unique check (length(secret_hash) = 32),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create trigger api_token_touch before update on api_token for each row execute function touch_row();

-- One row per mutation or ingested change, written in the same transaction as what it tells of.
create table audit_event (
  id uuid primary key default uuid_v7(),
  at timestamptz not null default clock_timestamp(),
  actor text not null check (length(actor) between 1 and 200),
  request_id text not null check (length(request_id) between 1 and 200),
  action text not null collate "C" check (length(action) between 1 and 100),
  entity_type text not null collate "C" check (length(entity_type) between 1 and 100),
  entity_id uuid not null,
  before jsonb,
  after jsonb,
  reason text
);
create index audit_event_entity on audit_event (entity_type, entity_id, at);
create index audit_event_at on audit_event (at, id);
create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function refuse_write();
create trigger audit_event_no_truncate before truncate on audit_event
  for each statement execute function refuse_write();
