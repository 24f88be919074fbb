-- A role may be limited to a team with the teams below it. Reading is not: only the role that writes may be.
alter table role_grant
  add column team_id uuid references team on delete cascade,
  add constraint role_grant_team_role check (team_id is null or role = 'EDITOR');
create index role_grant_team on role_grant (team_id) where team_id is not null;
drop index role_grant_person_key;
drop index role_grant_service_account_key;
drop index role_grant_token_key;
create unique index role_grant_person_key on role_grant (person_id, role, team_id) nulls not distinct
  where person_id is not null;
create unique index role_grant_service_account_key on role_grant (service_account_id, role, team_id) nulls not distinct
  where service_account_id is not null;
create unique index role_grant_token_key on role_grant (token_id, role, team_id) nulls not distinct
  where token_id is not null;
