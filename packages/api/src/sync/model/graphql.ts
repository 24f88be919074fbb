import type { JsonValue } from '@throughline/db'
import { afterUpdate } from '../../access/entity-mutations.ts'
import { auditContextOf } from '../../access/entity-writes.ts'
import { PERSON_PRECEDENCE } from '../../assets/claims.ts'
import { AssetRelation, Provenance } from '../../assets/graphql.ts'
import { type AttributeProvenance, provenanceFrom } from '../../assets/provenance.ts'
import { encodeGlobalId } from '../../graph/global-id.ts'
import { KeyResult, Objective } from '../../objectives/graphql.ts'
import { Membership, Person } from '../../people/graphql.ts'
import { Process } from '../../processes/graphql.ts'
import { ObjectiveServiceLink, RedundancyGroup, Service, ServiceDependency } from '../../services/graphql.ts'
import { Team } from '../../teams/graphql.ts'
import { Source } from '../sources/graphql.ts'
import { materializeAssetLinks } from './asset-links-store.ts'
import { MODEL_TYPES, type ModelType } from './model-kinds.ts'
import { claimForUsers } from './user-claims-store.ts'

// The owner follows from all claims, and references of sources are looked up here.
afterUpdate('asset', async (work, id, given) => {
  if (!('owner_id' in given)) return
  const writer = { at: work.context.clock(), auditContext: auditContextOf(work) }
  await materializeAssetLinks(work.transaction, writer, [id], 'a user has changed what sources report, too')
})
for (const type of MODEL_TYPES) {
  afterUpdate(type, (work, id, given) => claimForUsers(work, type, id, given))
}

/** The claims on an entity, and the rules for those who make them, as JSON. */
function provenanceSql(type: ModelType, row: string): string {
  const claim = `json_build_object('sourceId', c.source_id, 'source', s.name, 'precedence', coalesce(s.precedence, ${PERSON_PRECEDENCE}), 'stream', r.stream, 'externalId', r.external_id, 'confirmedAt', r.last_seen_at, 'attributes', c.attributes)`
  const claims = `(select coalesce(json_agg(${claim}), '[]'::json) from entity_claim c left join source s on s.id = c.source_id left join source_record r on r.id = c.record_id where c.${type}_id = ${row}."id" and (c.record_id is null or r.missing_since is null or r.retired_at is null))`
  const rule = `json_build_object('assetKind', p.asset_kind, 'attribute', p.attribute, 'sourceId', p.source_id, 'precedence', p.precedence, 'staleAfter', extract(epoch from p.stale_after)::float8)`
  const rules = `(select coalesce(json_agg(${rule}), '[]'::json) from precedence_rule p where p.asset_kind in ('*', '${type}'))`
  return `json_build_object('kind', '${type}', 'claims', ${claims}, 'rules', ${rules})`
}

/** What a user chose as an owner or a parent is stated by its global id. */
function withGlobalId(type: 'Team' | 'Objective', provenance: AttributeProvenance): AttributeProvenance {
  const { attribute, value, source } = provenance
  const chosen = source === null && typeof value === 'object' && value !== null && 'id' in value
  if (!chosen) return provenance
  const node = attribute === 'owner' ? 'Team' : type
  return { ...provenance, value: { id: encodeGlobalId(node, String((value as { id: JsonValue }).id)) } }
}

/** The field with the claims on entities of a type. */
function provenance(type: ModelType, read: (one: AttributeProvenance) => AttributeProvenance[]) {
  return {
    type: [Provenance] as [typeof Provenance],
    cost: { size: 20 },
    description: `Claims on each attribute, with their source, age, precedence and effect. Empty if no source has reported it: then users have entered all that it holds.${type === 'person' ? ' The e-mail address is left out.' : ''}`,
    sql: ({ row }: { readonly row: string }) => provenanceSql(type, row),
    read: (value: unknown, { clock }: { readonly clock: () => Date }) =>
      provenanceFrom(value, clock()).flatMap(read),
  }
}

const REMOVED = {
  description:
    'Time since which no source reports it any more. Null if a source does, if none ever did, or if a user has named it.',
} as const

Team.fields((t) => ({
  removedAtSource: t.column('removed_at_source', REMOVED),
  provenance: t.expression(provenance('team', (one) => [withGlobalId('Team', one)])),
}))
Person.fields((t) => ({
  removedAtSource: t.column('removed_at_source', REMOVED),
  provenance: t.expression(provenance('person', (one) => (one.attribute === 'email' ? [] : [one]))),
}))
Service.fields((t) => ({
  removedAtSource: t.column('removed_at_source', REMOVED),
  provenance: t.expression(provenance('service', (one) => [withGlobalId('Team', one)])),
}))
Objective.fields((t) => ({
  removedAtSource: t.column('removed_at_source', REMOVED),
  provenance: t.expression(provenance('objective', (one) => [withGlobalId('Objective', one)])),
}))
Process.fields((t) => ({
  removedAtSource: t.column('removed_at_source', REMOVED),
  provenance: t.expression(provenance('process', (one) => [withGlobalId('Team', one)])),
}))

const STATED_BY = { description: 'Source that states the link. Null if a user made it.' } as const
Membership.fields((t) => ({ source: t.related(Source, { by: 'source_id', ...STATED_BY }) }))
ServiceDependency.fields((t) => ({ source: t.related(Source, { by: 'source_id', ...STATED_BY }) }))
ObjectiveServiceLink.fields((t) => ({ source: t.related(Source, { by: 'source_id', ...STATED_BY }) }))
AssetRelation.fields((t) => ({ source: t.related(Source, { by: 'source_id', ...STATED_BY }) }))
KeyResult.fields((t) => ({
  source: t.related(Source, {
    by: 'source_id',
    description: 'Source that states the key result. Null if a user made it.',
  }),
}))
RedundancyGroup.fields((t) => ({
  source: t.related(Source, {
    by: 'source_id',
    description: 'Source that states the group. Null if a user or a mapping rule made it.',
  }),
}))
