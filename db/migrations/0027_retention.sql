-- How long data of operation is kept is a setting of the organisation like the others.
insert into organisation_setting (key, value)
select 'retention', jsonb_object_agg(subject, keep) from retention_setting having count(*) > 0;
drop table retention_setting;
