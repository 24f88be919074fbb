import type { JsonObject, JsonValue } from '../../src/columns.ts'
import type { NewRow } from '../../src/database.ts'
import { ASSETS } from '../assets/all.ts'
import type { AssetSpec } from '../assets/spec.ts'
import { DISAGREEMENTS, NOTES, type SourceKey } from '../sources.ts'
import { firstSeenDaysAgo } from './assets.ts'
import { type Context, writtenOnce } from './context.ts'

/** What a second source reports beside what it says differently. */
const SHARED_ATTRIBUTES = ['site', 'model']

/**
 * What each source says of each asset that it still lists, and what people noted. Attributes go by their place:
 * `name`, `environment`, `attributes.site`, `labels.store`.
 */
export function claimRows(context: Context): NewRow<'asset_claim'>[] {
  const { ids, calendar } = context
  const claims = ASSETS.filter(({ retiredDaysAgo }) => retiredDaysAgo === undefined).flatMap((asset) => {
    const seen = calendar.at(-firstSeenDaysAgo(asset), '02:20')
    return asset.sources.map((key, index) => ({
      id: ids.make('asset_claim', `${asset.key}/${key}`),
      asset_id: ids.of('asset', asset.key),
      source_id: ids.of('source', key),
      attributes: index === 0 ? fullClaim(asset, seen) : secondClaim(asset, key, seen, context),
      ...writtenOnce(seen),
    }))
  })
  const notes = NOTES.map((note) => {
    const noted = calendar.at(-note.daysAgo, '10:15')
    return {
      id: ids.make('asset_claim', `${note.asset}/person`),
      asset_id: ids.of('asset', note.asset),
      source_id: null,
      attributes: { [`attributes.${note.attribute}`]: said(note.value, noted) },
      ...writtenOnce(noted),
    }
  })
  return [...claims, ...notes]
}

function said(value: JsonValue, at: Date): JsonObject {
  return { value, setAt: at.toISOString() }
}

function fullClaim(asset: AssetSpec, at: Date): JsonObject {
  const claim: JsonObject = { name: said(asset.name, at), environment: said(asset.environment, at) }
  for (const [name, value] of Object.entries(asset.attributes)) claim[`attributes.${name}`] = said(value, at)
  for (const [name, value] of Object.entries(asset.labels ?? {})) claim[`labels.${name}`] = said(value, at)
  return claim
}

function secondClaim(asset: AssetSpec, key: SourceKey, at: Date, { calendar }: Context): JsonObject {
  const claim: JsonObject = { name: said(asset.name, at) }
  for (const name of SHARED_ATTRIBUTES) {
    const value = asset.attributes[name]
    if (value !== undefined) claim[`attributes.${name}`] = said(value, at)
  }
  for (const other of DISAGREEMENTS) {
    if (other.asset !== asset.key || other.source !== key) continue
    const daysAgo = Math.min(other.daysAgo, firstSeenDaysAgo(asset))
    claim[`attributes.${other.attribute}`] = said(other.value, calendar.at(-daysAgo, '06:00'))
  }
  return claim
}
