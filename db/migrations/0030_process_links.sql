-- How strongly a process uses a service and how much of an objective it carries; null where it was not stated. The
-- links get a version like every other link, so that a change of the figure is seen and audited.
alter table process_service
  add column strength double precision check (strength between 0 and 1),
  add column updated_at timestamptz(3) not null default now(),
  add column version integer not null default 1;
alter table process_objective
  add column share double precision check (share between 0 and 1),
  add column updated_at timestamptz(3) not null default now(),
  add column version integer not null default 1;
create trigger process_service_touch before update on process_service for each row execute function touch_row();
create trigger process_objective_touch before update on process_objective for each row execute function touch_row();
