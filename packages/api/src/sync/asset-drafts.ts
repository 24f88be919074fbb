import type { JsonValue } from '@throughline/db'
import type { AssetRecord } from '@throughline/plugin-kit'
import { type Claim, renewed, sameJson } from '../assets/claims.ts'
import type { RunContext } from './context.ts'
import type { PlacedAsset } from './place-assets.ts'

/** What the claims on an asset come to once a page has been taken in. */
export interface AssetDraft {
  readonly kind: string
  readonly claims: readonly Claim[]
  readonly name: string
  /** Whether the source says something else of the asset than before. */
  readonly said: boolean
}

/** What the assets of a page come to, by their id; of several records on one asset the last one counts. */
export function draftsOf(
  run: Pick<RunContext, 'listing' | 'precedence' | 'at'>,
  placed: readonly PlacedAsset[],
  stored: ReadonlyMap<string, readonly Claim[]>,
): ReadonlyMap<string, AssetDraft> {
  const { sourceId } = run.listing
  const drafts = new Map<string, AssetDraft>()
  for (const { assetId, record } of placed) {
    const claims = drafts.get(assetId)?.claims ?? stored.get(assetId) ?? []
    const own = claims.find((claim) => claim.sourceId === sourceId)
    const claim: Claim = {
      sourceId,
      precedence: run.precedence,
      attributes: renewed(own?.attributes ?? {}, saidOf(record), run.at.toISOString()),
    }
    drafts.set(assetId, {
      kind: record.kind,
      claims: [...claims.filter((other) => other.sourceId !== sourceId), claim],
      name: record.name,
      said: drafts.get(assetId)?.said === true || !sameAttributes(own, claim),
    })
  }
  return drafts
}

function sameAttributes(before: Claim | undefined, after: Claim): boolean {
  const plain = (claim: Claim) => JSON.parse(JSON.stringify(claim.attributes)) as JsonValue
  return before !== undefined && sameJson(plain(before), plain(after))
}

/** The attributes that a record speaks of, by their place. */
function saidOf(record: AssetRecord): Record<string, JsonValue> {
  const said: Record<string, JsonValue> = { name: record.name }
  if (record.environment !== undefined) said.environment = record.environment
  for (const [attribute, value] of Object.entries(record.attributes ?? {}))
    said[`attributes.${attribute}`] = value as JsonValue
  for (const [label, value] of Object.entries(record.labels ?? {})) said[`labels.${label}`] = value
  return said
}
