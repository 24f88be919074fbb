import type { ObjectFieldBuilder } from '@pothos/core'
import { auditContextOf, limitRows } from '../../access/entity-writes.ts'
import { builder, type Types } from '../../graph/builder.ts'
import { wordConstraint } from '../../graph/constraints.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { mutation } from '../../graph/mutation.ts'
import { NodeType } from '../../graph/node-type.ts'
import { listField } from '../../graph/query.ts'
import { anyText } from '../../graph/sql-arrays.ts'
import { text } from '../../graph/values.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { Source } from '../sources/graphql.ts'
import { BUILT_IN_RULES, type IdentificationRule as Rule } from './identification.ts'
import { identificationRules } from './identification-store.ts'
import { refreshAssetsOfSources } from './refresh-assets.ts'
import { replaceRules } from './rules-store.ts'

const ASSET_KIND = 'The kind of asset that it is for, e.g. server.virtual; * is any.'
const KIND_RULE = 'is * or lower-case words joined by dots, e.g. server.virtual'

export const IdentificationRule = new NodeType('IdentificationRule', 'identification_rule', {
  description:
    'How an identifier is used to tell assets of a kind. Where none is set, what is built in holds; see effectiveIdentificationRules.',
  order: {
    PRIORITY: { column: 'priority', description: 'By priority.' },
    ASSET_KIND: { column: 'asset_kind', description: 'By the kind of asset.' },
  },
  defaultOrder: { key: 'PRIORITY' },
})

IdentificationRule.fields((t) => ({
  assetKind: t.column('asset_kind', { description: ASSET_KIND }),
  identifierKind: t.column('identifier_kind', { description: 'The kind of identifier, e.g. serial-number.' }),
  priority: t.column('priority', {
    description: 'Smaller is asked first; what has the same number is asked together.',
  }),
  enabled: t.column('enabled', { description: 'Whether such an identifier tells assets at all.' }),
  scopedToEnvironment: t.column('scoped_to_environment', {
    description: 'Whether the same value in another environment tells of something else.',
  }),
  ...t.lifecycle(),
}))

export const PrecedenceRule = new NodeType('PrecedenceRule', 'precedence_rule', {
  description:
    'Whose word counts for an attribute, where it is not the precedence of the source that says so. The rule that names the attribute most exactly counts, then the one that names the kind.',
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
    description: 'A place such as name or attributes.os; attributes.* is all below it, * is all there is.',
  }),
  source: t.related(Source, { by: 'source_id', description: 'The source whose word it is about.' }),
  precedence: t.column('precedence', { description: 'The smaller number wins.' }),
  staleAfterSeconds: t.expression({
    type: 'Int',
    nullable: true,
    description: 'How long a word counts without being said again, in seconds; null: for ever.',
    sql: ({ row }) => `extract(epoch from ${row}."stale_after")::int`,
  }),
  ...t.lifecycle(),
}))

listField('identificationRules', IdentificationRule, 'The identification rules that somebody has set.')
listField('precedenceRules', PrecedenceRule, 'The precedence rules that somebody has set.')

const RuleInForce = builder
  .objectRef<Rule & { readonly builtIn: boolean }>('EffectiveIdentificationRule')
  .implement({
    description: 'How an identifier is used to tell assets of a kind.',
    extensions: visibleTo('VIEWER'),
    fields: (t) => ({
      identifierKind: t.exposeString('identifierKind', {
        description: 'The kind of identifier; a built-in rule also takes in others that end alike.',
      }),
      priority: t.exposeInt('priority', { description: 'Smaller is asked first.' }),
      enabled: t.exposeBoolean('enabled', { description: 'Whether it tells assets at all.' }),
      scopedToEnvironment: t.exposeBoolean('scopedToEnvironment', {
        description: 'Whether it is good within one environment alone.',
      }),
      builtIn: t.exposeBoolean('builtIn', { description: 'Whether nobody has set anything else.' }),
    }),
  })

builder.queryField('effectiveIdentificationRules', (t) =>
  t.field({
    type: [RuleInForce],
    description: 'By what assets of a kind are told, what is built in included, in the order of asking.',
    extensions: visibleTo('VIEWER'),
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
  rules: t.exposeInt('rules', { description: 'How many rules the kind of asset has by now.' }),
})

mutation('setIdentificationRules', {
  visibleTo: 'ADMIN',
  description:
    'Lets these be all identification rules that are set for a kind of asset. They hold for what sources tell from then on; assets that are told already stay who they are.',
  input: builder.inputType('SetIdentificationRulesInput', {
    description: 'All rules for a kind of asset.',
    fields: (t) => ({
      assetKind: t.string({ required: true, description: ASSET_KIND }),
      rules: t.field({
        required: true,
        description: 'The rules; none leaves everything to what is built in. Up to 200.',
        type: [
          builder.inputType('IdentificationRuleInput', {
            description: 'How an identifier is used.',
            fields: (f) => ({
              identifierKind: f.string({ required: true, description: 'The kind of identifier.' }),
              priority: f.int({ required: true, description: '1 to 1000; smaller is asked first.' }),
              enabled: f.boolean({ description: 'Whether it tells assets at all; true if not said.' }),
              scopedToEnvironment: f.boolean({
                description: 'Whether it is good within one environment alone; false if not said.',
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
  visibleTo: 'ADMIN',
  description:
    'Lets these be all precedence rules for a kind of asset, and every asset show at once what wins by them.',
  input: builder.inputType('SetPrecedenceRulesInput', {
    description: 'All rules for a kind of asset.',
    fields: (t) => ({
      assetKind: t.string({ required: true, description: ASSET_KIND }),
      rules: t.field({
        required: true,
        description: 'The rules; none leaves everything to the precedence of the sources. Up to 1,000.',
        type: [
          builder.inputType('PrecedenceRuleInput', {
            description: 'Whose word counts for an attribute.',
            fields: (f) => ({
              attribute: f.string({
                required: true,
                description: 'A place such as name or attributes.os; attributes.* is all below it, * is all.',
              }),
              source: f.string({ required: true, description: 'The name of the source.' }),
              precedence: f.int({ required: true, description: '1 to 1000; smaller wins.' }),
              staleAfterSeconds: f.int({
                description: 'How long a word counts without being said again; for ever if not said.',
              }),
            }),
          }),
        ],
      }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { rules: number; changed: number }>) => ({
    rules: t.exposeInt('rules', { description: 'How many rules the kind of asset has by now.' }),
    changed: t.exposeInt('changed', { description: 'How many assets show something else by that.' }),
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
    return {
      rules: rules.length,
      changed: await refreshAssetsOfSources(work.transaction, [...concerned], writer),
    }
  },
})

const PLACE = /^(\*|kind|name|environment|(attributes|labels)\.(\*|.+))$/

function checkAttribute(attribute: string): void {
  if (PLACE.test(attribute)) return
  throw InvalidInput.at(
    ['rules'],
    `names the attribute ${attribute}; it is *, kind, name, environment, attributes.… or labels.…`,
  )
}

function refuseDoubles(keys: readonly string[]): void {
  const double = keys.find((key, index) => keys.indexOf(key) !== index)
  if (double !== undefined) throw InvalidInput.at(['rules'], `has two rules for ${double}`)
}
