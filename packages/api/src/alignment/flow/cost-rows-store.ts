import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { assetMonths, calendarMonths, type Priced, type PricedAsset } from './asset-months.ts'
import { decimalFrom, minorDigits, unitsIn } from './decimals.ts'
import { type AskedSpans, spansSql } from './effort-rows-store.ts'
import { LedgerTooLarge } from './ledger.ts'
import type { Period } from './period.ts'

interface CostRow {
  readonly place: number
  readonly id: string
  /** Milliseconds. */
  readonly start: number
  readonly end: number
  readonly amount: string
  readonly currency: string
  readonly service: string | null
  readonly asset: string | null
  readonly team: string | null
}

/** Costs that sources report whose periods touch those that are asked about; the team is the owner of the subject. @throws LedgerTooLarge */
export async function readCosts(db: Kysely<Database>, asked: AskedSpans): Promise<Priced[][]> {
  const { rows } = await sql<CostRow>`
    select p.place, c.id, extract(epoch from c.period_start)::float8 * 1000 as start,
      extract(epoch from c.period_end)::float8 * 1000 as "end", c.amount::text, c.currency,
      c.service_id as service, c.asset_id as asset, coalesce(s.owner_id, a.owner_id) as team
    from ${spansSql(asked)} p
    join cost c on c.period_start < p.ends and c.period_end > p.starts
    left join service s on s.id = c.service_id
    left join asset a on a.id = c.asset_id
    where c.amount <> 0
    order by c.period_start, c.id
    limit ${asked.most + 1}`.execute(db)
  if (rows.length > asked.most) throw new LedgerTooLarge()
  const costs: Priced[][] = asked.spans.map(() => [])
  for (const { place, id, start, end, amount, currency, service, asset, team } of rows) {
    costs[place]?.push({
      currency,
      work: {
        node: { type: 'Cost', id },
        when: { span: { start, end }, unit: 'INSTANTS' },
        team,
        subject: {
          objective: null,
          services: service === null ? [] : [{ id: service, share: null }],
          assets: asset === null ? [] : [asset],
        },
        amount: moneyUnits(amount, currency),
      },
    })
  }
  return costs
}

/** Money in whole units of its currency, smaller ones where the amount has more digits. */
export function moneyUnits(amount: string, currency: string): { units: bigint; digits: number } {
  const decimal = decimalFrom(amount)
  const digits = Math.max(decimal.digits, minorDigits(currency))
  return { units: unitsIn(decimal, digits), digits }
}

interface AssetRow extends Omit<PricedAsset, 'reported'> {
  readonly place: number
  /** [start, end] in milliseconds. */
  readonly reported: readonly (readonly [number, number])[]
}

/** Costs per month of assets in periods, as far as no reported cost of them touches the month. @throws LedgerTooLarge */
export async function readAssetMonths(
  db: Kysely<Database>,
  asked: AskedSpans,
  periods: readonly Period[],
  today: string,
  startOf: (day: string) => number,
): Promise<Priced[][]> {
  const { rows } = await sql<AssetRow>`
    select p.place, a.id, a.cost_amount::text as amount, a.cost_currency as currency, a.owner_id as team,
      to_char(a.first_seen_at at time zone ${asked.timeZone}, 'YYYY-MM-DD') as "firstDay",
      to_char(a.retired_at at time zone ${asked.timeZone}, 'YYYY-MM-DD') as "retiredOn",
      coalesce((select json_agg(json_build_array(extract(epoch from c.period_start) * 1000,
          extract(epoch from c.period_end) * 1000))
        from cost c where c.asset_id = a.id and c.period_start < p.ends + interval '31 days'
          and c.period_end > p.starts - interval '31 days'), '[]') as reported
    from ${spansSql(asked)} p
    join asset a on a.first_seen_at < p.ends and (a.retired_at is null or a.retired_at >= p.starts)
    where a.cost_amount > 0 and a.lifecycle <> 'PLANNED' and a.merged_into is null
    order by a.id
    limit ${asked.most + 1}`.execute(db)
  const months: Priced[][] = asked.spans.map(() => [])
  const calendar = periods.map((period) => calendarMonths(period, startOf))
  let found = 0
  for (const { place, reported, ...asset } of rows) {
    const stretches = reported.map(([start, end]) => ({ start, end }))
    const priced = assetMonths({ ...asset, reported: stretches }, calendar[place] ?? [], today, startOf)
    found += priced.length
    if (found > asked.most) throw new LedgerTooLarge()
    months[place]?.push(...priced)
  }
  return months
}
