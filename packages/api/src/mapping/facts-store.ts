import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../graph/sql-arrays.ts'
import type { AssetTraits } from './traits.ts'

/** A link of a service to an asset, as it is stored. */
export interface StoredLink {
  readonly id: string
  readonly serviceId: string
  /** UUID of the version of the rule that made it; null where a person or a source did. */
  readonly versionId: string | null
  readonly strength: number
  readonly groupId: string | null
}

/** What was found to be undecided about an asset. */
export interface StoredTask {
  readonly id: string
  readonly versionId: string
  readonly reason: string
  readonly names: readonly string[]
  readonly candidates: readonly string[]
}

/** What rules read of an asset, and what they have made of it so far. */
export interface MappingFacts {
  readonly id: string
  readonly traits: AssetTraits
  readonly links: readonly StoredLink[]
  /** UUIDs of services from which a person has removed the asset. */
  readonly excluded: readonly string[]
  readonly task: StoredTask | null
}

interface FactsRow extends Omit<AssetTraits, 'sources'> {
  readonly id: string
  readonly sources: readonly string[] | null
  readonly links: readonly StoredLink[] | null
  readonly excluded: readonly string[] | null
  readonly task: StoredTask | null
}

/**
 * The facts of some assets, in the order of their ids.
 * `lock` locks them until the transaction ends, so that nothing of them changes meanwhile; `sources` reads which sources
 * report them.
 */
export async function mappingFacts(
  db: Kysely<Database>,
  assetIds: readonly string[],
  { lock, sources: withSources }: { readonly lock: boolean; readonly sources: boolean },
): Promise<readonly MappingFacts[]> {
  // Locked first: what is read in the same statement may be older than the lock.
  if (lock) {
    await sql`select from asset where id = ${anyId(assetIds)} order by id for no key update`.execute(db)
  }
  const { rows } = await sql<FactsRow>`
    select a.id, a.kind, a.name, a.environment, a.lifecycle, a.owner_id as "ownerId", a.labels, a.attributes,
      case when ${withSources} then (select array_agg(distinct s.name) from asset_claim c join source s on s.id = c.source_id
        where c.asset_id = a.id) end as sources,
      (select json_agg(json_build_object('id', d.id, 'serviceId', d.service_id, 'versionId', d.mapping_rule_version_id,
          'strength', d.strength, 'groupId', d.group_id) order by d.service_id)
        from service_dependency d where d.on_asset_id = a.id) as links,
      (select array_agg(e.service_id) from mapping_exclusion e where e.asset_id = a.id) as excluded,
      (select json_build_object('id', t.id, 'versionId', t.rule_version_id, 'reason', t.reason, 'names', t.names,
          'candidates', array(select c.service_id from mapping_task_service c where c.task_id = t.id order by 1))
        from mapping_task t where t.asset_id = a.id) as task
    from asset a where a.id = ${anyId(assetIds)} order by a.id`.execute(db)
  return rows.map(({ id, sources, links, excluded, task, ...traits }) => ({
    id,
    traits: { ...traits, sources: sources ?? [] },
    links: links ?? [],
    excluded: excluded ?? [],
    task,
  }))
}
