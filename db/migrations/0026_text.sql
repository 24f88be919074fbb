-- Text is in Unicode normalization form C, and searches ignore upper and lower case in every script.

-- Upper case by the root rules of Unicode, with "SS" for "ß". ASCII needs no rules and is faster without them. A server
-- that was built without ICU uses the rules of the database's own collation.
do $$
declare
  rules text := ' collate "default"';
begin
  if exists (select from pg_collation where collname = 'und-x-icu') then
    rules := ' collate "und-x-icu"';
  end if;
  execute format($function$
create function fold_case(given text) returns text
language sql immutable parallel safe
as $body$
  select case when octet_length(given) = length(given) then upper(given collate "C") else upper(replace(given, 'ẞ', 'ß')%s) collate "C" end
$body$
  $function$, rules);
end
$$;

-- Existing text is brought to form C. Raw records, hashes, primary keys of records and the audit trail stay as they are.
-- A row that would then equal another, or be too long, stays as it is and is named in a warning.
do $$
declare
  place record;
  stale record;
  form text;
begin
  for place in
    select c.relname as table, a.attname as column, a.atttypid = 'jsonb'::regtype as json
    from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join (values
        ('alert', '{fingerprint,title,description,source_severity,labels}'::text[]),
        ('api_token', '{name}'),
        ('asset', '{kind,name,environment,attributes,labels}'),
        ('asset_claim', '{attributes}'),
        ('asset_identifier', '{value,environment}'),
        ('change', '{title,description,implementation_plan,backout_plan,requester,labels,source_state}'),
        ('dead_letter', '{external_id}'),
        ('effort', '{person,comment}'),
        ('external_reference', '{external_id,url}'),
        ('key_result', '{title,unit}'),
        ('metric', '{name,unit,labels}'),
        ('objective', '{title,description,benefit,labels}'),
        ('objective_service', '{rationale}'),
        ('pending_record', '{external_id}'),
        ('pending_reference', '{reference,waiting}'),
        ('process', '{name,description,labels}'),
        ('redundancy_group', '{name}'),
        ('service', '{name,description,labels}'),
        ('source', '{config}'),
        ('source_record', '{external_id}'),
        ('survey', '{title,subject,questions,scored_question_key,labels}'),
        ('survey_response', '{respondent,answers,comment}'),
        ('team', '{name,cost_centre,contact,labels}'),
        ('ticket', '{title,description,source_state,requester,assignee,labels}')
      ) as text_of (name, columns) on text_of.name = c.relname and a.attname = any (text_of.columns)
    where c.relnamespace = current_schema()::regnamespace
    order by c.relname, a.attnum
  loop
    form := case when place.json then 'normalize(%2$I::text, nfc)::jsonb' else 'normalize(%2$I, nfc)' end;
    execute format('alter table %1$I disable trigger user', place.table);
    for stale in execute format(
      'select ctid as place, id from %1$I where %2$I::text is not nfc normalized', place.table, place.column
    ) loop
      begin
        execute format('update %1$I set %2$I = ' || form || ' where ctid = $1', place.table, place.column)
          using stale.place;
      exception when unique_violation or check_violation then
        raise warning '%.% of the row % stays in another form than normalization form C, because of: %',
          place.table, place.column, stale.id, sqlerrm;
      end;
    end loop;
    execute format('alter table %1$I enable trigger user', place.table);
  end loop;
end
$$;
