-- The identifier, in canonical form, by which a record was matched to an asset that was there before: {kind, value}.
-- Null for the record that an asset was created from. A record leaves the asset again if a source turns out to report
-- the identifier of several assets.
alter table source_record add column matched_by jsonb
  constraint source_record_matched_by_check check (jsonb_typeof(matched_by) = 'object');
create index source_record_matched_by on source_record ((matched_by ->> 'value')) where matched_by is not null;
