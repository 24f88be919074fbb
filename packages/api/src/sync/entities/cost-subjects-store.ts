import { createHash } from 'node:crypto'
import type { Database } from '@throughline/db'
import type { CostRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import { lockSources } from '../records/ingestion-lock.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import type { RunContext } from '../records/run-context.ts'
import { subjects } from './reference.ts'
import { referenceText, TARGET } from './references.ts'

/** What a cost is of. */
export interface CostSubject {
  readonly id: string
  readonly asset_id: string | null
  readonly service_id: string | null
}

/** The key of the subject that a record names; undefined if it names none. */
function keyOf(record: CostRecord): { readonly key: string; readonly choices: string } | undefined {
  const assets = subjects({ assets: record.assets ?? [] })
  const services = subjects({ services: record.services ?? [] })
  const choices = [...assets, ...services].map(
    ({ role, reference }) => `{"role":"${role}","reference":${referenceText(reference)}}`,
  )
  if (choices.length === 0) return undefined
  const text = `[${choices.join(',')}]`
  return { key: createHash('sha256').update(text).digest('hex'), choices: text }
}

/** The choice of `s` that is known, by its position from 1, and what it leads to. */
const FIRST_KNOWN = sql`
  select t.place, t.role, t.target from (
    select w.place, w.role, ${TARGET} as target
    from (
      select c.place, c.choice->>'role' as role, c.choice->'reference' as reference, s.source_id, o.name as source
      from jsonb_array_elements(s.choices) with ordinality c (choice, place), source o where o.id = s.source_id
    ) w
  ) t
  where t.target is not null order by t.place limit 1`

/** The subjects that records of a page name, by external ID. Those that are not known yet are looked up. */
export async function subjectsOf(
  db: Kysely<Database>,
  { listing: { sourceId } }: Pick<RunContext, 'listing'>,
  records: readonly CostRecord[],
): Promise<ReadonlyMap<string, CostSubject>> {
  const keys = new Map(records.map((record) => [record.externalId, keyOf(record)]))
  const named = new Map(
    [...keys.values()].flatMap((one) => (one === undefined ? [] : [[one.key, one.choices]])),
  )
  if (named.size === 0) return new Map()
  const { rows: made } = await sql<{ id: string }>`
    insert into cost_subject (source_id, key, choices)
    select ${sourceId}, decode(key, 'hex'), choices
    from unnest(${[...named.keys()]}::text[], ${[...named.values()]}::jsonb[]) as given (key, choices)
    on conflict (source_id, key) do nothing returning id`.execute(db)
  await lookUp(
    db,
    made.map(({ id }) => id),
  )
  const rows = await db
    .selectFrom('cost_subject')
    .select(['id', 'asset_id', 'service_id', sql<string>`encode(key, 'hex')`.as('key')])
    .where('source_id', '=', sourceId)
    .where(sql<boolean>`key in (select decode(k, 'hex') from unnest(${[...named.keys()]}::text[]) k)`)
    .execute()
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return new Map(
    [...keys].flatMap(([externalId, one]) => {
      const row = one && byKey.get(one.key)
      return row === undefined ? [] : [[externalId, row] as const]
    }),
  )
}

/** Gives subjects the first of their choices that is known; returns those that have changed. */
async function lookUp(db: Kysely<Database>, ids: readonly string[]): Promise<readonly CostSubject[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<CostSubject>`
    update cost_subject u set choice = f.place,
      asset_id = case when f.role = 'ASSET' then f.target end,
      service_id = case when f.role = 'SERVICE' then f.target end
    from cost_subject s cross join lateral (${FIRST_KNOWN}) f
    where s.id = ${anyId(ids)} and u.id = s.id
      and (u.choice is null or f.place < u.choice or num_nonnulls(u.asset_id, u.service_id) = 0)
    returning u.id, u.asset_id, u.service_id`.execute(db)
  return rows
}

const AT_ONCE = 1000
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Looks once more for what costs are of, where that was not known, where a choice that comes earlier was not, or where
 * it has been deleted. Costs follow their subject. Returns how many subjects have changed. Run it after every run.
 */
export async function resolveCostSubjects(db: Kysely<Database>): Promise<number> {
  let changed = 0
  for (let after = BEFORE_ALL; ; ) {
    const { rows } = await sql<{ id: string; source_id: string }>`
      select id, source_id from cost_subject
      where id > ${after} and (choice is distinct from 1 or num_nonnulls(asset_id, service_id) = 0)
      order by id limit ${AT_ONCE}`.execute(db)
    const last = rows.at(-1)
    if (last === undefined) return changed
    const sources = [...new Set(rows.map(({ source_id }) => source_id))].sort()
    const step = async (transaction: Kysely<Database>) => {
      await lockSources(transaction, sources)
      return follow(
        transaction,
        await lookUp(
          transaction,
          rows.map(({ id }) => id),
        ),
      )
    }
    changed += db.isTransaction ? await step(db) : await retriedTransaction(db, step)
    after = last.id
  }
}

async function follow(db: Kysely<Database>, changed: readonly CostSubject[]): Promise<number> {
  if (changed.length === 0) return 0
  await sql`
    update cost c set asset_id = s.asset_id, service_id = s.service_id
    from cost_subject s where s.id = ${anyId(changed.map(({ id }) => id))} and c.subject_id = s.id`.execute(
    db,
  )
  return changed.length
}

/** Removes those of some subjects that no cost has any more. */
export async function removeUnused(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    delete from cost_subject s
    where s.id = ${anyId(ids)} and not exists (select from cost c where c.subject_id = s.id)`.execute(db)
}
