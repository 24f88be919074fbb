-- Reconciliation: claims record by record, rules that decide who is who and who is right, duplicates and merges.

-- Two records of one source may tell of the same asset: each has its own claim and its own identifiers, so that
-- neither the order of arrival nor a merge mixes them up. Null: a person, or a source without a record.
alter table source_record
  -- When the claim of a record that is gone ended; until then the record may come back as if nothing had been.
  add column ended_at timestamptz;
update source_record set ended_at = gone_at where gone_at is not null;
create index source_record_pending on source_record (source_id, gone_at) where gone_at is not null and ended_at is null;

alter table asset_claim
  add column record_id uuid references source_record on delete cascade,
  drop constraint asset_claim_asset_id_source_id_key,
  add constraint asset_claim_speaker unique nulls not distinct (asset_id, source_id, record_id),
  -- A record makes one claim.
  add constraint asset_claim_record unique (record_id);

alter table asset_identifier
  add column record_id uuid references source_record on delete cascade,
  -- The environment that was told with it: a host name is good within one.
  add column environment text collate "C" check (length(btrim(environment)) between 1 and 100),
  drop constraint asset_identifier_asset_id_kind_value_source_id_key,
  add constraint asset_identifier_told unique nulls not distinct (asset_id, kind, value, source_id, record_id);
create index asset_identifier_record on asset_identifier (record_id);

-- What a source said of an asset by one record is that record's; where it was several, the next run tells them apart.
with single as (
  select source_id, asset_id, (array_agg(id))[1] as record_id from source_record
  where asset_id is not null and gone_at is null group by source_id, asset_id having count(*) = 1)
update asset_claim c set record_id = single.record_id from single
where single.source_id = c.source_id and single.asset_id = c.asset_id;
with single as (
  select source_id, asset_id, (array_agg(id))[1] as record_id from source_record
  where asset_id is not null and gone_at is null group by source_id, asset_id having count(*) = 1)
update asset_identifier i set record_id = single.record_id, environment = a.environment
from single, asset a
where single.source_id = i.source_id and single.asset_id = i.asset_id and a.id = i.asset_id;
update source_record r set content_hash = ''
where r.asset_id is not null and not exists (select from asset_claim c where c.record_id = r.id);

alter table asset
  add column merged_into uuid references asset on delete set null,
  add constraint asset_merged_is_retired check (merged_into is null or lifecycle = 'RETIRED'),
  add constraint asset_merged_not_itself check (merged_into <> id);
create index asset_merged_into on asset (merged_into) where merged_into is not null;

-- By which identifiers assets of a kind are told, and in which order; what is not said here the program knows.
create table identification_rule (
  id uuid primary key default uuid_v7(),
  -- '*': any kind that has no rule of its own.
  asset_kind text not null collate "C" check (
    asset_kind = '*' or (asset_kind ~ '^[a-z][a-z0-9]*([._-][a-z0-9]+)*$' and length(asset_kind) <= 100)),
  identifier_kind text not null collate "C" check (length(identifier_kind) between 1 and 100),
  -- Smaller is asked first.
  priority int not null check (priority between 1 and 1000),
  enabled boolean not null default true,
  within_environment boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (asset_kind, identifier_kind)
);
create trigger identification_rule_touch before update on identification_rule
  for each row execute function touch_row();

-- Whose word counts for an attribute, where it is not the precedence of the source.
create table precedence_rule (
  id uuid primary key default uuid_v7(),
  asset_kind text not null collate "C" check (
    asset_kind = '*' or (asset_kind ~ '^[a-z][a-z0-9]*([._-][a-z0-9]+)*$' and length(asset_kind) <= 100)),
  -- A place such as name or attributes.os; attributes.* is all below; * is all there is.
  attribute text not null collate "C" check (length(attribute) between 1 and 300),
  source_id uuid not null references source on delete cascade,
  precedence int not null check (precedence between 1 and 1000),
  -- How long what the source said counts without being said again; null: for ever.
  stale_after interval check (stale_after > '0'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (asset_kind, attribute, source_id)
);
create index precedence_rule_source on precedence_rule (source_id);
create trigger precedence_rule_touch before update on precedence_rule for each row execute function touch_row();

-- Assets that may be one and the same: a person decides.
create table duplicate_task (
  id uuid primary key default uuid_v7(),
  -- LAPSED: what the assets had in common is gone, and nobody needs to decide any more.
  state text not null default 'OPEN' check (state in ('OPEN', 'MERGED', 'DISMISSED', 'LAPSED')),
  -- The ids of its assets in order: there is one task at a time for the same assets.
  asset_key text not null collate "C",
  -- [{ kind, value, environment? }]: what they have in common, or what a record that met them says.
  identifiers jsonb not null default '[]' check (jsonb_typeof(identifiers) = 'array'),
  decided_at timestamptz,
  decided_by text check (length(decided_by) between 1 and 200),
  reason text check (length(reason) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint duplicate_task_decided check ((state = 'OPEN') = (decided_at is null))
);
create unique index duplicate_task_standing on duplicate_task (asset_key) where state in ('OPEN', 'DISMISSED');
create index duplicate_task_created on duplicate_task (created_at, id);
create trigger duplicate_task_touch before update on duplicate_task for each row execute function touch_row();

create table duplicate_task_asset (
  task_id uuid not null references duplicate_task on delete cascade,
  asset_id uuid not null references asset on delete cascade,
  created_at timestamptz not null default now(),
  primary key (task_id, asset_id)
);
create index duplicate_task_asset_asset on duplicate_task_asset (asset_id, task_id);

-- A record that several assets answer to: kept until the task is decided, then taken in.
create table waiting_record (
  id uuid primary key default uuid_v7(),
  task_id uuid not null references duplicate_task on delete cascade,
  source_id uuid not null references source on delete cascade,
  stream text not null collate "C" check (length(stream) between 1 and 100),
  scope text not null collate "C" check (length(scope) between 1 and 500),
  external_id text not null collate "C" check (length(external_id) between 1 and 500),
  identity text not null collate "C" check (length(identity) between 1 and 1000),
  raw text not null,
  -- What it was mapped to, as JSON; text for the reason that raw is.
  record text not null,
  content_hash bytea not null,
  -- [{ kind, value, environment? }]: what of it the assets answer to.
  met jsonb not null check (jsonb_typeof(met) = 'array'),
  run_id uuid references sync_run on delete set null,
  created_at timestamptz not null default now(),
  unique (source_id, stream, external_id)
);
create index waiting_record_task on waiting_record (task_id, created_at);
create index waiting_record_run on waiting_record (run_id);

-- That one asset was found to be another, with all it takes to undo it.
create table asset_merge (
  id uuid primary key default uuid_v7(),
  winner_id uuid not null references asset on delete cascade,
  loser_id uuid not null references asset on delete cascade,
  task_id uuid references duplicate_task on delete set null,
  actor text not null check (length(actor) between 1 and 200),
  merged_at timestamptz not null,
  -- Merges into one asset are undone in the opposite order.
  ordinal bigint not null generated always as identity,
  undone_at timestamptz,
  undone_by text check (length(undone_by) between 1 and 200),
  -- What moved, and what had no place beside what the winner has.
  kept jsonb not null check (jsonb_typeof(kept) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint asset_merge_two check (winner_id <> loser_id),
  constraint asset_merge_undone check ((undone_at is null) = (undone_by is null))
);
create unique index asset_merge_standing on asset_merge (loser_id) where undone_at is null;
create index asset_merge_winner on asset_merge (winner_id, merged_at);
create index asset_merge_loser on asset_merge (loser_id, merged_at);
create index asset_merge_task on asset_merge (task_id);
create trigger asset_merge_touch before update on asset_merge for each row execute function touch_row();
