import type { ObjectFieldBuilder } from '@pothos/core'
import { auditContextOf, limitRows } from '../../access/entity-writes.ts'
import { builder, type Types } from '../../graph/builder.ts'
import { wordConstraint } from '../../graph/constraints.ts'
import { cost } from '../../graph/cost.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { mutation } from '../../graph/mutation.ts'
import { NodeType } from '../../graph/node-type.ts'
import { listField } from '../../graph/query.ts'
import { anyText } from '../../graph/sql-arrays.ts'
import { text } from '../../graph/values.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { kindOfModel, MODEL_TYPES } from '../model/model-kinds.ts'
import { refreshModelOfSources } from '../model/refresh-store.ts'
import { Source } from '../sources/graphql.ts'
import { BUILT_IN_RULES, type IdentificationRule as Rule } from './identification.ts'
import { identificationRules } from './identification-store.ts'
import { refreshAssetsOfSources } from './refresh-assets.ts'
import { replaceRules } from './rules-store.ts'

const ASSET_KIND = 'Asset kind that the rule applies to, for example server.virtual. * matches every kind.'
const KIND_RULE = 'is * or lower-case words joined by dots, e.g. server.virtual'

export const IdentificationRule = new NodeType('IdentificationRule', 'identification_rule', {
  description:
    'How an identifier is used to match records to assets of a kind. If no rule is configured, built-in rules apply; see effectiveIdentificationRules.',
  visibleTo: 'ANYONE',
  order: {
    PRIORITY: { column: 'priority', description: 'By priority.' },
    ASSET_KIND: { column: 'asset_kind', description: 'By the kind of asset.' },
  },
  defaultOrder: { key: 'PRIORITY' },
})

IdentificationRule.fields((t) => ({
  assetKind: t.column('asset_kind', { description: ASSET_KIND }),
  identifierKind: t.column('identifier_kind', { description: 'Identifier kind, for example serial-number.' }),
  priority: t.column('priority', {
    description:
      'Priority. Lower numbers are matched first; identifiers of the same priority are matched together.',
  }),
  enabled: t.column('enabled', { description: 'Whether the identifier is used to match assets.' }),
  scopedToEnvironment: t.column('scoped_to_environment', {
    description: 'Whether the identifier is unique only within one environment.',
  }),
  ...t.lifecycle(),
}))

export const PrecedenceRule = new NodeType('PrecedenceRule', 'precedence_rule', {
  description:
    'Precedence of a source for an attribute, instead of the precedence of the source itself. The rule with the most specific attribute applies, then the rule with the most specific asset kind.',
  visibleTo: 'ANYONE',
  order: {
    PRECEDENCE: { column: 'precedence', description: 'By precedence.' },
    ASSET_KIND: { column: 'asset_kind', description: 'By the kind of asset.' },
    ATTRIBUTE: { column: 'attribute', description: 'By the attribute.' },
  },
  defaultOrder: { key: 'PRECEDENCE' },
})

PrecedenceRule.fields((t) => ({
  assetKind: t.column('asset_kind', { description: ASSET_KIND }),
  attribute: t.column('attribute', {
    description:
      'Attribute path, for example name or attributes.os. attributes.* matches all attributes, * matches every path.',
  }),
  source: t.related(Source, { by: 'source_id', description: 'Source that the rule applies to.' }),
  precedence: t.column('precedence', {
    description: 'Precedence, from 1 to 1000. The lowest number supplies the effective value.',
  }),
  staleAfterSeconds: t.expression({
    type: 'Int',
    nullable: true,
    description:
      'Seconds after which a claim that the source did not confirm is stale. Null if claims do not become stale.',
    sql: ({ row }) => `extract(epoch from ${row}."stale_after")::int`,
  }),
  ...t.lifecycle(),
}))

listField(
  'identificationRules',
  IdentificationRule,
  'Identification rules that are configured; built-in rules are not included.',
)
listField('precedenceRules', PrecedenceRule, 'Precedence rules that are configured.')

const RuleInForce = builder
  .objectRef<Rule & { readonly builtIn: boolean }>('EffectiveIdentificationRule')
  .implement({
    description: 'How an identifier is used to match records to assets of a kind.',
    extensions: visibleTo('ANYONE'),
    fields: (t) => ({
      identifierKind: t.exposeString('identifierKind', {
        description: 'Identifier kind. A built-in rule also covers other kinds with the same ending.',
      }),
      priority: t.exposeInt('priority', { description: 'Priority. Lower numbers are matched first.' }),
      enabled: t.exposeBoolean('enabled', { description: 'Whether the identifier is used to match assets.' }),
      scopedToEnvironment: t.exposeBoolean('scopedToEnvironment', {
        description: 'Whether the identifier is unique only within one environment.',
      }),
      builtIn: t.exposeBoolean('builtIn', {
        description: 'Whether the rule is built in and not replaced by a configured one.',
      }),
    }),
  })

builder.queryField('effectiveIdentificationRules', (t) =>
  t.field({
    type: [RuleInForce],
    description: 'Identification rules that apply to an asset kind, including built-in rules, by priority.',
    extensions: { ...visibleTo('ANYONE'), ...cost({ size: 20 }) },
    args: { assetKind: t.arg.string({ required: true, description: 'The kind of asset.' }) },
    resolve: async (_root, { assetKind }, { db }) => {
      const own = await db.kysely
        .selectFrom('identification_rule')
        .select('identifier_kind')
        .where('asset_kind', '=', anyText(['*', text(assetKind, ['assetKind'])]))
        .execute()
      const rules = await identificationRules(db.kysely)
      const set = new Set(own.map(({ identifier_kind }) => identifier_kind))
      const kinds = new Set([...BUILT_IN_RULES.map(({ identifierKind }) => identifierKind), ...set])
      return [...kinds]
        .map((kind) => ({ ...rules.of(assetKind, kind), builtIn: !set.has(kind) }))
        .sort((a, b) => a.priority - b.priority || (a.identifierKind < b.identifierKind ? -1 : 1))
    },
  }),
)

for (const table of ['identification_rule', 'precedence_rule'] as const) {
  wordConstraint(`${table}_asset_kind_check`, ['assetKind'], KIND_RULE)
}
wordConstraint('identification_rule_priority_check', ['rules'], 'has a priority outside 1 to 1000')
wordConstraint(
  'identification_rule_identifier_kind_check',
  ['rules'],
  'has a kind of identifier without 1 to 100 characters',
)
wordConstraint('precedence_rule_precedence_check', ['rules'], 'has a precedence outside 1 to 1000')
wordConstraint('precedence_rule_attribute_check', ['rules'], 'has an attribute without 1 to 300 characters')
wordConstraint('precedence_rule_stale_after_check', ['rules'], 'has a staleAfterSeconds that is not above 0')

const RulesPayload = (t: ObjectFieldBuilder<Types, { rules: number }>) => ({
  rules: t.exposeInt('rules', { description: 'Number of configured rules for the asset kind.' }),
})

mutation('setIdentificationRules', {
  visibleTo: 'ADMINISTRATORS',
  description:
    'Replaces all configured identification rules of an asset kind. They apply to records read later; assets that are matched already keep their records.',
  input: builder.inputType('SetIdentificationRulesInput', {
    description: 'All rules for a kind of asset.',
    fields: (t) => ({
      assetKind: t.string({ required: true, description: ASSET_KIND }),
      rules: t.field({
        required: true,
        description: 'Rules, up to 200. With none, the built-in rules apply.',
        type: [
          builder.inputType('IdentificationRuleInput', {
            description: 'How an identifier is used.',
            fields: (f) => ({
              identifierKind: f.string({ required: true, description: 'The kind of identifier.' }),
              priority: f.int({
                required: true,
                description: 'Priority, from 1 to 1000. Lower numbers are matched first.',
              }),
              enabled: f.boolean({
                description: 'Whether the identifier is used to match assets. Defaults to true.',
              }),
              scopedToEnvironment: f.boolean({
                description:
                  'Whether the identifier is unique only within one environment. Defaults to false.',
              }),
            }),
          }),
        ],
      }),
    }),
  }),
  payload: RulesPayload,
  run: async ({ assetKind, rules }, work) => {
    limitRows(rules, 'rules', 200)
    refuseDoubles(rules.map(({ identifierKind }) => identifierKind))
    const writer = { at: work.context.clock(), auditContext: auditContextOf(work) }
    await replaceRules(
      work.transaction,
      writer,
      'identification_rule',
      assetKind,
      rules.map((rule) => ({
        asset_kind: assetKind,
        identifier_kind: rule.identifierKind,
        priority: rule.priority,
        enabled: rule.enabled ?? true,
        scoped_to_environment: rule.scopedToEnvironment ?? false,
      })),
    )
    return { rules: rules.length }
  },
})

mutation('setPrecedenceRules', {
  visibleTo: 'ADMINISTRATORS',
  description:
    'Replaces all precedence rules of an asset kind and recomputes the effective values of its assets.',
  input: builder.inputType('SetPrecedenceRulesInput', {
    description: 'All rules for a kind of asset.',
    fields: (t) => ({
      assetKind: t.string({ required: true, description: ASSET_KIND }),
      rules: t.field({
        required: true,
        description: 'Rules, up to 1,000. With none, the precedence of the sources applies.',
        type: [
          builder.inputType('PrecedenceRuleInput', {
            description: 'Precedence of a source for an attribute.',
            fields: (f) => ({
              attribute: f.string({
                required: true,
                description:
                  'Attribute path, for example name or attributes.os. attributes.* matches all attributes, * matches every path.',
              }),
              source: f.string({ required: true, description: 'The name of the source.' }),
              precedence: f.int({
                required: true,
                description: 'Precedence, from 1 to 1000. The lowest number supplies the effective value.',
              }),
              staleAfterSeconds: f.int({
                description:
                  'Seconds after which a claim that the source did not confirm is stale. By default, claims do not become stale.',
              }),
            }),
          }),
        ],
      }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { rules: number; changed: number }>) => ({
    rules: t.exposeInt('rules', { description: 'Number of configured rules for the asset kind.' }),
    changed: t.exposeInt('changed', {
      description:
        'Number of assets whose effective values changed, of the first 1,000 assets concerned. Maintenance refreshes the others.',
    }),
  }),
  run: async ({ assetKind, rules }, work) => {
    limitRows(rules, 'rules')
    refuseDoubles(rules.map(({ attribute, source }) => `${attribute} ${source}`))
    const writer = { at: work.context.clock(), auditContext: auditContextOf(work) }
    const sources = await work.transaction
      .selectFrom('source')
      .select(['id', 'name'])
      .where('name', '=', anyText(rules.map(({ source }) => source)))
      .execute()
    const ids = new Map(sources.map(({ id, name }) => [name, id]))
    const rows = rules.map(({ attribute, source, precedence, staleAfterSeconds }) => {
      const sourceId = ids.get(source)
      if (sourceId === undefined) throw InvalidInput.at(['rules'], `names ${source}, which is no source`)
      checkAttribute(attribute)
      return {
        asset_kind: assetKind,
        attribute,
        source_id: sourceId,
        precedence,
        stale_after: staleAfterSeconds == null ? null : `${staleAfterSeconds} seconds`,
      }
    })
    const before = await work.transaction
      .selectFrom('precedence_rule')
      .select('source_id')
      .where('asset_kind', '=', assetKind)
      .execute()
    await replaceRules(work.transaction, writer, 'precedence_rule', assetKind, rows)
    const concerned = new Set([...before, ...rows].map(({ source_id }) => source_id))
    const changed = await refreshAssetsOfSources(work.transaction, [...concerned], writer)
    await refreshModelOfSources(work.transaction, [...concerned], writer)
    return { rules: rules.length, changed }
  },
})

/** What sources claim of teams, services and the like, beside their labels. */
const MODEL_ATTRIBUTES: ReadonlySet<string> = new Set(
  MODEL_TYPES.flatMap((type) => kindOfModel(type).attributes.map(({ name }) => name)),
)

const PLACE = /^(\*|kind|name|environment|owner|cost|availability|(attributes|labels)\.(\*|.+))$/

function checkAttribute(attribute: string): void {
  if (PLACE.test(attribute) || MODEL_ATTRIBUTES.has(attribute)) return
  throw InvalidInput.at(
    ['rules'],
    `names the attribute ${attribute}; it is *, kind, name, environment, attributes.… or labels.…, or for teams, services and the like one of theirs, such as owner`,
  )
}

function refuseDoubles(keys: readonly string[]): void {
  const double = keys.find((key, index) => keys.indexOf(key) !== index)
  if (double !== undefined) throw InvalidInput.at(['rules'], `has two rules for ${double}`)
}
