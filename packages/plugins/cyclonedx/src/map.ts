import { type AssetRecord, neutralRecord, type RelationRecord, relationId } from '@throughline/plugin-kit'
import type { ElementFacts } from './facts.ts'
import { type Dependency, externalId } from './inventory.ts'

/** What the facts of a component or service mean. Pure. */
export function mapElement(element: ElementFacts): AssetRecord {
  const { kind, name, environment, url, attributes } = element
  return neutralRecord({
    type: 'asset',
    externalId: externalId(element.subject, element.key),
    kind,
    name,
    environment,
    attributes: { ...attributes },
    url,
  })
}

/** What a dependency means. Pure. */
export function mapDependency({ from, to }: Dependency): RelationRecord {
  return { type: 'relation', externalId: relationId('DEPENDS_ON', from, to), kind: 'DEPENDS_ON', from, to }
}
