import {
  type AssetRecord,
  InvalidRecordError,
  neutralRecord,
  type RelationRecord,
  relationId,
} from '@throughline/plugin-kit'
import type { AssetFacts } from './assets.ts'
import type { Edge } from './edges/edge.ts'
import { fieldsAt, textAt, textFieldsAt } from './fields.ts'
import { externalId } from './inventory.ts'
import { objectKind } from './kinds.ts'
import { attributesOf } from './lift.ts'

/** The external id of an asset's facts. @throws InvalidRecordError when they are not what this plugin lists. */
export function identityOf(facts: AssetFacts): string {
  const { kind, name } = nameOf(facts)
  return externalId(facts.cluster, { kind, name, namespace: facts.namespace })
}

/** What the facts of an object mean. Pure. @throws InvalidRecordError when they are not what this plugin lists. */
export function mapAsset(facts: AssetFacts): AssetRecord {
  const { kind, name } = nameOf(facts)
  const known = objectKind(kind, textAt(facts.object, 'apiVersion'))
  if (known === undefined) throw new InvalidRecordError(`${identityOf(facts)}: ${kind} is no kind of asset`)
  const labels = textFieldsAt(facts.object, 'metadata', 'labels')
  const identifiers = identifiersOf(kind, facts)
  return neutralRecord({
    type: 'asset',
    externalId: identityOf(facts),
    kind: known.slug,
    name,
    environment: facts.environment,
    attributes: {
      namespace: facts.namespace ?? undefined,
      app: labels['app.kubernetes.io/name'],
      partOf: labels['app.kubernetes.io/part-of'],
      component: labels['app.kubernetes.io/component'],
      managedBy: labels['app.kubernetes.io/managed-by'],
      appVersion: labels['app.kubernetes.io/version'],
      createdAt: textAt(facts.object, 'metadata', 'creationTimestamp'),
      ...attributesOf(kind, facts.object),
    },
    identifiers: identifiers.length === 0 ? undefined : identifiers,
    labels: Object.keys(labels).length === 0 ? undefined : labels,
  })
}

/** What an edge means. Pure. */
export function mapRelation({ kind, from, to }: Edge): RelationRecord {
  return { type: 'relation', externalId: relationId(kind, from, to), kind, from, to }
}

function nameOf(facts: AssetFacts): { kind: string; name: string } {
  const kind = textAt(facts.object, 'kind')
  const name = textAt(fieldsAt(facts.object, 'metadata'), 'name')
  if (kind === undefined || name === undefined)
    throw new InvalidRecordError('A Kubernetes object has no kind or no name')
  return { kind, name }
}

function identifiersOf(kind: string, facts: AssetFacts): { kind: string; value: string }[] {
  const found: [string, string | undefined][] = [['kubernetes.uid', textAt(facts.object, 'metadata', 'uid')]]
  if (kind === 'Node') {
    found.push(['cloud.resource-id', textAt(facts.object, 'spec', 'providerID')])
    found.push(['system.uuid', textAt(facts.object, 'status', 'nodeInfo', 'systemUUID')?.toLowerCase()])
  }
  // A wildcard names no host.
  const hosts = (facts.soleHosts ?? []).filter((host) => !host.includes('*'))
  return [...found, ...hosts.map((host): [string, string] => ['fqdn', host])].flatMap(
    ([identifier, value]) => (value === undefined ? [] : [{ kind: identifier, value }]),
  )
}
