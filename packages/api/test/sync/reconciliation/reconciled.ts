import type { Db } from '@throughline/db'
import { sql } from 'kysely'
import { rankCandidates } from '../../../src/assets/precedence.ts'
import { claimsOf, rulebook } from '../../../src/assets/store.ts'

/** What reconciliation came to, in the words of the sources: without ids, moments and marks. */
export interface Reconciled {
  readonly assets: readonly unknown[]
  readonly relations: readonly string[]
  readonly identifiers: readonly string[]
  readonly records: readonly string[]
  readonly tasks: readonly string[]
  readonly waiting: readonly string[]
}

/** @param now the instant at which provenance is asked for */
export async function reconciled(db: Db, now = new Date('2030-06-01T00:00:00Z')): Promise<Reconciled> {
  const { kysely } = db
  const names = await namesOf(db)
  const named = (id: string | null) => (id === null ? null : (names.get(id) ?? 'nameless'))
  const text = async (query: ReturnType<typeof sql<Record<string, unknown>>>) =>
    (await query.execute(kysely)).rows.map((row) => JSON.stringify(row)).sort()
  const assets = await kysely.selectFrom('asset').selectAll().execute()
  const claims = await claimsOf(
    kysely,
    assets.map(({ id }) => id),
  )
  const rules = await rulebook(kysely)
  const shown = assets.map((row) => ({
    called: named(row.id),
    kind: row.kind,
    name: row.name,
    environment: row.environment,
    lifecycle: row.lifecycle,
    merged: named(row.merged_into),
    attributes: row.attributes,
    labels: row.labels,
    said: [...rankCandidates(claims.get(row.id) ?? [], rules, row.kind, now)]
      .map(([attribute, candidates]) => [
        attribute,
        candidates.map(({ claim, said, stale }) => [
          claim.source,
          claim.record?.externalId,
          said.value,
          stale,
        ]),
      ])
      .sort(),
  }))
  const relations = await kysely
    .selectFrom('asset_relation as r')
    .leftJoin('source as s', 's.id', 'r.source_id')
    .select(['r.from_id', 'r.to_id', 'r.kind', 'r.strength', 's.name'])
    .execute()
  const identifiers = await kysely
    .selectFrom('asset_identifier as i')
    .leftJoin('source as s', 's.id', 'i.source_id')
    .leftJoin('source_record as r', 'r.id', 'i.record_id')
    .select(['i.asset_id', 's.name', 'r.external_id', 'i.kind', 'i.value', 'i.environment'])
    .execute()
  const tasks = await sql<{ assets: string[]; identifiers: unknown; state: string }>`
    select t.state, t.identifiers, array_agg(a.asset_id) as assets
    from duplicate_task t join duplicate_task_asset a on a.task_id = t.id
    where t.state in ('OPEN', 'DISMISSED') group by t.id`.execute(kysely)
  return {
    assets: shown.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    relations: relations
      .map((row) => JSON.stringify([named(row.from_id), row.kind, named(row.to_id), row.strength, row.name]))
      .sort(),
    identifiers: identifiers.map(({ asset_id, ...row }) => JSON.stringify([named(asset_id), row])).sort(),
    records: await text(sql`
      select s.name, r.stream, r.external_id, encode(r.content_hash, 'hex') as hash, r.missing_since is not null as gone,
        r.relation_id is not null as related, r.asset_id is not null as placed
      from source_record r join source s on s.id = r.source_id`),
    tasks: tasks.rows
      .map((row) => JSON.stringify([row.state, row.assets.map(named).sort(), row.identifiers]))
      .sort(),
    waiting: await text(sql`
      select s.name, w.stream, w.external_id, w.matched_identifiers, t.state
      from pending_record w join source s on s.id = w.source_id join duplicate_task t on t.id = w.task_id`),
  }
}

/** Each asset by all that sources call it. */
async function namesOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select asset_id as id, string_agg(source || ':' || external_id, ' ' order by source, external_id) as name
    from external_reference where asset_id is not null group by asset_id`.execute(db.kysely)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
