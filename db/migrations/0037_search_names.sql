-- Names that equal or begin with a searched text, in order: trigrams find them only among all names that contain it.
create index asset_name_folded on asset ((left(fold_case(name) collate "C", 300) collate "C"), id);
create index service_name_folded on service ((left(fold_case(name) collate "C", 300) collate "C"), id);
create index person_name_folded on person ((left(fold_case(name) collate "C", 300) collate "C"), id);
create index metric_name_folded on metric ((left(fold_case(name) collate "C", 300) collate "C"), id);
create index change_title_folded on change ((left(fold_case(title) collate "C", 300) collate "C"), id);
create index ticket_title_folded on ticket ((left(fold_case(title) collate "C", 300) collate "C"), id);
create index alert_title_folded on alert ((left(fold_case(title) collate "C", 300) collate "C"), id);
