import { json } from '@throughline/db'
import { type Entities, type Filler, INSTANTS, ids, SHARES, WORDS } from './filler.ts'

const KINDS = ['*', 'server.virtual', 'switch'] as const

/** What sources say of assets, by which rules it counts, and which assets may be one. */
export async function recordReconciliation(
  filler: Filler,
  { assets }: Entities,
  sources: readonly string[],
): Promise<void> {
  await recordTold(filler, assets, [null, ...sources])
  await recordRules(filler, sources)
  await recordDuplicates(filler, assets, sources)
}

async function recordTold(
  filler: Filler,
  assets: readonly string[],
  tellers: readonly (string | null)[],
): Promise<void> {
  const { choice } = filler
  await filler.insert(
    'asset_identifier',
    filler.pairs(assets, tellers, 30).map(([asset_id, source_id]) => ({
      ...filler.stamped(),
      asset_id,
      source_id,
      kind: choice.one(['fqdn', 'serial-number']),
      value: filler.word(),
      environment: choice.maybe(WORDS),
    })),
  )
  await filler.insert(
    'asset_claim',
    filler.pairs(assets, tellers, 30).map(([asset_id, source_id]) => ({
      ...filler.stamped(),
      asset_id,
      source_id,
      attributes: { name: { value: filler.word(), setAt: '2024-01-01T00:00:00.000Z' } },
    })),
  )
  await filler.insert(
    'asset_relation',
    filler
      .pairs(assets, assets, 20)
      .filter(([from, to]) => from !== to)
      .map(([from_id, to_id]) => ({
        ...filler.stamped(),
        from_id,
        to_id,
        kind: choice.one(['RUNS_ON', 'CALLS'] as const),
        strength: choice.one(SHARES),
        source_id: choice.one(tellers),
      })),
  )
}

async function recordRules(filler: Filler, sources: readonly string[]): Promise<void> {
  const { choice } = filler
  await filler.insert(
    'identification_rule',
    filler.pairs(KINDS, ['fqdn', 'serial-number', ...WORDS.slice(0, 3)], 30).map(([asset_kind, kind]) => ({
      ...filler.stamped(),
      asset_kind,
      identifier_kind: kind,
      priority: choice.one([1, 10, 10]),
      enabled: choice.chance(60),
      scoped_to_environment: choice.chance(40),
    })),
  )
  const places = filler.pairs(KINDS, ['*', 'name', 'attributes.os', 'labels.é'], 40)
  await filler.insert(
    'precedence_rule',
    filler.pairs(places, sources, 50).map(([[asset_kind, attribute], source_id]) => ({
      ...filler.stamped(),
      asset_kind,
      attribute,
      source_id,
      precedence: choice.one([1, 100, 100]),
      stale_after: choice.maybe(['1 hour', '3 days']),
    })),
  )
}

async function recordDuplicates(
  filler: Filler,
  assets: readonly string[],
  sources: readonly string[],
): Promise<void> {
  const { choice } = filler
  const tasks = filler.several(4, (index) => {
    const decided = choice.chance(50)
    return {
      ...filler.stamped(),
      asset_key: `${index}`,
      state: decided ? choice.one(['MERGED', 'DISMISSED', 'OBSOLETE'] as const) : ('OPEN' as const),
      decided_at: decided ? choice.one(INSTANTS) : null,
      decided_by: decided ? filler.word() : null,
      reason: choice.maybe(WORDS),
      identifiers: json([{ kind: 'fqdn', value: filler.word() }]),
    }
  })
  await filler.insert('duplicate_task', tasks)
  await filler.insert(
    'duplicate_task_asset',
    filler.pairs(ids(tasks), assets, 40).map(([task_id, asset_id]) => ({ task_id, asset_id })),
  )
  await filler.insert(
    'pending_record',
    filler.pairs(sources, WORDS, tasks.length === 0 ? 0 : 15).map(([source_id, external_id]) => ({
      id: choice.uuid(),
      created_at: choice.one(INSTANTS),
      task_id: choice.one(ids(tasks)),
      source_id,
      stream: 'assets',
      scope: 'all',
      external_id,
      primary_key: external_id,
      raw: '{}',
      record: '{}',
      content_hash: Buffer.alloc(32),
      matched_identifiers: json([]),
    })),
  )
  await recordMerges(filler, assets, ids(tasks))
}

/** Most are undone: only one that stands may be of each duplicate. */
async function recordMerges(
  filler: Filler,
  assets: readonly string[],
  tasks: readonly string[],
): Promise<void> {
  const { choice } = filler
  const pairs = filler.pairs(assets, assets, 15).filter(([survivor, duplicate]) => survivor !== duplicate)
  await filler.insert(
    'asset_merge',
    pairs.map(([survivor_id, duplicate_id], index) => {
      const first = pairs.findIndex(([, other]) => other === duplicate_id) === index
      const stands = first && choice.chance(40)
      return {
        ...filler.stamped(),
        survivor_id,
        duplicate_id,
        task_id: choice.maybe(tasks),
        actor: filler.word(),
        merged_at: choice.one(INSTANTS),
        ordinal: index + 1,
        undone_at: stands ? null : choice.one(INSTANTS),
        undone_by: stands ? null : filler.word(),
        snapshot: {},
      }
    }),
  )
}
