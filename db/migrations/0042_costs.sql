-- Costs as sources report them: charges of a period, of an asset or a service, or unallocated.

-- What costs are of, as a source names it. The choices are tried in their order; the first that is known is the subject.
create table cost_subject (
  id uuid primary key default uuid_v7(),
  source_id uuid not null references source on delete cascade,
  -- [{role, reference}, …]
  choices jsonb not null check (jsonb_typeof(choices) = 'array' and jsonb_array_length(choices) > 0),
  -- SHA-256 of the choices.
  key bytea not null check (length(key) = 32),
  -- The position of the choice that was known, from 1; null if none was.
  choice int check (choice > 0),
  asset_id uuid references asset on delete set null,
  service_id uuid references service on delete set null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint cost_subject_one check (num_nonnulls(asset_id, service_id) <= 1),
  unique (source_id, key)
);
create index cost_subject_asset on cost_subject (asset_id) where asset_id is not null;
create index cost_subject_service on cost_subject (service_id) where service_id is not null;
-- Those for which a better choice may become known.
create index cost_subject_open on cost_subject (id)
  where choice is distinct from 1 or num_nonnulls(asset_id, service_id) = 0;
create trigger cost_subject_touch before update on cost_subject for each row execute function touch_row();

create table cost (
  id uuid primary key default uuid_v7(),
  source_id uuid not null references source on delete cascade,
  -- The period includes its start and excludes its end.
  period_start timestamptz(3) not null,
  period_end timestamptz(3) not null,
  amount numeric not null constraint cost_amount_check check (abs(amount) < 1e16 and scale(amount) <= 18),
  currency text not null collate "C" check (currency ~ '^[A-Z]{3}$'),
  category text not null check (category in ('USAGE', 'PURCHASE', 'TAX', 'CREDIT', 'ADJUSTMENT')),
  -- Null if the source names no subject.
  subject_id uuid references cost_subject,
  asset_id uuid references asset on delete set null,
  service_id uuid references service on delete set null,
  resource text collate "C" check (length(resource) between 1 and 500),
  provider text collate "C" check (length(provider) between 1 and 200),
  product text collate "C" check (length(product) between 1 and 200),
  account text collate "C" check (length(account) between 1 and 200),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint cost_period check (period_end > period_start and period_end <= period_start + interval '3700 days'),
  constraint cost_one_subject check (num_nonnulls(asset_id, service_id) <= 1)
);
create index cost_source on cost (source_id);
create index cost_subject_of_cost on cost (subject_id) where subject_id is not null;
create index cost_asset on cost (asset_id, period_start) where asset_id is not null;
create index cost_service on cost (service_id, period_start) where service_id is not null;
create index cost_period_start on cost (period_start, id);
create trigger cost_touch before update on cost for each row execute function touch_row();
call notify_node_changes_of('cost');

alter table source_record add column cost_id uuid references cost on delete set null;
create index source_record_cost on source_record (cost_id) where cost_id is not null;

-- Divides an amount over the days, months, quarters or years (UTC) that its period touches, by the time in each. The
-- parts add up to the amount: each is rounded down to the unit, and the units that are left go to the largest
-- remainders, of equal ones to the earlier. The unit is the minor unit of the currency, or the last decimal of the
-- amount where that is finer. A negative amount is divided by its absolute value.
create function cost_parts(starts timestamptz, ends timestamptz, amount numeric, currency text, step text)
returns table (part_start timestamptz, part numeric)
language sql stable parallel safe as $$
  with unit as (
    select greatest(scale(trim_scale(amount)), case
      when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV',
        'XAF', 'XOF', 'XPF') then 0
      when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
      else 2 end) as digits
  ), piece as (
    select s.at at time zone 'UTC' as at,
      extract(epoch from least(s.at + length.of_step, ends at time zone 'UTC')
        - greatest(s.at, starts at time zone 'UTC')) as seconds
    from (select case step when 'quarter' then interval '3 months' else ('1 ' || step)::interval end as of_step) length,
      generate_series(date_trunc(step, starts at time zone 'UTC'),
        (ends at time zone 'UTC') - interval '1 millisecond', length.of_step) s (at)
  ), share as (
    select p.at, w.units * p.seconds as exact, w.length, w.units, div(w.units * p.seconds, w.length) as whole
    from piece p, (
      select abs(amount) * ('1e' || digits)::numeric as units, extract(epoch from ends - starts) as length from unit
    ) w
  )
  select at, sign(amount) * ('1e-' || (select digits from unit))::numeric * (whole
    + (row_number() over (order by exact - whole * length desc, at) <= units - sum(whole) over ())::int)
  from share
$$;
