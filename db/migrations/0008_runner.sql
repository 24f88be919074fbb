-- The runner: sources that run by themselves, runs that can be taken up again, and what waits to be done.

alter table source
  -- Five-field cron expression in time_zone; null: only when asked to.
  add column schedule text check (length(schedule) between 1 and 200),
  add column time_zone text not null default 'UTC' check (length(time_zone) between 1 and 100),
  -- A file, a directory or an address to read, for plugins that read files.
  add column input text check (length(input) between 1 and 2000),
  -- How long a record that is missing from a listing is waited for before its claim ends.
  add column retire_after_seconds int not null default 0 check (retire_after_seconds between 0 and 31622400),
  -- How often a source that tells of changes alone is asked for all that it holds.
  add column census_every_seconds int not null default 86400
    check (census_every_seconds between 0 and 31622400),
  -- Lets the plugin call private addresses with this source.
  add column allow_private_hosts boolean not null default false,
  -- config: the configuration file of the operator owns it, and the API leaves it alone.
  add column managed_by text not null default 'api' check (managed_by in ('api', 'config')),
  add column status_code text check (length(status_code) <= 100),
  drop constraint source_status_check,
  add constraint source_status_check check (status in ('ACTIVE', 'PAUSED', 'QUARANTINED'));

-- Secrets that were handed in, each encrypted for its source and field; the configuration says sealed:<field> there.
create table source_secret (
  source_id uuid not null references source on delete cascade,
  field text not null collate "C" check (length(field) between 1 and 200),
  key_id text not null collate "C" check (length(key_id) between 1 and 100),
  envelope text not null check (length(envelope) <= 20000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (source_id, field)
);

-- What persons of a source are hidden behind. Random, made once, never shown.
create table source_pseudonym_key (
  source_id uuid primary key references source on delete cascade,
  key bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
);

alter table sync_run
  add column trigger text not null default 'COMMAND'
    check (trigger in ('COMMAND', 'REQUEST', 'SCHEDULE', 'WEBHOOK', 'PUSH')),
  -- FULL: from the start, whatever was read before. DRY: nothing is written. REPLAY: what is stored is mapped again.
  -- DEAD_LETTERS: what was set aside is tried again.
  add column mode text not null default 'NORMAL'
    check (mode in ('NORMAL', 'FULL', 'DRY', 'REPLAY', 'DEAD_LETTERS')),
  -- [{ stream, scope? }]: only these are read; null: everything.
  add column parts jsonb check (jsonb_typeof(parts) = 'array'),
  add column approve_retirement boolean not null default false,
  add column requested_at timestamptz not null default clock_timestamp(),
  -- Raised by every process that takes the run up; whoever holds an older one must not write any more.
  add column attempt int not null default 0,
  -- Failures in a row that may pass by themselves.
  add column failures int not null default 0,
  add column retry_at timestamptz,
  add column cancel_requested_at timestamptz,
  add column worker text check (length(worker) <= 200),
  add column heartbeat_at timestamptz,
  drop constraint sync_run_status_check,
  add constraint sync_run_status_check check (
    status in ('QUEUED', 'RUNNING', 'WAITING', 'SUCCEEDED', 'FAILED', 'REFUSED', 'CANCELLED')),
  drop constraint sync_run_finished,
  add constraint sync_run_finished check ((status in ('QUEUED', 'RUNNING', 'WAITING')) = (finished_at is null));
create index sync_run_open on sync_run (source_id, requested_at) where finished_at is null;

alter table sync_cursor
  add column id uuid not null default uuid_v7() unique,
  -- Where the run that holds the listing goes on when it is taken up again; cursor is where the next run begins.
  add column position jsonb,
  add column title text check (length(title) <= 500),
  add column state text not null default 'OK' check (state in ('OK', 'FAILED', 'GONE')),
  add column error_code text check (length(error_code) <= 100),
  add column error_message text check (length(error_message) <= 4000),
  -- Up to which instant the listing was last read to its clean end.
  add column succeeded_at timestamptz,
  add column census_at timestamptz,
  -- The run that has read the listing to its end.
  add column done_run_id uuid references sync_run on delete set null;
create index sync_cursor_done_run on sync_cursor (done_run_id);

-- What a dry run would do: one row for each record that is not the same.
create table sync_difference (
  id uuid primary key default uuid_v7(),
  run_id uuid not null references sync_run on delete cascade,
  stream text not null collate "C" check (length(stream) between 1 and 100),
  scope text not null collate "C" check (length(scope) between 1 and 500),
  external_id text not null collate "C" check (length(external_id) between 1 and 500),
  outcome text not null check (outcome in ('ADDED', 'CHANGED', 'RETIRED', 'REJECTED')),
  message text check (length(message) <= 4000),
  -- [{ attribute, current, proposed, winner, loser, rule }]
  attributes jsonb not null default '[]' check (jsonb_typeof(attributes) = 'array'),
  created_at timestamptz not null default now()
);
create index sync_difference_run on sync_difference (run_id, created_at);

alter table dead_letter
  add column status text not null default 'OPEN' check (status in ('OPEN', 'RESOLVED')),
  add column resolved_at timestamptz,
  add column attempts int not null default 1;
create unique index dead_letter_open on dead_letter (source_id, stream, external_id)
  where status = 'OPEN' and external_id is not null;

-- What other systems sent, kept as it came before it was acknowledged.
create table webhook_delivery (
  id uuid primary key default uuid_v7(),
  source_id uuid not null references source on delete cascade,
  delivery_id text not null collate "C" check (length(delivery_id) between 1 and 200),
  headers jsonb not null check (jsonb_typeof(headers) = 'object'),
  body bytea not null,
  received_at timestamptz not null default clock_timestamp(),
  status text not null default 'RECEIVED' check (status in ('RECEIVED', 'DONE', 'FAILED')),
  attempts int not null default 0,
  retry_at timestamptz,
  error_message text check (length(error_message) <= 4000),
  processed_at timestamptz,
  unique (source_id, delivery_id)
);
create index webhook_delivery_waiting on webhook_delivery (source_id, received_at) where status = 'RECEIVED';

-- The outbox: what is to be done in another system, decided in the transaction that asks for it.
create table source_action (
  id uuid primary key default uuid_v7(),
  source_id uuid not null references source on delete cascade,
  action text not null check (action in ('createTicket', 'comment', 'sendSurvey')),
  input jsonb not null check (jsonb_typeof(input) = 'object'),
  key text not null collate "C" check (key ~ '^[A-Za-z0-9_-]{22,64}$'),
  status text not null default 'QUEUED' check (status in ('QUEUED', 'DONE', 'FAILED')),
  actor text not null check (length(actor) between 1 and 200),
  attempts int not null default 0,
  retry_at timestamptz,
  error_code text check (length(error_code) <= 100),
  error_message text check (length(error_message) <= 4000),
  external_id text collate "C" check (length(external_id) <= 500),
  url text check (length(url) <= 2000),
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (source_id, key)
);
create index source_action_waiting on source_action (created_at) where status = 'QUEUED';
create trigger source_action_touch before update on source_action for each row execute function touch_row();

-- Tells whoever listens that a run has moved; work waits in the tables, so a notice that is lost costs time alone.
create function notify_sync_run() returns trigger language plpgsql as $$
begin
  perform pg_notify('throughline_sync', new.id::text);
  return null;
end
$$;
create trigger sync_run_notify after insert or update on sync_run for each row execute function notify_sync_run();
