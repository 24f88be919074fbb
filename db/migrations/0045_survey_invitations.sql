-- How many persons of a team were invited to answer a survey; without a team, persons of no team that is named. Rows of
-- one team add up. A row without a record of a source was entered by users.
create table survey_invitation (
  id uuid primary key default uuid_v7(),
  survey_id uuid not null references survey on delete cascade,
  team_id uuid references team on delete restrict,
  invited int not null check (invited between 0 and 10000000),
  invited_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1
);
create index survey_invitation_survey on survey_invitation (survey_id);
create index survey_invitation_team on survey_invitation (team_id) where team_id is not null;
create trigger survey_invitation_touch before update on survey_invitation for each row execute function touch_row();
call notify_node_changes_of('survey_invitation');
call audit_cascades_of('survey_invitation', 'SurveyInvitation', 'id', 'delete');

alter table source_record add column survey_invitation_id uuid references survey_invitation on delete set null;
create index source_record_survey_invitation on source_record (survey_invitation_id)
  where survey_invitation_id is not null;

-- The team that a respondent belongs to. Null if it is not known.
alter table survey_response add column team_id uuid references team on delete restrict;
create index survey_response_team on survey_response (team_id) where team_id is not null;
