-- Instants are stored as the API shows them, in milliseconds, so that a shown value finds its own row.

-- The API has cut microseconds off so far. Stored values are cut in the same way, which keeps their order.
update change
set planned_end = date_trunc('milliseconds', planned_start) + interval '1 millisecond'
where date_trunc('milliseconds', planned_end) <= date_trunc('milliseconds', planned_start);

-- A column cannot change its type while another is computed from it.
alter table alert drop column state;

-- Each table is rewritten once.
do $$
declare
  of_table record;
begin
  for of_table in
    select a.attrelid::regclass as name, string_agg(
      format('alter column %1$I type timestamptz(3) using date_trunc(''milliseconds'', %1$I)', a.attname), ', '
    ) as changes
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and not c.relispartition
      and c.relname <> 'schema_migration'
      and a.attnum > 0 and not a.attisdropped and a.atttypid = 'timestamptz'::regtype and a.atttypmod <> 3
    group by a.attrelid order by a.attrelid
  loop
    execute format('alter table %s %s', of_table.name, of_table.changes);
  end loop;
end
$$;

alter table alert add column state text not null generated always as (
  case when ends_at is null then 'FIRING' else 'RESOLVED' end
) stored check (state in ('FIRING', 'RESOLVED'));

-- The type of a partition key cannot change, and samples are the largest table: a check does not rewrite them.
-- Of the samples of a metric in one millisecond, the last stays.
delete from metric_sample earlier using metric_sample later
where later.at <> date_trunc('milliseconds', later.at) and later.metric_id = earlier.metric_id
  and earlier.at >= date_trunc('milliseconds', later.at) and earlier.at < later.at;
update metric_sample set at = date_trunc('milliseconds', at) where at <> date_trunc('milliseconds', at);
alter table metric_sample add constraint metric_sample_at_milliseconds
  check (at = date_trunc('milliseconds', at));
