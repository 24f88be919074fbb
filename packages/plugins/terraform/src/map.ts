import { type AssetRecord, neutralRecord, type RelationRecord, relationId } from '@throughline/plugin-kit'
import { type Dependency, externalId, type ResourceFacts } from './inventory.ts'

/** What the facts of a resource mean. Pure. */
export function mapResource(resource: ResourceFacts): AssetRecord {
  const { workspace, address, module, environment, dataSource, tainted, tags } = resource
  return neutralRecord({
    type: 'asset',
    externalId: externalId(workspace, address),
    kind: resource.kind,
    name: resource.name,
    environment,
    attributes: {
      resourceType: resource.type,
      provider: resource.provider,
      module,
      dataSource,
      tainted,
      ...resource.facts,
    },
    identifiers:
      resource.cloudIds.length === 0
        ? undefined
        : resource.cloudIds.map((value) => ({ kind: 'cloud.resource-id', value })),
    labels: Object.keys(tags).length === 0 ? undefined : tags,
  })
}

/** What a dependency means. Pure. */
export function mapDependency(dependency: Dependency): RelationRecord {
  const [from, to] = endsOf(dependency)
  return { type: 'relation', externalId: dependencyId(dependency), kind: 'DEPENDS_ON', from, to }
}

export function dependencyId(dependency: Dependency): string {
  return relationId('DEPENDS_ON', ...endsOf(dependency))
}

function endsOf({ workspace, from, to }: Dependency): [string, string] {
  return [externalId(workspace, from), externalId(workspace, to)]
}
