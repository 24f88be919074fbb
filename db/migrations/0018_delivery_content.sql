-- SHA-256 of the body of a processed delivery: the delivery ID is not always under the signature, so that the same
-- content may come again under another one.
alter table webhook_delivery add column content_hash bytea;
create index webhook_delivery_content on webhook_delivery (source_id, content_hash) where content_hash is not null;
