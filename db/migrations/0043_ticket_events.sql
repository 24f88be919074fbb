-- The history of the status of tickets: what sources report of it, and what was seen or entered here. An event never
-- changes; an event that its source reports otherwise, or no longer, is replaced or removed as a whole.
create table ticket_event (
  id uuid primary key default uuid_v7(),
  ticket_id uuid not null references ticket on delete cascade,
  -- The ticket whose history has it. Null if it was observed and a source reports the history of the ticket.
  history_of uuid references ticket on delete cascade,
  state text not null check (state in ('OPEN', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELLED')),
  source_state text collate "C" check (length(source_state) between 1 and 200),
  at timestamptz(3) not null,
  origin text not null check (origin in ('SOURCE_EVENT', 'OBSERVED', 'MANUAL')),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint ticket_event_history check (history_of = ticket_id or (history_of is null and origin = 'OBSERVED'))
);
create index ticket_event_ticket on ticket_event (ticket_id, at);
create index ticket_event_history_of on ticket_event (history_of, at, id) where history_of is not null;
create function ticket_event_refuse_change() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - array['history_of', 'updated_at', 'version']
    is distinct from to_jsonb(old) - array['history_of', 'updated_at', 'version'] then
    raise exception '% is append-only: % is refused', tg_table_name, tg_op
      using hint = 'Remove the event, and write another.';
  end if;
  return new;
end
$$;
create trigger ticket_event_append_only before update on ticket_event for each row
  execute function ticket_event_refuse_change();
create trigger ticket_event_touch before update on ticket_event for each row execute function touch_row();
call notify_node_changes_of('ticket_event');

alter table source_record add column ticket_event_id uuid references ticket_event on delete set null;
create index source_record_ticket_event on source_record (ticket_event_id) where ticket_event_id is not null;

-- What the audit trail knows of earlier differences, and what tickets are now where it does not say so.
insert into ticket_event (ticket_id, history_of, state, source_state, at, origin)
select t.id, t.id, e.after->>'state', e.after->>'source_state', e.at,
  case when e.after->>'source_state' is null then 'MANUAL' else 'OBSERVED' end
from audit_event e join ticket t on t.id = e.entity_id
where e.entity_type = 'Ticket' and e.action in ('ticket.create', 'ticket.update')
  and e.after->>'state' is distinct from e.before->>'state'
  and e.after->>'state' in ('OPEN', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELLED')
order by e.at, e.id;
insert into ticket_event (ticket_id, history_of, state, source_state, at, origin)
select t.id, t.id, t.state, t.source_state,
  case when last.at is not null then greatest(last.at + interval '1 millisecond', t.updated_at)
    when t.state = 'OPEN' then t.opened_at
    when t.state in ('RESOLVED', 'CLOSED') then coalesce(t.resolved_at, t.updated_at)
    else t.updated_at end,
  case when t.source_state is null then 'MANUAL' else 'OBSERVED' end
from ticket t left join lateral (
  select e.state, e.at from ticket_event e where e.ticket_id = t.id order by e.at desc, e.id desc limit 1
) last on true
where last.state is distinct from t.state;
