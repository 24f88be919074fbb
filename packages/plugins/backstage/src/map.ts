import {
  type AssetRecord,
  type JsonValue,
  neutralRecord,
  type RelationRecord,
  relationId,
} from '@throughline/plugin-kit'
import type { Edge } from './edges.ts'
import { type EntityFacts, REFERENCE_NAMES } from './facts.ts'

const MAX_ADDRESS = 2000

/** What the facts of an entity mean. Pure. */
export function mapEntity(facts: EntityFacts): AssetRecord {
  const { reference, kind, environment, metadata } = facts
  const { uid } = metadata
  const labels = labelsOf(facts)
  return neutralRecord({
    type: 'asset',
    externalId: reference,
    kind: `backstage.${kind.toLowerCase()}`,
    name: metadata.name,
    environment,
    attributes: attributesOf(facts),
    identifiers: uid === undefined ? undefined : [{ kind: 'backstage.uid', value: uid }],
    labels: Object.keys(labels).length === 0 ? undefined : labels,
    owner: facts.owner,
    url: addressOf(facts),
  })
}

/** The labels of an entity, and the one that names its owner as the catalog writes it. */
export function labelsOf({ metadata, references }: EntityFacts): Record<string, string> {
  const owner = references.owner === undefined ? {} : { 'backstage.io/owner': references.owner }
  return { ...owner, ...metadata.labels }
}

/** What an edge means. Pure. */
export function mapEdge({ kind, from, to }: Edge): RelationRecord {
  return { type: 'relation', externalId: relationId(kind, from, to), kind, from, to }
}

function attributesOf({
  kind,
  namespace,
  metadata,
  type,
  lifecycle,
  references,
}: EntityFacts): Record<string, JsonValue | undefined> {
  const { title, description, tags, links, annotations } = metadata
  const own =
    kind === 'Component'
      ? {
          kubernetesId: annotations['backstage.io/kubernetes-id'],
          kubernetesNamespace: annotations['backstage.io/kubernetes-namespace'],
          kubernetesLabelSelector: annotations['backstage.io/kubernetes-label-selector'],
          projectSlug: annotations['github.com/project-slug'],
        }
      : {}
  return {
    namespace,
    title,
    description,
    type,
    lifecycle,
    tags,
    links,
    sourceLocation: annotations['backstage.io/source-location']?.replace(/^url:/, ''),
    orphan: annotations['backstage.io/orphan'] === 'true' ? true : undefined,
    ...Object.fromEntries(REFERENCE_NAMES.map((name) => [name, references[name]])),
    ...own,
  }
}

/** The page of an entity in the portal, else where the entity says it can be seen, else its first link. */
export function addressOf({ page, metadata }: EntityFacts): string | undefined {
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
