-- How long data of operation is kept, where it differs from the default.

create table retention_setting (
  id uuid primary key default uuid_v7(),
  subject text not null unique check (
    subject in ('runs', 'records', 'deliveries', 'actions', 'findings', 'samples', 'audit')
  ),
  -- In months for the audit trail, else in days.
  keep int not null check (keep between 1 and 36500),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1
);
create trigger retention_setting_touch before update on retention_setting
  for each row execute function touch_row();

-- What a purge looks for.
create index sync_run_finished on sync_run (finished_at);
create index source_record_retired on source_record (retired_at) where retired_at is not null;
create index webhook_delivery_received on webhook_delivery (received_at);
create index source_action_finished on source_action (finished_at) where finished_at is not null;
