-- When the work that a change delivers began: the time of its earliest commit. Null if no source reports it.
alter table change add column first_commit_at timestamptz(3);
