-- The search over names, titles, identifiers and external references. Names are found by the trigrams of their folded
-- form, identifiers and external references by their beginning.

-- A trusted extension: it takes the privilege to create objects in the database, not that of a superuser. An
-- administrator can create it beforehand.
create extension if not exists pg_trgm;

create index asset_name_searched on asset using gin ((fold_case(name) collate "C") gin_trgm_ops);
create index service_name_searched on service using gin ((fold_case(name) collate "C") gin_trgm_ops);
create index person_name_searched on person using gin ((fold_case(name) collate "C") gin_trgm_ops);
create index metric_name_searched on metric using gin ((fold_case(name) collate "C") gin_trgm_ops);
create index change_title_searched on change using gin ((fold_case(title) collate "C") gin_trgm_ops);
create index ticket_title_searched on ticket using gin ((fold_case(title) collate "C") gin_trgm_ops);
create index alert_title_searched on alert using gin ((fold_case(title) collate "C") gin_trgm_ops);

create index asset_identifier_searched on asset_identifier ((fold_case(value) collate "C"));
create index external_reference_searched on external_reference ((fold_case(external_id) collate "C"));
