-- The key of the organisation that links of campaigns are signed with and respondents are hashed with. Made with the
-- first link.
create table survey_key (
  is_only boolean primary key default true check (is_only),
  key bytea not null check (length(key) = 32)
);

-- An invitation to answer a survey on pages of this server, in one language.
create table campaign (
  id uuid primary key default uuid_v7(),
  survey_id uuid not null references survey on delete cascade,
  language text not null collate "C" check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$'),
  opens_at timestamptz(3),
  closes_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint campaign_period check (closes_at >= opens_at)
);
create index campaign_survey on campaign (survey_id);
create trigger campaign_touch before update on campaign for each row execute function touch_row();
call notify_node_changes_of('campaign');
call audit_cascades_of('campaign', 'Campaign', 'id', 'delete');

-- Someone who has a link: not who, and not when they answered.
create table campaign_recipient (
  -- Random: ids in the order of time would tell the place in the list.
  id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign on delete cascade,
  team_id uuid references team on delete restrict,
  -- A keyed hash of the link; the link itself is not kept.
  link_hash bytea not null constraint campaign_recipient_link_key unique check (length(link_hash) = 32),
  -- A keyed hash of what the caller knows the recipient by, the same in all surveys of a series.
  panel_hash text collate "C" check (length(panel_hash) = 43),
  has_answered boolean not null default false
);
create index campaign_recipient_campaign on campaign_recipient (campaign_id);
create index campaign_recipient_team on campaign_recipient (team_id) where team_id is not null;
create index campaign_recipient_panel on campaign_recipient (panel_hash) where panel_hash is not null;

alter table survey_response add column panel_hash text collate "C" check (length(panel_hash) = 43);
create index survey_response_panel on survey_response (survey_id, panel_hash) where panel_hash is not null;

-- Of whom the answers to this survey and to the one before are compared in pairs; fixed once it was computed.
alter table survey_publication add column pairs jsonb
  constraint survey_publication_pairs_check check (jsonb_typeof(pairs) = 'object');
