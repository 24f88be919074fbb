-- Work and voice: tickets with the effort they took, alerts, and surveys with what people answered.

-- As touch_row, but for the columns that are named: they follow from others, or are no change of the row.
create function touch_row_except() returns trigger
language plpgsql
as $$
begin
  if to_jsonb(new) - tg_argv is distinct from to_jsonb(old) - tg_argv then
    new.updated_at := clock_timestamp();
    new.version := old.version + 1;
  end if;
  return new;
end
$$;

alter table change
  -- The source's own word for the state; null where a person made the change.
  add column source_state text collate "C" check (length(source_state) between 1 and 200),
  -- Set when the source no longer holds the change; what was known of it stays.
  add column source_gone_at timestamptz;
create index change_planned_start on change (coalesce(planned_start, '9999-12-31T23:59:59Z'::timestamptz), id);

create table ticket (
  id uuid primary key default uuid_v7(),
  kind text not null check (kind in ('INCIDENT', 'SERVICE_REQUEST', 'PROBLEM', 'TASK')),
  title text not null collate "C" check (length(btrim(title)) between 1 and 500),
  description text not null default '' check (length(description) <= 20000),
  state text not null default 'OPEN' check (state in ('OPEN', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELLED')),
  source_state text collate "C" check (length(source_state) between 1 and 200),
  impact int check (impact between 1 and 3),
  urgency int check (urgency between 1 and 3),
  priority int check (priority between 1 and 5),
  requester text collate "C" check (length(requester) between 1 and 300),
  assignee text collate "C" check (length(assignee) between 1 and 300),
  requester_team_id uuid references team on delete restrict,
  assignee_team_id uuid references team on delete restrict,
  -- What the source sums up; what the bookings come to, null where there are none; and which of the two counts.
  stated_effort_minutes int check (stated_effort_minutes >= 0),
  booked_effort_minutes int check (booked_effort_minutes >= 0),
  effort_minutes int generated always as (coalesce(booked_effort_minutes, stated_effort_minutes)) stored,
  caused_by_change_id uuid references change on delete restrict,
  cause_method text check (cause_method in ('SOURCE', 'MANUAL')),
  cause_confidence float8 check (cause_confidence >= 0 and cause_confidence <= 1),
  opened_at timestamptz not null default now(),
  resolved_at timestamptz,
  due_at timestamptz,
  source_gone_at timestamptz,
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint ticket_cause_whole check (num_nonnulls(caused_by_change_id, cause_method, cause_confidence) in (0, 3))
);
create index ticket_requester_team on ticket (requester_team_id);
create index ticket_assignee_team on ticket (assignee_team_id);
create index ticket_caused_by_change on ticket (caused_by_change_id) where caused_by_change_id is not null;
create index ticket_opened_at on ticket (opened_at, id);
create index ticket_title on ticket (title, id);
create index ticket_unfinished on ticket (state, opened_at) where state in ('OPEN', 'IN_PROGRESS', 'ON_HOLD');
-- That somebody books work on a ticket is no change of it.
create trigger ticket_touch before update on ticket
  for each row execute function touch_row_except('booked_effort_minutes', 'effort_minutes');

-- Links of a source are its own to end; those without one are a person's, and stay.
create table ticket_service (
  ticket_id uuid not null references ticket on delete cascade,
  service_id uuid not null references service on delete cascade,
  source_id uuid references source on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (ticket_id, service_id)
);
create index ticket_service_service on ticket_service (service_id, ticket_id);
create index ticket_service_source on ticket_service (source_id) where source_id is not null;
create trigger ticket_service_touch before update on ticket_service for each row execute function touch_row();

create table ticket_asset (
  ticket_id uuid not null references ticket on delete cascade,
  asset_id uuid not null references asset on delete cascade,
  source_id uuid references source on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (ticket_id, asset_id)
);
create index ticket_asset_asset on ticket_asset (asset_id, ticket_id);
create index ticket_asset_source on ticket_asset (source_id) where source_id is not null;
create trigger ticket_asset_touch before update on ticket_asset for each row execute function touch_row();

-- Changes are told of by sources, too.
alter table change_service
  add column source_id uuid references source on delete cascade,
  add column updated_at timestamptz not null default now(),
  add column version int not null default 1;
create index change_service_source on change_service (source_id) where source_id is not null;
create trigger change_service_touch before update on change_service for each row execute function touch_row();

alter table change_asset
  add column source_id uuid references source on delete cascade,
  add column updated_at timestamptz not null default now(),
  add column version int not null default 1;
create index change_asset_source on change_asset (source_id) where source_id is not null;
create trigger change_asset_touch before update on change_asset for each row execute function touch_row();

-- Work that somebody booked on a ticket.
create table effort (
  id uuid primary key default uuid_v7(),
  ticket_id uuid not null references ticket on delete cascade,
  minutes int not null check (minutes between 0 and 10000000),
  performed_at timestamptz not null,
  person text collate "C" check (length(person) between 1 and 300),
  team_id uuid references team on delete restrict,
  comment text not null default '' check (length(comment) <= 20000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index effort_ticket on effort (ticket_id, performed_at);
create index effort_team on effort (team_id);
create trigger effort_touch before update on effort for each row execute function touch_row();

-- Keeps the sum of a ticket's bookings true whoever books. The tickets are locked first, and the sum read by the
-- statement after: two who book on one ticket at once would otherwise each miss what the other booked.
create function ticket_sum_effort() returns trigger
language plpgsql
as $$
declare
  tickets uuid[];
begin
  select array_agg(distinct ticket_id) into tickets from touched;
  perform from ticket where id = any(tickets) order by id for no key update;
  update ticket t set booked_effort_minutes = summed.minutes
  from (
    select listed.id, case when count(e.id) > 0 then least(sum(e.minutes), 2147483647)::int end as minutes
    from unnest(tickets) as listed (id) left join effort e on e.ticket_id = listed.id
    group by listed.id
  ) summed
  where t.id = summed.id and t.booked_effort_minutes is distinct from summed.minutes;
  return null;
end
$$;
create trigger effort_sum_insert after insert on effort referencing new table as touched
  for each statement execute function ticket_sum_effort();
create trigger effort_sum_update after update on effort referencing new table as touched
  for each statement execute function ticket_sum_effort();
create trigger effort_sum_leave after update on effort referencing old table as touched
  for each statement execute function ticket_sum_effort();
create trigger effort_sum_delete after delete on effort referencing old table as touched
  for each statement execute function ticket_sum_effort();

-- Something that a monitoring system saw begin, and perhaps end.
create table alert (
  id uuid primary key default uuid_v7(),
  source_id uuid not null references source on delete cascade,
  fingerprint text not null collate "C" check (length(fingerprint) between 1 and 300),
  title text not null collate "C" check (length(btrim(title)) between 1 and 500),
  description text not null default '' check (length(description) <= 20000),
  severity text not null check (severity in ('CRITICAL', 'WARNING', 'INFO')),
  source_severity text collate "C" check (length(source_severity) between 1 and 200),
  starts_at timestamptz not null,
  ends_at timestamptz,
  state text not null generated always as (case when ends_at is null then 'FIRING' else 'RESOLVED' end) stored
    check (state in ('FIRING', 'RESOLVED')),
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint alert_period check (ends_at >= starts_at)
);
create index alert_source on alert (source_id, fingerprint, starts_at);
create index alert_starts_at on alert (starts_at, id);
create index alert_firing on alert (starts_at, id) where ends_at is null;
create trigger alert_touch before update on alert for each row execute function touch_row_except('state');

create table alert_service (
  alert_id uuid not null references alert on delete cascade,
  service_id uuid not null references service on delete cascade,
  source_id uuid references source on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (alert_id, service_id)
);
create index alert_service_service on alert_service (service_id, alert_id);
create index alert_service_source on alert_service (source_id) where source_id is not null;
create trigger alert_service_touch before update on alert_service for each row execute function touch_row();

create table alert_asset (
  alert_id uuid not null references alert on delete cascade,
  asset_id uuid not null references asset on delete cascade,
  source_id uuid references source on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (alert_id, asset_id)
);
create index alert_asset_asset on alert_asset (asset_id, alert_id);
create index alert_asset_source on alert_asset (source_id) where source_id is not null;
create trigger alert_asset_touch before update on alert_asset for each row execute function touch_row();

-- A questionnaire. One on a service whose service is not known here yet has none so far.
create table survey (
  id uuid primary key default uuid_v7(),
  title text not null collate "C" check (length(btrim(title)) between 1 and 500),
  template text not null check (template in ('CSAT', 'NPS', 'CES', 'FOUR_AREAS', 'MATURITY', 'CUSTOM')),
  subject text not null check (subject in ('SERVICE', 'ORGANISATION')),
  service_id uuid references service on delete restrict,
  -- [{ id, text, kind, scale: { min, max }, options }]
  questions jsonb not null default '[]' check (jsonb_typeof(questions) = 'array'),
  -- The id of the question that the score is taken from.
  scored text collate "C" check (length(scored) between 1 and 200),
  opens_at timestamptz,
  closes_at timestamptz,
  source_gone_at timestamptz,
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint survey_period check (closes_at >= opens_at),
  constraint survey_subject_service check (subject = 'SERVICE' or service_id is null)
);
create index survey_service on survey (service_id);
create index survey_title on survey (title, id);
create trigger survey_touch before update on survey for each row execute function touch_row();

-- What one respondent answered, by question id. respondent is a pseudonym, and there is one response of each.
create table response (
  id uuid primary key default uuid_v7(),
  survey_id uuid not null references survey on delete cascade,
  respondent text collate "C" check (length(respondent) between 1 and 200),
  submitted_at timestamptz not null,
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  comment text not null default '' check (length(comment) <= 20000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (survey_id, respondent)
);
create index response_survey on response (survey_id, submitted_at);
create trigger response_touch before update on response for each row execute function touch_row();

-- What other systems call the new entities.
alter table external_reference
  add column ticket_id uuid references ticket on delete cascade,
  add column alert_id uuid references alert on delete cascade,
  add column survey_id uuid references survey on delete cascade,
  drop constraint external_reference_one_entity,
  add constraint external_reference_one_entity check (num_nonnulls(team_id, objective_id, process_id, service_id,
    asset_id, change_id, metric_id, ticket_id, alert_id, survey_id) = 1);
create unique index external_reference_ticket_key on external_reference (source, external_id) where ticket_id is not null;
create unique index external_reference_alert_key on external_reference (source, external_id) where alert_id is not null;
create unique index external_reference_survey_key on external_reference (source, external_id) where survey_id is not null;
create index external_reference_ticket on external_reference (ticket_id) where ticket_id is not null;
create index external_reference_alert on external_reference (alert_id) where alert_id is not null;
create index external_reference_survey on external_reference (survey_id) where survey_id is not null;

-- What came of a record, and which fields of it the source spoke of: it may empty these, and no others.
alter table source_record
  add column said text[] not null default '{}',
  add column ticket_id uuid references ticket on delete set null,
  add column effort_id uuid references effort on delete set null,
  add column change_id uuid references change on delete set null,
  add column alert_id uuid references alert on delete set null,
  add column metric_id uuid references metric on delete set null,
  add column survey_id uuid references survey on delete set null,
  add column response_id uuid references response on delete set null;
create index source_record_ticket on source_record (ticket_id) where ticket_id is not null;
create index source_record_effort on source_record (effort_id) where effort_id is not null;
create index source_record_change on source_record (change_id) where change_id is not null;
create index source_record_alert on source_record (alert_id) where alert_id is not null;
create index source_record_metric on source_record (metric_id) where metric_id is not null;
create index source_record_survey on source_record (survey_id) where survey_id is not null;
create index source_record_response on source_record (response_id) where response_id is not null;
-- References are by external id, whichever stream told of it.
create index source_record_external_id on source_record (source_id, external_id);

-- What a record refers to and is not known here yet, or not by one meaning alone. It is looked for again.
create table pending_reference (
  id uuid primary key default uuid_v7(),
  record_id uuid not null references source_record on delete cascade,
  role text not null check (role in ('SERVICE', 'ASSET', 'REQUESTER_TEAM', 'ASSIGNEE_TEAM', 'IMPLEMENTING_TEAM',
    'TEAM', 'CAUSE', 'SUBJECT', 'TICKET', 'SURVEY')),
  -- { name } or { externalId } or { identifier: { kind, value } }
  reference jsonb not null check (jsonb_typeof(reference) = 'object'),
  -- The neutral record itself, where it cannot be in the graph before this is found.
  waiting jsonb check (jsonb_typeof(waiting) = 'object'),
  created_at timestamptz not null default now()
);
create index pending_reference_record on pending_reference (record_id);

-- References by name take upper and lower case for the same.
create index service_name_lower on service (lower(name collate "default"));
create index team_name_lower on team (lower(name collate "default"));
