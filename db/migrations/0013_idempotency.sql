-- What a mutation operation does exactly once: its answer is kept under the key that the caller gave it.

create table idempotency_key (
  -- SHA-256 of the actor and the key.
  key_hash bytea primary key check (length(key_hash) = 32),
  -- SHA-256 of the document, the name of the operation and the variables.
  request_hash bytea not null check (length(request_hash) = 32),
  -- The answer, sealed with a key that follows from the caller's key, which is not stored.
  answer bytea not null,
  created_at timestamptz not null default now()
);
create index idempotency_key_created on idempotency_key (created_at);

-- A sequence counts on when a transaction is rolled back. Merges are numbered under the lock of reconciliation instead,
-- so that a dry run leaves nothing behind.
alter table asset_merge alter column ordinal drop identity;
create index asset_merge_ordinal on asset_merge (ordinal);
