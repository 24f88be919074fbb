-- A process that performs an action holds a lease on it. Another process takes the action over only after the lease
-- has ended, and a process that has lost its lease sends nothing more.
alter table source_action
  add column lease uuid,
  add column leased_until timestamptz,
  add constraint source_action_lease_check check ((lease is null) = (leased_until is null));
