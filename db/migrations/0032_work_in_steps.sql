-- Work that is too long for one transaction, and how far it has come: maintenance does it in steps and resumes it after
-- an interruption.

-- Sources whose precedence has changed: their assets up to this one have their new effective values.
create table pending_refresh (
  source_id uuid primary key references source on delete cascade,
  after uuid not null,
  created_at timestamptz(3) not null default now()
);

-- Sources that are being deleted.
create table pending_removal (
  source_id uuid primary key references source on delete cascade,
  actor text not null constraint pending_removal_actor_check check (length(actor) between 1 and 200),
  request_id text not null constraint pending_removal_request_id_check check (length(request_id) between 1 and 200),
  created_at timestamptz(3) not null default now()
);
