-- The share of content users that a service aims at.
alter table service add column csat_target float8
  constraint service_csat_target_check check (csat_target > 0 and csat_target <= 1);

alter table survey drop constraint survey_template_check,
  add constraint survey_template_check
    check (template in ('CSAT', 'NPS', 'CES', 'FOUR_AREAS', 'MATURITY', 'BARRIERS', 'CUSTOM'));

-- What was last shown of the answers to a question. Scores are computed from it, and it changes by five answers at least:
-- from the difference of two results nothing follows about fewer.
create table survey_publication (
  survey_id uuid not null references survey on delete cascade,
  question_key text not null collate "C",
  -- By team (or side): how often each answer was given, and digests of the responses that are counted.
  cells jsonb not null constraint survey_publication_cells_check check (jsonb_typeof(cells) = 'object'),
  -- The teams whose results may be shown, fixed when they first were. Null if only the total was shown so far.
  split jsonb constraint survey_publication_split_check check (jsonb_typeof(split) = 'array'),
  -- Tells whether the responses have changed since they were last looked at.
  seen text not null,
  published_at timestamptz(3) not null,
  primary key (survey_id, question_key)
);
