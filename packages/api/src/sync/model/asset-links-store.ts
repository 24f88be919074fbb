import type { Database, Row } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../../access/audit.ts'
import { claimKey } from '../../assets/claims.ts'
import { rankCandidates } from '../../assets/precedence.ts'
import { claimsOf, rulebook } from '../../assets/store.ts'
import { anyId, chunked } from '../../graph/sql-arrays.ts'
import type { MappedRecord } from '../records/map-page.ts'
import { writeAssetDependencies } from './entity-links-store.ts'
import { type Reporter, saveLinks } from './links-store.ts'
import type { SaidLink } from './model-kinds.ts'

/** Keeps what records of assets refer to: their owner and their services. Returns whether there is or was anything. */
export async function saveAssetLinks(
  db: Kysely<Database>,
  records: readonly (Pick<MappedRecord, 'record'> & { readonly recordId: string })[],
): Promise<boolean> {
  const said = records.flatMap(({ record, recordId }) => {
    if (record.type !== 'asset') return []
    const owner: SaidLink[] =
      record.owner === undefined ? [] : [{ role: 'OWNER', reference: record.owner, detail: {} }]
    const services = (record.services ?? []).map(
      (reference): SaidLink => ({ role: 'PART_OF_SERVICE', reference, detail: {} }),
    )
    return [...owner, ...services].map((link) => ({ ...link, recordId }))
  })
  return saveLinks(
    db,
    records.map(({ recordId }) => recordId),
    said,
  )
}

/** Writes the owners of assets and their places in services as the records in effect and the claims of users say. */
export async function materializeAssetLinks(
  db: Kysely<Database>,
  writer: Reporter,
  assetIds: readonly string[],
  reason: string,
): Promise<void> {
  for (const ids of chunked(assetIds, 1000)) {
    await writeOwners(db, writer, ids, reason)
    await writeAssetDependencies(db, { assets: ids })
  }
}

async function writeOwners(
  db: Kysely<Database>,
  { at, auditContext }: Reporter,
  assetIds: readonly string[],
  reason: string,
): Promise<void> {
  const { rows: concerned } = await sql<Row<'asset'>>`
    select a.* from asset a
    where a.id = ${anyId(assetIds)} and a.lifecycle <> 'RETIRED' and ('owner' = any (a.claimed_columns)
      or exists (select from asset_claim c where c.asset_id = a.id and c.attributes ? 'owner'))
    order by a.id for no key update`.execute(db)
  if (concerned.length === 0) return
  const ids = concerned.map(({ id }) => id)
  const [claims, rules] = [await claimsOf(db, ids), await rulebook(db)]
  const { rows: links } = await sql<{ claimant: string; team_id: string | null }>`
    select r.source_id || ' ' || r.stream || ' ' || r.external_id as claimant, l.team_id
    from source_record r join record_link l on l.record_id = r.id
    where r.asset_id = ${anyId(ids)} and l.role = 'OWNER'`.execute(db)
  const found = new Map(links.map(({ claimant, team_id }) => [claimant, team_id]))
  const changes = concerned.flatMap((asset) => {
    const [effective] = rankCandidates(claims.get(asset.id) ?? [], rules, asset.kind, at).get('owner') ?? []
    const others = asset.claimed_columns.filter((column) => column !== 'owner')
    if (effective === undefined) return [{ asset, owner: null, claimed: others }]
    const { value } = effective.said
    const chosen = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null
    const owner = effective.claim.sourceId === null ? chosen : (found.get(claimKey(effective.claim)) ?? null)
    return [{ asset, owner, claimed: [...others, 'owner'] }]
  })
  const { rows: after } = await sql<Row<'asset'>>`
    update asset a set owner_id = t.id, claimed_columns = given.claimed::text[]
    from unnest(${changes.map(({ asset }) => asset.id)}::uuid[], ${changes.map(({ owner }) => owner)}::uuid[],
      ${changes.map(({ claimed }) => `{${claimed.sort().join(',')}}`)}::text[]) as given (id, owner_id, claimed)
    left join team t on t.id = given.owner_id
    where a.id = given.id
      and (a.owner_id, a.claimed_columns) is distinct from (t.id, given.claimed::text[])
    returning a.*`.execute(db)
  const before = new Map(concerned.map((asset) => [asset.id, asset]))
  await recordAudit(
    db,
    auditContext,
    after
      .filter(({ id, owner_id }) => before.get(id)?.owner_id !== owner_id)
      .map((row) => ({
        action: 'asset.update',
        entityType: 'Asset',
        entityId: row.id,
        before: before.get(row.id) ?? null,
        after: row,
        reason,
      })),
  )
}
