import { isDeepStrictEqual } from 'node:util'
import type { ObjectFieldBuilder } from '@pothos/core'
import type { RowChanges } from '@throughline/db'
import { recordAudit } from '../access/audit.ts'
import { entityMutations } from '../access/entity-mutations.ts'
import { auditContextOf, limitRows } from '../access/entity-writes.ts'
import { type LinkTable, putLinks, removeLinks } from '../access/links.ts'
import { builder, type Types } from '../graph/builder.ts'
import { wordConstraint, wordReference } from '../graph/constraints.ts'
import { MoneyInput } from '../graph/money.ts'
import { mutation, type Work } from '../graph/mutation.ts'
import { nodeRef, nodeRefs } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { Lifecycle, Service } from '../services/graphql.ts'
import { DependencyLevel, groupId } from '../services/mutations.ts'
import { strengthFrom } from '../services/strength.ts'
import { type ClaimedColumns, claimedColumns } from './asset-columns.ts'
import { assetFacts } from './claims.ts'
import { Asset, AssetRelation, RelationKind } from './graphql.ts'
import { excludeFromMapping, includeInMapping } from './hand-links-store.ts'
import { mergeUserClaim, retirement } from './person.ts'
import { effectiveValues, kindOf } from './precedence.ts'
import { defaultStrength } from './relation-strength.ts'
import { claimsOf, rulebook, savePersonClaim } from './store.ts'

entityMutations(Asset, {
  visibleTo: 'MODELLERS',
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
      description: 'Environment, for example production. With null, the sources supply it.',
      rule: 'has 1 to 100 characters',
    },
    lifecycle: {
      type: Lifecycle,
      column: 'lifecycle',
      description: 'Lifecycle state. Defaults to LIVE.',
    },
    owner: {
      column: 'owner_id',
      node: 'Team',
      description: 'Owning team. With null, the sources supply it.',
    },
    costPerMonth: {
      type: MoneyInput,
      column: 'cost_amount',
      currency: 'cost_currency',
      description: 'Cost per month. With null, the sources supply it.',
      rule: 'is 0 or more',
    },
    availability: {
      type: 'Float',
      column: 'availability',
      description:
        'Share of the time for which it is available by itself, from 0 to 1. With null, the sources supply it.',
      rule: 'is a number from 0 to 1',
    },
    attributes: {
      type: 'JSON',
      column: 'attributes',
      description:
        'Attributes, as an object. A value takes precedence over every source; null removes that value, and the sources supply the attribute again.',
    },
    labels: {
      type: 'JSON',
      column: 'labels',
      description:
        'Labels, as an object of strings. A value takes precedence over every source; null removes that value, and the sources supply the label again.',
      withdrawable: true,
    },
  },
  prepare: async (given, work, id) => {
    const stored = id === undefined ? [] : ((await claimsOf(work.transaction, [id])).get(id) ?? [])
    const said = mergeUserClaim(given, stored, work)
    const claims = [said, ...stored.filter(({ sourceId }) => sourceId !== null)]
    const [rules, now] = [await rulebook(work.transaction), work.context.clock()]
    const kind = given.kind ?? kindOf(claims, rules, now) ?? (await kindOfAsset(work, id))
    const values = effectiveValues(claims, rules, kind, now)
    const facts = assetFacts(values)
    const { claimed_columns, ...columns } = claimedColumns(values, await columnsOf(work, id, given))
    return {
      ...given,
      ...(await retirement(given, work, id)),
      ...(given.name === undefined ? {} : { name: facts.name ?? given.name }),
      ...('cost_amount' in given
        ? { cost_amount: columns.cost_amount, cost_currency: columns.cost_currency }
        : {}),
      ...('availability' in given ? { availability: columns.availability } : {}),
      ...('cost_amount' in given || 'availability' in given ? { claimed_columns: [...claimed_columns] } : {}),
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

/** The columns of an asset as they are; what is given for them is not kept where no claim supplies it. */
async function columnsOf(
  { transaction }: Work,
  id: string | undefined,
  given: RowChanges<'asset'>,
): Promise<ClaimedColumns | undefined> {
  if (id === undefined) return undefined
  const row = await transaction
    .selectFrom('asset')
    .select(['cost_amount', 'cost_currency', 'availability', 'claimed_columns'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    ...row,
    ...('cost_amount' in given ? { cost_amount: null, cost_currency: null } : {}),
    ...('availability' in given ? { availability: null } : {}),
  }
}

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

const MERGED = 'holds an asset that is merged into another; use the asset that it is merged into'
wordConstraint('on_asset_id_merged', ['assets'], MERGED)
wordConstraint('asset_id_merged', ['assets'], MERGED)
wordConstraint('from_id_merged', ['from'], MERGED)
wordConstraint('to_id_merged', ['to'], MERGED)
wordConstraint(
  'asset_is_survivor',
  ['asset'],
  'is the survivor of a merge; undo the merge first, with unmergeAssets',
)

const SERVICE_LINK: LinkTable = {
  table: 'service_dependency',
  type: 'Service',
  subject: 'service_id',
  key: ['service_id', 'on_asset_id'],
}

wordReference('service_dependency_on_asset_id_fkey', 'assets')

mutation('linkAssetsToService', {
  visibleTo: 'MODELLERS',
  description:
    'Links a service to assets that it depends on. Existing links are updated with the given values.',
  input: builder.inputType('LinkAssetsToServiceInput', {
    description: 'Dependencies of a service on assets.',
    fields: (t) => ({
      service: t.field(
        nodeRef('Service', { required: true, description: 'Service that depends on the assets.' }),
      ),
      assets: t.field(
        nodeRefs('Asset', {
          required: true,
          description: 'Assets that the service depends on; up to 1,000.',
        }),
      ),
      level: t.field({ type: DependencyLevel, description: 'Dependency level. Defaults to HARD.' }),
      strength: t.float({
        description: 'Dependency strength, from 0 (none) to 1 (certain). Replaces level.',
      }),
      redundancyGroupId: t.id({
        description: 'Redundancy group of the service that the dependencies belong to. Optional.',
      }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { linked: number; service: string }>) => ({
    linked: t.exposeInt('linked', { description: 'Number of assets linked.' }),
    service: entityField(Service, { description: 'Service after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    limitRows(input.assets, 'assets')
    const service = input.service.id
    const strength = strengthFrom(input)
    const group = await groupId(work, input.redundancyGroupId)
    const assets = new Set(input.assets.map(({ id }) => id))
    const rows = [...assets].map((asset) => ({
      service_id: service,
      on_asset_id: asset,
      strength,
      group_id: group,
      // A link that a mapping rule made is the user's from now on.
      mapping_rule_version_id: null,
    }))
    await includeInMapping(work, rows)
    return { linked: (await putLinks(work, SERVICE_LINK, rows)).length, service }
  },
})

mutation('unlinkAssetsFromService', {
  visibleTo: 'MODELLERS',
  description: 'Unlinks assets from a service. Assets that are not linked are ignored.',
  input: builder.inputType('UnlinkAssetsFromServiceInput', {
    description: 'Dependencies to remove.',
    fields: (t) => ({
      service: t.field(
        nodeRef('Service', { required: true, description: 'Service that depended on the assets.' }),
      ),
      assets: t.field(nodeRefs('Asset', { required: true, description: 'Assets to unlink; up to 1,000.' })),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { removed: number; service: string }>) => ({
    removed: t.exposeInt('removed', { description: 'Number of links removed.' }),
    service: entityField(Service, {
      description: 'Service after the mutation. Null if it does not exist.',
      nullable: true,
      id: () => null,
    }),
  }),
  run: async (input, work) => {
    limitRows(input.assets, 'assets')
    const service = input.service.id
    const rows = input.assets.map(({ id }) => ({ service_id: service, on_asset_id: id }))
    const removed = await removeLinks(work, SERVICE_LINK, rows)
    await excludeFromMapping(work, rows)
    return { removed, service }
  },
})

const RELATION_LINK: LinkTable = {
  table: 'asset_relation',
  type: 'Asset',
  subject: 'from_id',
  key: ['from_id', 'to_id', 'kind', 'source_id'],
}

wordConstraint('asset_relation_not_itself', ['to'], 'is the asset itself')
wordReference('asset_relation_from_id_fkey', 'from')
wordReference('asset_relation_to_id_fkey', 'to')

mutation('linkAssets', {
  visibleTo: 'MODELLERS',
  description:
    'Creates or updates a relation between two assets as a claim of a user, in addition to the relations of the sources.',
  input: builder.inputType('LinkAssetsInput', {
    description: 'A relation between two assets.',
    fields: (t) => ({
      from: t.field(
        nodeRef('Asset', { required: true, description: 'Asset that the relation starts from.' }),
      ),
      to: t.field(nodeRef('Asset', { required: true, description: 'Asset that the relation points to.' })),
      kind: t.field({
        type: RelationKind,
        required: true,
        description: 'Relation kind.',
      }),
      strength: t.float({
        description:
          'Failure propagation strength, from 0 (none) to 1 (certain). Defaults to 0.5 for CALLS and CONNECTS_TO, otherwise to 1.',
      }),
    }),
  }),
  payload: () => ({ relation: entityField(AssetRelation, { description: 'The relation.', id: () => null }) }),
  run: async (input, work) => {
    const strength = input.strength ?? defaultStrength(input.kind)
    const [relation] = await putLinks(work, RELATION_LINK, [
      {
        from_id: input.from.id,
        to_id: input.to.id,
        kind: input.kind,
        source_id: null,
        strength: strengthFrom({ strength }),
      },
    ])
    return { relation: relation?.id }
  },
})

mutation('unlinkAssets', {
  visibleTo: 'MODELLERS',
  description: 'Deletes a relation that a user created. Relations of the sources are kept.',
  input: builder.inputType('UnlinkAssetsInput', {
    description: 'Relation to remove.',
    fields: (t) => ({
      from: t.field(
        nodeRef('Asset', { required: true, description: 'Asset that the relation starts from.' }),
      ),
      to: t.field(nodeRef('Asset', { required: true, description: 'Asset that the relation points to.' })),
      kind: t.field({ type: RelationKind, required: true, description: 'Relation kind.' }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { removed: number }>) => ({
    removed: t.exposeInt('removed', { description: 'Number of relations removed: 1 or 0.' }),
  }),
  run: async (input, work) => ({
    removed: await removeLinks(work, RELATION_LINK, [
      {
        from_id: input.from.id,
        to_id: input.to.id,
        kind: input.kind,
        source_id: null,
      },
    ]),
  }),
})
