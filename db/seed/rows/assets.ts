import type { NewRow } from '../../src/database.ts'
import { ASSETS, RELATIONS } from '../assets/all.ts'
import type { AssetSpec, RelationSpec } from '../assets/spec.ts'
import { availabilityOf } from '../availability.ts'
import { between, createRandom, seedOf } from '../random.ts'
import { NOTES, SOURCES, type SourceKey, type SourceSpec } from '../sources.ts'
import { type Context, writtenOnce } from './context.ts'

export function assetRows({ ids, calendar }: Context): NewRow<'asset'>[] {
  return ASSETS.map((asset) => {
    const firstSeen = calendar.at(-firstSeenDaysAgo(asset), '02:20')
    const retired = asset.retiredDaysAgo === undefined ? null : calendar.at(-asset.retiredDaysAgo, '02:20')
    const noted = NOTES.find((note) => note.asset === asset.key)
    return {
      id: ids.make('asset', asset.key),
      kind: asset.kind,
      name: asset.name,
      environment: asset.environment,
      lifecycle: retired === null ? 'LIVE' : 'RETIRED',
      owner_id: asset.owner === null ? null : ids.of('team', asset.owner),
      cost_amount: asset.cost === null ? null : asset.cost.toFixed(4),
      cost_currency: asset.cost === null ? null : 'EUR',
      availability: availabilityOf(asset.kind),
      attributes:
        noted === undefined
          ? { ...asset.attributes }
          : { ...asset.attributes, [noted.attribute]: noted.value },
      first_seen_at: firstSeen,
      last_seen_at: lastSeen(asset, { ids, calendar }),
      retired_at: retired,
      labels: { ...asset.labels },
      created_at: firstSeen,
      updated_at: retired ?? (noted === undefined ? firstSeen : calendar.at(-noted.daysAgo, '10:15')),
      version: retired === null && noted === undefined ? 1 : 2,
    }
  })
}

export function identifierRows({ ids, calendar }: Context): NewRow<'asset_identifier'>[] {
  return ASSETS.flatMap((asset) =>
    (asset.identifiers ?? []).map(([kind, value]) => ({
      id: ids.make('asset_identifier', `${asset.key}/${kind}`),
      asset_id: ids.of('asset', asset.key),
      source_id: ids.of('source', believed(asset)),
      kind,
      value,
      ...writtenOnce(calendar.at(-firstSeenDaysAgo(asset), '02:20')),
    })),
  )
}

export function relationRows({ ids, calendar }: Context): NewRow<'asset_relation'>[] {
  return RELATIONS.map((relation) => ({
    id: ids.make('asset_relation', relationKey(relation)),
    from_id: ids.of('asset', relation.from),
    to_id: ids.of('asset', relation.to),
    kind: relation.kind,
    strength: relation.strength,
    source_id: ids.of('source', relation.source),
    ...writtenOnce(calendar.at(RELATIONS_SEEN, '02:25')),
  }))
}

/** Every asset had been seen by then. */
export const RELATIONS_SEEN = -190

export function relationKey({ from, kind, to }: RelationSpec): string {
  return `${kind}:${from}:${to}`
}

/** The source that is believed where several report an asset. */
export function believed(asset: AssetSpec): SourceKey {
  const [first] = asset.sources
  if (first === undefined) throw new Error(`The asset '${asset.key}' of the demo organisation has no source`)
  return first
}

export function firstSeenDaysAgo(asset: AssetSpec): number {
  return between(createRandom(seedOf(`seen/${asset.key}`)), 200, 620)
}

/** The last run of the source that listed the asset; for a retired one the run before it was missed. */
export function lastSeen(asset: AssetSpec, { calendar }: Context, key: SourceKey = believed(asset)): Date {
  const source: SourceSpec = SOURCES[key]
  const daysAgo =
    asset.retiredDaysAgo === undefined ? source.lastRunDaysAgo : asset.retiredDaysAgo + source.everyDays
  return calendar.at(-daysAgo, source.runsAt)
}
