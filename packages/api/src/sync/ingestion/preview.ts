import type { Database, JsonValue } from '@throughline/db'
import type { Kysely, Transaction } from 'kysely'
import type { Claim } from '../../assets/claims.ts'
import { type Candidate, explainOverride, kindOf, rankCandidates } from '../../assets/precedence.ts'
import { claimsOf } from '../../assets/store.ts'
import { claimedAttributes } from '../reconciliation/asset-drafts.ts'
import { ambiguousMatchMessage } from '../reconciliation/duplicate-detection.ts'
import type { MappedAsset, MatchedAsset } from '../reconciliation/match-assets.ts'
import { type AssetPlan, planAssets } from '../reconciliation/plan-assets.ts'
import type { MappedPage, MappedRecord } from '../records/map-page.ts'
import type { RunContext } from '../records/run-context.ts'
import { type StoredPage, storePage } from './ingest-page.ts'
import { lockPage } from './lock-page-store.ts'

/** What somebody says of an attribute, and by which rule it stands where it does. */
export interface AttributeClaim {
  /** The name of the source; null is a person. */
  readonly source: string | null
  readonly externalId: string | null
  readonly value: JsonValue
  readonly rule: string
  /** Why it is not what the asset would show; null for the effective. */
  readonly overriddenReason: string | null
}

/** What would become of one attribute of an asset. */
export interface AttributePreview {
  readonly attribute: string
  /** What the asset shows now; null where it shows nothing. */
  readonly current: JsonValue
  /** What the record says; null where it says nothing any more. */
  readonly proposed: JsonValue
  /** What the asset would show; null where nobody says anything any more. */
  readonly effective: AttributeClaim | null
  readonly overridden: readonly AttributeClaim[]
}

/** What would become of one record. */
export interface RecordPreview {
  readonly externalId: string
  readonly recordType: string
  readonly outcome: 'ADDED' | 'CHANGED' | 'UNCHANGED' | 'REJECTED' | 'AMBIGUOUS'
  /** The asset that it tells of, or those that it might tell of; none where it would be made. */
  readonly assetIds: readonly string[]
  /** How the asset is told; null where there is none. */
  readonly matchedBy: string | null
  /** Why it cannot be used. */
  readonly message: string | null
  /** Of an asset that would be made or said something else of; what stays is left out. */
  readonly attributes: readonly AttributePreview[]
}

/**
 * What would become of the records of a page. It is done in the caller's transaction, so that later pages build on it:
 * a transaction that must not be committed. What would be written is decided by the very code that writes it.
 */
export async function previewRecords(
  transaction: Kysely<Database>,
  run: RunContext,
  page: MappedPage,
): Promise<{
  readonly records: readonly RecordPreview[]
  readonly stored: StoredPage
}> {
  await lockPage(transaction, run, page)
  const plan = await planAssets(transaction, run, page.records.filter(isAsset))
  const stored = await storePage(transaction, run, page)
  const before = previews(run, plan, stored, await claimsAfter(transaction, plan, stored))
  const reasons = new Map(stored.rejected.map(({ primaryKey, reason }) => [primaryKey, reason]))
  const records = page.records.map((entry): RecordPreview => {
    const known = before.get(entry.record.externalId)
    if (known !== undefined) return known
    const outcome = stored.outcomes.get(entry.record.externalId)?.outcome ?? 'REJECTED'
    const message = outcome === 'REJECTED' ? (reasons.get(entry.primaryKey) ?? 'It cannot be used.') : null
    return { ...plain(entry), outcome, message }
  })
  const unmapped = page.rejected.map(
    ({ primaryKey, reason }): RecordPreview => ({
      externalId: primaryKey ?? '',
      recordType: '',
      ...NOTHING,
      outcome: 'REJECTED',
      message: reason,
    }),
  )
  return { records: [...records, ...unmapped], stored }
}

const NOTHING = { assetIds: [], matchedBy: null, message: null, attributes: [] }

function plain({ record }: MappedRecord) {
  return { externalId: record.externalId, recordType: record.type, ...NOTHING }
}

/** What is claimed of the assets of placed records once the page is stored: records may have been separated by then. */
async function claimsAfter(
  db: Kysely<Database>,
  { placed }: AssetPlan,
  stored: StoredPage,
): Promise<ReadonlyMap<string, readonly Claim[]>> {
  const ids = new Set(placed.map((entry) => assetAfter(entry, stored)))
  return ids.size === 0 ? new Map() : claimsOf(db, [...ids])
}

function assetAfter({ record, assetId }: MatchedAsset, { outcomes }: StoredPage): string {
  return outcomes.get(record.externalId)?.id ?? assetId
}

function previews(
  run: RunContext,
  plan: AssetPlan,
  stored: StoredPage,
  claims: ReadonlyMap<string, readonly Claim[]>,
): ReadonlyMap<string, RecordPreview> {
  const found = new Map<string, RecordPreview>()
  for (const [externalId, assetId] of plan.unchanged) {
    found.set(externalId, {
      externalId,
      recordType: 'asset',
      ...NOTHING,
      outcome: 'UNCHANGED',
      assetIds: [assetId],
      matchedBy: BY_NAME,
    })
  }
  for (const entry of plan.ambiguous) {
    found.set(entry.record.externalId, {
      ...plain(entry),
      outcome: 'AMBIGUOUS',
      assetIds: entry.assetIds,
      matchedBy: entry.met.map(({ kind, value }) => `${kind} ${value}`).join(', '),
      message: ambiguousMatchMessage(entry, false),
    })
  }
  for (const entry of plan.placed) {
    const { record, isNew, assetId, by } = entry
    const revived = plan.stored.get(record.externalId)?.missing_since instanceof Date
    const after = assetAfter(entry, stored)
    // Of a new asset both plans have an id of their own.
    const isSeparated = after !== assetId && !isNew
    const how = by === null ? BY_NAME : `${by.kind} ${by.value} (priority ${by.priority})`
    found.set(record.externalId, {
      ...plain(entry),
      outcome: isNew || revived ? 'ADDED' : 'CHANGED',
      // One that would be made is not found afterwards.
      assetIds: isSeparated ? [after] : plan.known.assets.has(assetId) ? [assetId] : [],
      matchedBy: isNew || isSeparated ? null : how,
      attributes: attributePreviews(run, plan, entry, claims.get(after) ?? []),
    })
  }
  return found
}

const BY_NAME = 'what the source calls it'

/** What the record says, or said, and what would follow from it. */
function attributePreviews(
  { at }: RunContext,
  { known }: AssetPlan,
  { assetId, record }: MatchedAsset,
  claims: readonly Claim[],
): readonly AttributePreview[] {
  const kind = kindOf(claims, known.rules, at) ?? record.kind
  const asset = known.assets.get(assetId)
  const before = rankCandidates(known.claims.get(assetId) ?? [], known.rules, asset?.kind ?? kind, at)
  const after = rankCandidates(claims, known.rules, kind, at)
  const said = new Map(Object.entries(claimedAttributes(record)))
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((attribute) => {
    const [effective, ...overridden] = after.get(attribute) ?? []
    const current = before.get(attribute)?.[0]?.said.value ?? null
    const concerned = said.has(attribute) || !same(before.get(attribute), after.get(attribute))
    if (!concerned) return []
    return [
      {
        attribute,
        current,
        proposed: said.get(attribute) ?? null,
        effective: effective === undefined ? null : attributeClaim(effective, effective),
        overridden: effective === undefined ? [] : overridden.map((each) => attributeClaim(each, effective)),
      },
    ]
  })
}

function same(before: readonly Candidate[] = [], after: readonly Candidate[] = []): boolean {
  const text = (candidates: readonly Candidate[]) =>
    JSON.stringify(candidates.map(({ claim, said }) => [claim.sourceId, claim.record, said.value]))
  return text(before) === text(after)
}

function attributeClaim(candidate: Candidate, effective: Candidate): AttributeClaim {
  const { claim, said, standing } = candidate
  return {
    source: claim.source,
    externalId: claim.record?.externalId ?? null,
    value: said.value,
    rule: standing.rule,
    overriddenReason: candidate === effective ? null : explainOverride(candidate, effective).text,
  }
}

function isAsset(mapped: MappedRecord): mapped is MappedAsset {
  return mapped.record.type === 'asset'
}

/** Thrown to end a transaction without a trace; what was found out is in it. */
class Undone<T> extends Error {
  readonly found: T

  constructor(found: T) {
    super('What is only tried leaves no trace.')
    this.found = found
  }
}

/** Does work in a transaction that is taken back whatever happens, and gives what it found. */
export async function withRollback<T>(
  db: Kysely<Database>,
  work: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  let undone: Undone<T> | undefined
  try {
    await db.transaction().execute(async (transaction): Promise<never> => {
      undone = new Undone(await work(transaction))
      throw undone
    })
  } catch (error) {
    if (undone === undefined || error !== undone) throw error
  }
  if (undone === undefined) throw new Error('The preview transaction was not rolled back.')
  return undone.found
}
