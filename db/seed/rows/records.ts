import { createHash } from 'node:crypto'
import type { NewRow } from '../../src/database.ts'
import { ASSETS, RELATIONS } from '../assets/all.ts'
import { SOURCES, type SourceSpec } from '../sources.ts'
import { firstSeenDaysAgo, lastSeen, RELATIONS_SEEN, relationKey } from './assets.ts'
import type { Context } from './context.ts'

/** The records behind the claims and relations; what is retired has a record that is gone. */
export function sourceRecordRows(context: Context): NewRow<'source_record'>[] {
  return [...assetRecords(context), ...relationRecords(context)]
}

function assetRecords(context: Context): NewRow<'source_record'>[] {
  const { ids, calendar } = context
  return ASSETS.flatMap((asset) =>
    asset.sources.map((key) => {
      const source: SourceSpec = SOURCES[key]
      const externalId = asset.externalId ?? asset.key
      const gone = asset.retiredDaysAgo
      const raw = JSON.stringify({
        id: externalId,
        kind: asset.kind,
        name: asset.name,
        attributes: asset.attributes,
      })
      return {
        id: ids.make('source_record', `${key}/${asset.key}`),
        source_id: ids.of('source', key),
        stream: 'assets',
        scope: source.scope,
        external_id: externalId,
        primary_key: externalId,
        ...content(raw),
        asset_id: ids.of('asset', asset.key),
        relation_id: null,
        run_id: gone === undefined ? ids.of('sync_run', `${key}/${source.lastRunDaysAgo}`) : null,
        first_seen_at: calendar.at(-firstSeenDaysAgo(asset), '02:20'),
        last_seen_at: lastSeen(asset, context, key),
        missing_since: gone === undefined ? null : calendar.at(-gone, source.runsAt),
      }
    }),
  )
}

function relationRecords({ ids, calendar }: Context): NewRow<'source_record'>[] {
  const externalIds = new Map(ASSETS.map((asset) => [asset.key, asset.externalId ?? asset.key]))
  return RELATIONS.map((relation) => {
    const [from, to] = [externalIds.get(relation.from), externalIds.get(relation.to)]
    const source: SourceSpec = SOURCES[relation.source]
    const key = relationKey(relation)
    const externalId = `${relation.kind} ${from} > ${to}`
    return {
      id: ids.make('source_record', key),
      source_id: ids.of('source', relation.source),
      stream: 'relations',
      scope: source.scope,
      external_id: externalId,
      primary_key: externalId,
      ...content(JSON.stringify({ kind: relation.kind, from, to })),
      asset_id: null,
      relation_id: ids.of('asset_relation', key),
      run_id: ids.of('sync_run', `${relation.source}/${source.lastRunDaysAgo}`),
      first_seen_at: calendar.at(RELATIONS_SEEN, '02:25'),
      last_seen_at: calendar.at(-source.lastRunDaysAgo, source.runsAt),
      missing_since: null,
    }
  })
}

function content(raw: string): { raw: string; content_hash: Buffer } {
  return { raw, content_hash: createHash('sha256').update(raw).digest() }
}
