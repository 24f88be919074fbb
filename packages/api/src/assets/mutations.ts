import { isDeepStrictEqual } from 'node:util'
import type { ObjectFieldBuilder } from '@pothos/core'
import { recordAudit } from '../access/audit.ts'
import { entityMutations } from '../access/entity-mutations.ts'
import { auditContextOf, limitRows, uuidOf } from '../access/entity-writes.ts'
import { type LinkTable, putLinks, removeLinks } from '../access/links.ts'
import { builder, type Types } from '../graph/builder.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { mutation, type Work } from '../graph/mutation.ts'
import { entityField } from '../graph/query.ts'
import { Lifecycle, Service } from '../services/graphql.ts'
import { DependencyLevel, groupId } from '../services/mutations.ts'
import { strengthFrom } from '../services/strength.ts'
import { assetFacts } from './claims.ts'
import { Asset, AssetRelation, RelationKind } from './graphql.ts'
import { mergeUserClaim, retirement } from './person.ts'
import { kindOf, winningValues } from './precedence.ts'
import { defaultStrength } from './relation-strength.ts'
import { claimsOf, rulebook, savePersonClaim } from './store.ts'

entityMutations(Asset, {
  visibleTo: 'ADMIN',
  fields: {
    kind: {
      type: 'String',
      column: 'kind',
      required: true,
      description: 'What it is, e.g. server.virtual.',
      rule: 'is lower-case words joined by dots, e.g. server.virtual',
    },
    name: {
      type: 'String',
      column: 'name',
      required: true,
      description: 'The name.',
      rule: 'has 1 to 300 characters',
    },
    environment: {
      type: 'String',
      column: 'environment',
      description: 'Where it belongs, e.g. production; null leaves it to the sources.',
      rule: 'has 1 to 100 characters',
    },
    lifecycle: {
      type: Lifecycle,
      column: 'lifecycle',
      description: 'Where it stands in its life; LIVE if not said.',
    },
    ownerId: { type: 'ID', column: 'owner_id', node: 'Team', description: 'The team that answers for it.' },
    costAmount: {
      type: 'Decimal',
      column: 'cost_amount',
      description: 'What it costs a month; with costCurrency.',
      rule: 'is 0 or more',
    },
    costCurrency: {
      type: 'String',
      column: 'cost_currency',
      description: 'ISO 4217, e.g. EUR; with costAmount.',
      rule: 'is three capital letters, e.g. EUR',
    },
    attributes: {
      type: 'JSON',
      column: 'attributes',
      description:
        'What else is known of it: an object. What is said here wins over every source; a null in it leaves that attribute to the sources.',
    },
    labels: {
      type: 'JSON',
      column: 'labels',
      description:
        'Free labels: an object of texts. What is said here wins over every source; a null in it leaves that label to the sources.',
      withdrawable: true,
    },
  },
  prepare: async (given, work, id) => {
    const stored = id === undefined ? [] : ((await claimsOf(work.transaction, [id])).get(id) ?? [])
    const said = mergeUserClaim(given, stored, work)
    const claims = [said, ...stored.filter(({ sourceId }) => sourceId !== null)]
    const [rules, now] = [await rulebook(work.transaction), work.context.clock()]
    const kind = given.kind ?? kindOf(claims, rules, now) ?? (await kindOfAsset(work, id))
    const facts = assetFacts(winningValues(claims, rules, kind, now))
    return {
      ...given,
      ...(await retirement(given, work, id)),
      ...(given.name === undefined ? {} : { name: facts.name ?? given.name }),
      ...('environment' in given ? { environment: facts.environment } : {}),
      ...('attributes' in given ? { attributes: facts.attributes } : {}),
      ...('labels' in given ? { labels: facts.labels } : {}),
    }
  },
  written: async (work, { id, changed }, given) => {
    const stored = (await claimsOf(work.transaction, [id])).get(id) ?? []
    const before = stored.find(({ sourceId }) => sourceId === null)?.attributes ?? {}
    const after = mergeUserClaim(given, stored, work).attributes
    if (isDeepStrictEqual(before, after)) return
    await savePersonClaim(work.transaction, id, after)
    // A person may say what a source says already: the asset is the same, but no longer the source's to change.
    if (changed) return
    await recordAudit(work.transaction, auditContextOf(work), [
      { action: 'asset_claim.update', entityType: 'Asset', entityId: id, before, after },
    ])
  },
})

/** The kind of an asset that nobody claims to be of one. */
async function kindOfAsset({ transaction }: Work, id: string | undefined): Promise<string> {
  if (id === undefined) return '*'
  const row = await transaction.selectFrom('asset').select('kind').where('id', '=', id).executeTakeFirst()
  return row?.kind ?? '*'
}

wordConstraint(
  'asset_merged_is_retired',
  ['lifecycle'],
  'stays RETIRED while the asset is merged into another',
)

wordConstraint(
  'asset_cost_has_currency',
  ['costCurrency'],
  'belongs together with costAmount: give both or neither',
)

const SERVICE_LINK: LinkTable = {
  table: 'service_dependency',
  type: 'Service',
  subject: 'service_id',
  key: ['service_id', 'on_asset_id'],
}

wordConstraint('service_dependency_on_asset_id_fkey', ['assetIds'], 'holds an id that no asset has')

mutation('linkAssetsToService', {
  visibleTo: 'ADMIN',
  description: 'Says that a service needs assets, and how badly; links that are there take what is given.',
  input: builder.inputType('LinkAssetsToServiceInput', {
    description: 'Dependencies of a service on assets.',
    fields: (t) => ({
      serviceId: t.id({ required: true, description: 'The service that needs them.' }),
      assetIds: t.idList({ required: true, description: 'The assets that it needs; up to 1,000.' }),
      level: t.field({ type: DependencyLevel, description: 'How badly, in words; HARD if nothing is said.' }),
      strength: t.float({ description: 'How badly, as a number from 0 to 1, instead of the level.' }),
      redundancyGroupId: t.id({
        description: 'The redundancy group of the service that they belong to; none if not said.',
      }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { linked: number; service: string }>) => ({
    linked: t.exposeInt('linked', { description: 'How many assets are tied to the service by this.' }),
    service: entityField(Service, { description: 'The service as it is now.', id: () => null }),
  }),
  run: async (input, work) => {
    limitRows(input.assetIds, 'assetIds')
    const service = uuidOf(input.serviceId, 'Service', 'serviceId')
    const strength = strengthFrom(input)
    const group = groupId(input.redundancyGroupId)
    const assets = new Set(input.assetIds.map((id) => uuidOf(id, 'Asset', 'assetIds')))
    const rows = [...assets].map((asset) => ({
      service_id: service,
      on_asset_id: asset,
      strength,
      group_id: group,
    }))
    return { linked: (await putLinks(work, SERVICE_LINK, rows)).length, service }
  },
})

mutation('unlinkAssetsFromService', {
  visibleTo: 'ADMIN',
  description: 'Says that a service does not need some assets any more; what was not linked stays so.',
  input: builder.inputType('UnlinkAssetsFromServiceInput', {
    description: 'Which dependencies to remove.',
    fields: (t) => ({
      serviceId: t.id({ required: true, description: 'The service that needed them.' }),
      assetIds: t.idList({ required: true, description: 'The assets that it needed; up to 1,000.' }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { removed: number; service: string }>) => ({
    removed: t.exposeInt('removed', { description: 'How many of the links were there.' }),
    service: entityField(Service, {
      description: 'The service as it is now; null where there is none.',
      nullable: true,
      id: () => null,
    }),
  }),
  run: async (input, work) => {
    limitRows(input.assetIds, 'assetIds')
    const service = uuidOf(input.serviceId, 'Service', 'serviceId')
    const rows = input.assetIds.map((id) => ({
      service_id: service,
      on_asset_id: uuidOf(id, 'Asset', 'assetIds'),
    }))
    return { removed: await removeLinks(work, SERVICE_LINK, rows), service }
  },
})

const RELATION_LINK: LinkTable = {
  table: 'asset_relation',
  type: 'Asset',
  subject: 'from_id',
  key: ['from_id', 'to_id', 'kind', 'source_id'],
}

wordConstraint('asset_relation_not_itself', ['toId'], 'is the asset itself')
wordConstraint('asset_relation_from_id_fkey', ['fromId'], 'nothing has this id')
wordConstraint('asset_relation_to_id_fkey', ['toId'], 'nothing has this id')

mutation('linkAssets', {
  visibleTo: 'ADMIN',
  description: 'Says how one asset stands to another; a person says so beside what the sources say.',
  input: builder.inputType('LinkAssetsInput', {
    description: 'A relation between two assets.',
    fields: (t) => ({
      fromId: t.id({ required: true, description: 'The asset that this is said of.' }),
      toId: t.id({ required: true, description: 'The other one.' }),
      kind: t.field({
        type: RelationKind,
        required: true,
        description: 'How the first stands to the other.',
      }),
      strength: t.float({
        description:
          'How surely failure is passed on, from 0 to 1; 0.5 for CALLS and CONNECTS_TO, else 1, if not said.',
      }),
    }),
  }),
  payload: () => ({ relation: entityField(AssetRelation, { description: 'The relation.', id: () => null }) }),
  run: async (input, work) => {
    const strength = input.strength ?? defaultStrength(input.kind)
    const [relation] = await putLinks(work, RELATION_LINK, [
      {
        from_id: uuidOf(input.fromId, 'Asset', 'fromId'),
        to_id: uuidOf(input.toId, 'Asset', 'toId'),
        kind: input.kind,
        source_id: null,
        strength: strengthFrom({ strength }),
      },
    ])
    return { relation: relation?.id }
  },
})

mutation('unlinkAssets', {
  visibleTo: 'ADMIN',
  description: 'Takes back what a person said of how two assets stand to each other; what sources say stays.',
  input: builder.inputType('UnlinkAssetsInput', {
    description: 'Which relation to remove.',
    fields: (t) => ({
      fromId: t.id({ required: true, description: 'The asset that it was said of.' }),
      toId: t.id({ required: true, description: 'The other one.' }),
      kind: t.field({ type: RelationKind, required: true, description: 'How the first stood to the other.' }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { removed: number }>) => ({
    removed: t.exposeInt('removed', { description: 'How many relations were there: 1 or 0.' }),
  }),
  run: async (input, work) => ({
    removed: await removeLinks(work, RELATION_LINK, [
      {
        from_id: uuidOf(input.fromId, 'Asset', 'fromId'),
        to_id: uuidOf(input.toId, 'Asset', 'toId'),
        kind: input.kind,
        source_id: null,
      },
    ]),
  }),
})
