import type { JsonValue, Row } from '@throughline/db'
import type { AssetRecord } from '@throughline/plugin-kit'
import { type ClaimedColumns, claimedColumns, enteredBefore } from '../../assets/asset-columns.ts'
import {
  type AssetFacts,
  assetFacts,
  type Claim,
  PERSON_PRECEDENCE,
  renewed,
  sameClaimant,
  sameJson,
} from '../../assets/claims.ts'
import { effectiveValues, kindOf, type PrecedenceRules } from '../../assets/precedence.ts'
import type { RunContext } from '../records/run-context.ts'
import type { MatchedAsset } from './match-assets.ts'

/** What the claims on an asset come to once a page has been taken in. */
export interface AssetDraft {
  readonly claims: readonly Claim[]
  readonly kind: string
  readonly name: string
  readonly facts: AssetFacts
  readonly columns: ClaimedColumns
  /** What becomes a claim of users with this page; undefined where nothing does. */
  readonly ofUsers: Claim | undefined
  /** Whether the source says something else of the asset than before. */
  readonly said: boolean
}

/** What is known of the assets of a page before it is taken in. */
export interface KnownAssets {
  readonly assets: ReadonlyMap<string, Row<'asset'>>
  readonly claims: ReadonlyMap<string, readonly Claim[]>
  readonly rules: PrecedenceRules
}

/** What the assets of a page come to, by their id. Each record has its say, whichever of them comes first. */
export function draftsOf(
  run: Pick<RunContext, 'listing' | 'sourceName' | 'precedence' | 'at'>,
  placed: readonly MatchedAsset[],
  known: KnownAssets,
): ReadonlyMap<string, AssetDraft> {
  const said = new Map<string, { claims: readonly Claim[]; changed: boolean; record: AssetRecord }>()
  const entered = new Map<string, Claim>()
  for (const { assetId, record } of placed) {
    const claims = withEntered(
      record,
      known.assets.get(assetId),
      said.get(assetId)?.claims ?? known.claims.get(assetId) ?? [],
    )
    const ofUsers = claims.find(({ sourceId }) => sourceId === null)
    if (ofUsers !== undefined && known.claims.get(assetId)?.includes(ofUsers) !== true)
      entered.set(assetId, ofUsers)
    const claim = claimOf(run, record, claims)
    const own = claims.find((other) => sameClaimant(other, claim))
    said.set(assetId, {
      // What the source said without a record is said by this one now.
      claims: [
        ...claims.filter((other) => !sameClaimant(other, claim) && !isWithoutRecord(other, claim)),
        claim,
      ],
      changed: said.get(assetId)?.changed === true || !sameAttributes(own, claim),
      record,
    })
  }
  return new Map(
    [...said].map(([assetId, { claims, changed, record }]) => {
      const before = known.assets.get(assetId)
      const kind = kindOf(claims, known.rules, run.at) ?? before?.kind ?? record.kind
      const values = effectiveValues(claims, known.rules, kind, run.at)
      const facts = assetFacts(values)
      return [
        assetId,
        {
          claims,
          kind,
          facts,
          columns: claimedColumns(values, before),
          ofUsers: entered.get(assetId),
          name: facts.name ?? before?.name ?? record.name,
          said: changed,
        },
      ]
    }),
  )
}

/** The claims with what users entered before a source claims the attribute for the first time. */
function withEntered(
  record: AssetRecord,
  before: Row<'asset'> | undefined,
  claims: readonly Claim[],
): readonly Claim[] {
  const entered = enteredBefore(claimedAttributes(record), before, claims)
  if (Object.keys(entered).length === 0) return claims
  const own = claims.find(({ sourceId }) => sourceId === null)
  const ofUsers: Claim = {
    sourceId: null,
    source: null,
    record: null,
    precedence: PERSON_PRECEDENCE,
    confirmedAt: null,
    attributes: { ...own?.attributes, ...entered },
  }
  return [ofUsers, ...claims.filter(({ sourceId }) => sourceId !== null)]
}

/** What a record claims, on top of what it claimed before. */
function claimOf(
  run: Pick<RunContext, 'listing' | 'sourceName' | 'precedence' | 'at'>,
  record: AssetRecord,
  claims: readonly Claim[],
): Claim {
  const claimant = {
    sourceId: run.listing.sourceId,
    source: run.sourceName,
    record: { stream: run.listing.stream, externalId: record.externalId },
    precedence: run.precedence,
    confirmedAt: run.at.toISOString(),
  }
  const before =
    claims.find((claim) => sameClaimant(claim, claimant)) ??
    claims.find((claim) => isWithoutRecord(claim, claimant))
  return {
    ...claimant,
    attributes: renewed(before?.attributes ?? {}, claimedAttributes(record), claimant.confirmedAt),
  }
}

function isWithoutRecord(claim: Claim, claimant: Pick<Claim, 'sourceId'>): boolean {
  return claim.sourceId === claimant.sourceId && claim.record === null
}

function sameAttributes(before: Claim | undefined, after: Claim): boolean {
  const plain = (claim: Claim) => JSON.parse(JSON.stringify(claim.attributes)) as JsonValue
  return before !== undefined && sameJson(plain(before), plain(after))
}

/** The attributes that a record speaks of, by their place. */
export function claimedAttributes(record: AssetRecord): Record<string, JsonValue> {
  const said: Record<string, JsonValue> = { kind: record.kind, name: record.name }
  if (record.environment !== undefined) said.environment = record.environment
  if (record.owner !== undefined) said.owner = record.owner
  if (record.cost !== undefined) said.cost = record.cost
  if (record.availability !== undefined) said.availability = record.availability
  for (const [attribute, value] of Object.entries(record.attributes ?? {}))
    said[`attributes.${attribute}`] = value as JsonValue
  for (const [label, value] of Object.entries(record.labels ?? {})) said[`labels.${label}`] = value
  return said
}
