-- The points that each actor may still spend on the API, shared by all server processes. A row that is absent is a
-- full bucket. Unlogged: after a crash of PostgreSQL all buckets are full, which harms nothing.
create unlogged table rate_limit (
  actor text primary key,
  -- Points in the bucket at filled_at; what has flowed in since is added when a process draws.
  points double precision not null check (points >= 0),
  -- The points of the latest draw, which its statement returns.
  granted double precision not null check (granted >= 0),
  filled_at timestamptz not null
);
