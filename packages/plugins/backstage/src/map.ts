import { type AssetRecord, type JsonValue, type RelationRecord, relationId } from '@throughline/plugin-kit'
import type { Edge } from './edges.ts'
import { type EntityFacts, REFERENCE_NAMES } from './facts.ts'

const MAX_ADDRESS = 2000

/** What the facts of an entity mean. Pure. */
export function mapEntity(facts: EntityFacts): AssetRecord {
  const { reference, kind, environment, metadata, references } = facts
  const { uid } = metadata
  const url = addressOf(facts)
  const labels = {
    ...(references.owner === undefined ? {} : { 'backstage.io/owner': references.owner }),
    ...metadata.labels,
  }
  return {
    type: 'asset',
    externalId: reference,
    kind: `backstage.${kind.toLowerCase()}`,
    name: metadata.name,
    ...(environment === undefined ? {} : { environment }),
    attributes: attributesOf(facts),
    ...(uid === undefined ? {} : { identifiers: [{ kind: 'backstage.uid', value: uid }] }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(url === undefined ? {} : { url }),
  }
}

/** What an edge means. Pure. */
export function mapEdge({ kind, from, to }: Edge): RelationRecord {
  return { type: 'relation', externalId: relationId(kind, from, to), kind, from, to }
}

function attributesOf({ kind, namespace, metadata, type, lifecycle, references }: EntityFacts) {
  const { title, description, tags, links, annotations } = metadata
  const present: Record<string, JsonValue> = { namespace }
  const put = (name: string, value: JsonValue | undefined) => {
    if (value !== undefined) present[name] = value
  }
  put('title', title)
  put('description', description)
  put('type', type)
  put('lifecycle', lifecycle)
  put('tags', tags)
  put('links', links)
  put('sourceLocation', annotations['backstage.io/source-location']?.replace(/^url:/, ''))
  put('orphan', annotations['backstage.io/orphan'] === 'true' ? true : undefined)
  for (const name of REFERENCE_NAMES) put(name, references[name])
  if (kind === 'Component') {
    put('kubernetesId', annotations['backstage.io/kubernetes-id'])
    put('kubernetesNamespace', annotations['backstage.io/kubernetes-namespace'])
    put('kubernetesLabelSelector', annotations['backstage.io/kubernetes-label-selector'])
    put('projectSlug', annotations['github.com/project-slug'])
  }
  return present
}

/** The page in the portal, else where the entity says it can be seen, else its first link. */
function addressOf({ page, metadata }: EntityFacts): string | undefined {
  const candidates = [
    page,
    metadata.annotations['backstage.io/view-url'],
    ...(metadata.links ?? []).map((link) => link.url),
  ]
  return candidates.find(
    (address) =>
      address !== undefined &&
      address.length <= MAX_ADDRESS &&
      /^https?:/i.test(address) &&
      URL.canParse(address),
  )
}
