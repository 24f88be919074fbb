-- Identifiers are compared in a canonical form, which the server computes. Null until the server has seen the row:
-- such rows are compared as they are written, and a maintenance step brings them to the canonical form.
alter table asset_identifier add column canonical text collate "C";

drop index asset_identifier_value;
create index asset_identifier_compared on asset_identifier (kind, (coalesce(canonical, value)));
create index asset_identifier_uncompared on asset_identifier (id) where canonical is null;

-- Identifiers by which the assets of a task contradict each other, such as two serial numbers of one host name.
alter table duplicate_task add column contradictions jsonb not null default '[]'
  constraint duplicate_task_contradictions_check check (jsonb_typeof(contradictions) = 'array');
