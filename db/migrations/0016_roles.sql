-- A role is a set of rights of its own and includes no other: existing tokens keep theirs.
alter table api_token drop constraint api_token_role_check;
alter table api_token add constraint api_token_role_check
  check (role in ('VIEWER', 'EDITOR', 'APPROVER', 'CONNECTOR', 'ADMIN'));

-- What the organisation has set; a setting without a row has its default. The keys and their types are the
-- server's (packages/api/src/settings/settings.ts).
create table organisation_setting (
  id uuid primary key default uuid_v7(),
  key text not null unique collate "C" check (length(key) between 1 and 100),
  value jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create trigger organisation_setting_touch before update on organisation_setting
  for each row execute function touch_row();
