-- Sources report the owner, the cost and the availability of assets, too, and which services they are a part of.
alter table asset
  -- How much of the time it is available by itself, without what it depends on.
  add column availability double precision check (availability between 0 and 1),
  -- Which of owner, cost and availability follow from claims; the others are as users entered them.
  add column claimed_columns text[] not null default '{}';

-- Which columns follow from claims is no change of the asset.
create or replace function touch_asset() returns trigger language plpgsql as $$
declare
  changed asset := new;
begin
  changed.last_seen_at := old.last_seen_at;
  changed.claimed_columns := old.claimed_columns;
  if changed is distinct from old then
    new.updated_at := clock_timestamp();
    new.version := old.version + 1;
  end if;
  return new;
end
$$;
