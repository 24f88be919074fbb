-- Where facts come from: configured plugin instances, their runs, what they said, and what followed from it.

create table source (
  id uuid primary key default uuid_v7(),
  name text not null collate "C" unique check (name ~ '^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$' and length(name) <= 100),
  plugin text not null collate "C" check (length(plugin) between 1 and 100),
  -- Smaller wins where sources disagree about an attribute.
  precedence int not null default 100 check (precedence between 1 and 1000),
  config jsonb not null default '{}' check (jsonb_typeof(config) = 'object'),
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'PAUSED')),
  status_reason text check (length(status_reason) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create trigger source_touch before update on source for each row execute function touch_row();

create table sync_run (
  id uuid primary key default uuid_v7(),
  source_id uuid not null references source on delete cascade,
  status text not null default 'RUNNING' check (status in ('RUNNING', 'SUCCEEDED', 'FAILED', 'REFUSED')),
  actor text not null check (length(actor) between 1 and 200),
  -- What the run reads up to; fixed when it starts.
  until timestamptz not null,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  -- Record type → { found, added, changed, unchanged, retired, rejected }.
  counts jsonb not null default '{}' check (jsonb_typeof(counts) = 'object'),
  error_code text check (length(error_code) <= 100),
  error_message text check (length(error_message) <= 4000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint sync_run_finished check ((status = 'RUNNING') = (finished_at is null))
);
create index sync_run_source on sync_run (source_id, started_at desc, id);
create trigger sync_run_touch before update on sync_run for each row execute function touch_row();

-- Where a stream of a source stands, per scope. The fence is compared and set with every page, so that a
-- worker that stalled and wakes up finds its page refused.
create table sync_cursor (
  source_id uuid not null references source on delete cascade,
  stream text not null collate "C" check (length(stream) between 1 and 100),
  scope text not null collate "C" check (length(scope) between 1 and 500),
  cursor jsonb,
  fence bigint not null default 0,
  run_id uuid references sync_run on delete set null,
  -- How many records the last complete listing held: what the retirement guard compares with.
  listed int check (listed >= 0),
  updated_at timestamptz not null default now(),
  primary key (source_id, stream, scope)
);
create index sync_cursor_run on sync_cursor (run_id);

-- What a source said, as it said it. raw is text: jsonb cannot hold a NUL escape that a source may send.
create table source_record (
  id uuid primary key default uuid_v7(),
  source_id uuid not null references source on delete cascade,
  stream text not null collate "C" check (length(stream) between 1 and 100),
  scope text not null collate "C" check (length(scope) between 1 and 500),
  -- What the neutral record is called; what the source calls the raw record that it was mapped from.
  external_id text not null collate "C" check (length(external_id) between 1 and 500),
  identity text not null collate "C" check (length(identity) between 1 and 1000),
  content_hash bytea not null,
  raw text not null,
  asset_id uuid references asset on delete set null,
  relation_id uuid,
  run_id uuid references sync_run on delete set null,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  -- Set when a complete listing no longer held the record; the claim on the asset ends with it.
  gone_at timestamptz,
  unique (source_id, stream, external_id)
);
create index source_record_asset on source_record (asset_id);
create index source_record_relation on source_record (relation_id);
create index source_record_identity on source_record (source_id, stream, identity);
create index source_record_run on source_record (run_id);
create index source_record_scope on source_record (source_id, stream, scope, run_id);

-- A record that could not be taken, with the reason; the last good value of it stays.
create table dead_letter (
  id uuid primary key default uuid_v7(),
  source_id uuid not null references source on delete cascade,
  run_id uuid references sync_run on delete set null,
  stream text not null collate "C" check (length(stream) between 1 and 100),
  scope text not null collate "C" check (length(scope) between 1 and 500),
  external_id text collate "C" check (length(external_id) <= 500),
  reason text not null check (length(reason) <= 4000),
  raw text not null,
  created_at timestamptz not null default now()
);
create index dead_letter_source on dead_letter (source_id, created_at);
create index dead_letter_run on dead_letter (run_id);

create table asset_identifier (
  id uuid primary key default uuid_v7(),
  asset_id uuid not null references asset on delete cascade,
  source_id uuid references source on delete cascade,
  kind text not null collate "C" check (length(kind) between 1 and 100),
  value text not null collate "C" check (length(value) between 1 and 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique nulls not distinct (asset_id, kind, value, source_id)
);
create index asset_identifier_value on asset_identifier (kind, value);
create index asset_identifier_source on asset_identifier (source_id);
create trigger asset_identifier_touch before update on asset_identifier for each row execute function touch_row();

-- What each source (null: a person through the API) says of an asset: attribute → { value, setAt }.
-- The asset's own columns hold the winners; this holds the losers too.
create table asset_claim (
  id uuid primary key default uuid_v7(),
  asset_id uuid not null references asset on delete cascade,
  source_id uuid references source on delete cascade,
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique nulls not distinct (asset_id, source_id)
);
create index asset_claim_source on asset_claim (source_id);
create trigger asset_claim_touch before update on asset_claim for each row execute function touch_row();

-- from_id depends on to_id; only in CONTAINS does the contained asset (to_id) depend on its container.
create table asset_relation (
  id uuid primary key default uuid_v7(),
  from_id uuid not null references asset on delete cascade,
  to_id uuid not null references asset on delete cascade,
  kind text not null check (kind in ('RUNS_ON', 'CONTAINS', 'CONNECTS_TO', 'DEPENDS_ON', 'SELECTS', 'ROUTES_TO', 'MOUNTS', 'OWNED_BY', 'CALLS')),
  strength float8 not null default 1 check (strength >= 0 and strength <= 1),
  source_id uuid references source on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint asset_relation_not_itself check (from_id <> to_id),
  unique nulls not distinct (from_id, to_id, kind, source_id)
);
create index asset_relation_to on asset_relation (to_id, from_id);
create index asset_relation_source on asset_relation (source_id);
create trigger asset_relation_touch before update on asset_relation for each row execute function touch_row();
alter table source_record add constraint source_record_relation_id_fkey
  foreign key (relation_id) references asset_relation on delete set null;
