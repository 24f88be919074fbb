import { type AssetRecord, type RelationRecord, relationId } from '@throughline/plugin-kit'
import type { ElementFacts } from './facts.ts'
import { type Dependency, externalId } from './inventory.ts'

/** What the facts of a component or service mean. Pure. */
export function mapElement(element: ElementFacts): AssetRecord {
  const { environment, url } = element
  return {
    type: 'asset',
    externalId: externalId(element.subject, element.key),
    kind: element.kind,
    name: element.name,
    ...(environment === undefined ? {} : { environment }),
    attributes: { ...element.attributes },
    ...(url === undefined ? {} : { url }),
  }
}

/** What a dependency means. Pure. */
export function mapDependency({ from, to }: Dependency): RelationRecord {
  return { type: 'relation', externalId: relationId('DEPENDS_ON', from, to), kind: 'DEPENDS_ON', from, to }
}
