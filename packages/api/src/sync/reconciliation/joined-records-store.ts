import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyText } from '../../graph/sql-arrays.ts'
import type { RunContext } from '../records/run-context.ts'
import { loadHoldings } from './holdings-store.ts'
import { type IdentificationRules, type Identifier, matchAsset } from './identification.ts'
import { findByIdentifiers, identificationRules } from './identification-store.ts'
import type { MatchedAsset } from './match-assets.ts'
import { materializeAssets } from './materialize-assets.ts'
import { recordAudits } from './write-assets.ts'

/** A record that was matched to its asset by an identifier. */
interface JoinedRecord {
  readonly id: string
  readonly source_id: string
  readonly source: string
  readonly stream: string
  readonly external_id: string
  readonly asset_id: string
  readonly kind: string
  readonly name: string
  readonly environment: string | null
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
}

/** What became of records that had joined assets. */
interface Separations {
  /** Assets that records have left or joined. */
  readonly changed: readonly string[]
  /** Records of the listing that was read, by external id, with the asset that they now belong to. */
  readonly moved: ReadonlyMap<string, string>
}

/** Notes by which identifier records have joined assets that were there before. */
export async function noteJoined(
  db: Kysely<Database>,
  { listing }: Pick<RunContext, 'listing'>,
  placed: readonly MatchedAsset[],
): Promise<void> {
  const noted = placed.filter(({ by, isNew, separated }) => by !== null || (isNew && separated !== undefined))
  if (noted.length === 0) return
  await sql`
    update source_record r set matched_by = said.matched_by
    from unnest(${noted.map(({ record }) => record.externalId)}::text[],
      ${noted.map(({ by }) => (by === null ? null : JSON.stringify({ kind: by.kind, value: by.value })))}::jsonb[])
      as said (external_id, matched_by)
    where r.source_id = ${listing.sourceId} and r.stream = ${listing.stream} and r.external_id = said.external_id`.execute(
    db,
  )
}

/**
 * Separates records from assets that they have joined by an identifier which a source reports of several assets: then it
 * identifies none of them. The result does not depend on which of the records was read first.
 */
export async function separateJoined(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly MatchedAsset[],
): Promise<Separations> {
  const rules = await identificationRules(db)
  const shared = await sharedWithin(db, run, rules, placed)
  const changed = new Set<string>()
  const moved = new Map<string, string>()
  if (shared.length === 0) return { changed: [], moved }
  for (const record of await joinedBy(db, shared)) {
    const to = await assetWithout(db, rules, record)
    if (to === record.asset_id) continue
    const assetId = to ?? (await createAsset(db, run, record))
    await moveRecord(db, record, assetId)
    changed.add(record.asset_id).add(assetId)
    const isListed = record.source_id === run.listing.sourceId && record.stream === run.listing.stream
    if (isListed) moved.set(record.external_id, assetId)
  }
  const reason = `sync of ${run.sourceName}: an identifier proved to be of several assets`
  await materializeAssets(db, run, [...changed], reason)
  return { changed: [...changed], moved }
}

/** Those of the identifiers of a page that its source reports of several assets. */
async function sharedWithin(
  db: Kysely<Database>,
  { listing }: RunContext,
  rules: IdentificationRules,
  placed: readonly MatchedAsset[],
): Promise<readonly Identifier[]> {
  const telling = placed.flatMap(({ record }) => rules.telling(record.kind, record.identifiers ?? []))
  if (telling.length === 0) return []
  const { rows } = await sql<Identifier>`
    select w.kind, w.value
    from (select distinct kind, value from unnest(${telling.map(({ kind }) => kind)}::text[],
      ${telling.map(({ value }) => value)}::text[]) as given (kind, value)) w
    join asset_identifier i on i.kind = w.kind and coalesce(i.canonical, i.value) = w.value
    join source_record r on r.id = i.record_id and r.missing_since is null
    where i.source_id = ${listing.sourceId}
    group by w.kind, w.value having count(distinct i.asset_id) > 1
    order by w.kind, w.value`.execute(db)
  return rows
}

/**
 * The records that have joined assets by one of these identifiers, and are not the only ones of their asset. They stay
 * with an asset that a user has merged others into.
 */
async function joinedBy(
  db: Kysely<Database>,
  identifiers: readonly Identifier[],
): Promise<readonly JoinedRecord[]> {
  const { rows } = await sql<JoinedRecord>`
    select r.id, r.source_id, s.name as source, r.stream, r.external_id, r.asset_id, a.kind, a.name,
      (select min(i.environment) from asset_identifier i where i.record_id = r.id) as environment,
      (select coalesce(json_agg(json_build_object('kind', i.kind, 'value', i.value)), '[]')
        from asset_identifier i where i.record_id = r.id) as identifiers
    from source_record r join source s on s.id = r.source_id join asset a on a.id = r.asset_id
    where r.missing_since is null and r.matched_by ->> 'value' = ${anyText(identifiers.map(({ value }) => value))}
      and exists (
        select from unnest(${identifiers.map(({ kind }) => kind)}::text[],
          ${identifiers.map(({ value }) => value)}::text[]) as w (kind, value)
        where w.kind = r.matched_by ->> 'kind' and w.value = r.matched_by ->> 'value')
      and exists (select from asset_claim c where c.asset_id = r.asset_id and c.record_id is distinct from r.id)
      and not exists (select from asset_merge m where m.survivor_id = r.asset_id and m.undone_at is null)
    order by s.name, r.stream, r.external_id`.execute(db)
  return rows
}

/** The asset that a record matches without what it has itself given to assets; undefined if there is none. */
async function assetWithout(
  db: Kysely<Database>,
  rules: IdentificationRules,
  record: JoinedRecord,
): Promise<string | undefined> {
  const holders = await findByIdentifiers(db, record.identifiers, record.id)
  const holdings = await loadHoldings(db, record.source_id, holders.assetIds(), rules, record.id)
  const match = matchAsset(
    { assetKind: record.kind, environment: record.environment, identifiers: record.identifiers },
    rules,
    {
      holders: (identifier) => holders.of(identifier),
      isOfAnother: (assetId) => holdings.isOfAnother(assetId, record.external_id),
      isRepeated: () => false,
      heldBy: (assetId) => holdings.heldBy(assetId),
    },
  )
  // A user decides about several: until then the record stays where it is.
  return match.kind === 'AMBIGUOUS' ? record.asset_id : match.kind === 'KNOWN' ? match.assetId : undefined
}

async function createAsset(
  db: Kysely<Database>,
  run: RunContext,
  { kind, name, source }: JoinedRecord,
): Promise<string> {
  const after = await db
    .insertInto('asset')
    .values({ kind, name, first_seen_at: run.at, last_seen_at: run.at })
    .returningAll()
    .executeTakeFirstOrThrow()
  const entry = { action: 'asset.create', entityType: 'Asset', entityId: after.id, before: null, after }
  await recordAudits(db, run, [{ ...entry, reason: `sync of ${source}` }])
  return after.id
}

/** What a record has said of its asset goes with it to another one. */
async function moveRecord(db: Kysely<Database>, record: JoinedRecord, to: string): Promise<void> {
  await db
    .updateTable('source_record')
    .set({ asset_id: to, matched_by: null })
    .where('id', '=', record.id)
    .execute()
  for (const table of ['asset_claim', 'asset_identifier'] as const)
    await db.updateTable(table).set({ asset_id: to }).where('record_id', '=', record.id).execute()
  await db
    .updateTable('external_reference')
    .set({ asset_id: to })
    .where('source', '=', record.source)
    .where('external_id', '=', record.external_id)
    .where('asset_id', '=', record.asset_id)
    .execute()
}
