import { Asset } from '../assets/graphql.ts'
import { builder } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { RedundancyGroup, Service, ServiceDependency } from '../services/graphql.ts'
import type { MappingFilter } from './filter.ts'
import { ruleText } from './rule-book.ts'
import { shownFilter } from './rule-input.ts'
import { RULE_SETS, type RuleSet } from './rule-sets.ts'

export const MappingRule = new NodeType('MappingRule', 'mapping_rule', {
  description:
    'A rule that maps assets to services. The first enabled rule that matches an asset decides which service depends on it.',
  order: {
    POSITION: { column: 'position', description: 'By position: the order in which rules are tried.' },
    NUMBER: { column: 'number', description: 'By number.' },
    NAME: { column: 'name', description: 'By name.' },
  },
  defaultOrder: { key: 'POSITION' },
})

export const MappingRuleVersion = new NodeType('MappingRuleVersion', 'mapping_rule_version', {
  description:
    'A version of a mapping rule. It is the provenance of the links and services that it has made, and stays when the rule is deleted.',
  order: {
    NUMBER: { column: 'number', description: 'By number of the rule.' },
    RULE_VERSION: { column: 'rule_version', description: 'By version of the rule.' },
  },
  defaultOrder: { key: 'NUMBER' },
})

export const MappingTask = new NodeType('MappingTask', 'mapping_task', {
  description:
    'An asset that a mapping rule matches without giving one service. It closes when the reason is gone: the rule, the asset or the names of services change, or a person links the asset to a service.',
  order: { CREATED_AT: { column: 'created_at', description: 'By the time of opening.' } },
  defaultOrder: { key: 'CREATED_AT', descending: true },
})

const MappingTaskReason = builder.enumType('MappingTaskReason', {
  description: 'Why a mapping rule gives no service for an asset that it matches.',
  values: {
    SEVERAL_NAMES: {
      description: 'The template gives several names, because a label or attribute has several values.',
    },
    SIMILAR_NAME: {
      description:
        'No service of a user or source has the name, but the names of one or several differ from it only in case, spaces, hyphens or underscores.',
    },
    NO_SERVICE: {
      description: 'No service of a user or source has the name, and the rule does not create services.',
    },
  } as const,
})

const TEMPLATE =
  'Text with places in braces: name, kind, environment, label:KEY or attribute:PATH. Of places separated by | the first that has a text counts; tail: before a place takes what follows its last / or colon.'

MappingRule.fields((t) => ({
  number: t.column('number', {
    description: 'Number of the rule. It is not used again when the rule is deleted.',
  }),
  ruleVersion: t.column('rule_version', {
    description:
      'Version of what the rule does. Links name it. Changes of name, order and state leave it as it is.',
  }),
  name: t.column('name', { description: 'The name.' }),
  description: t.column('description', { description: 'What the rule is for.' }),
  position: t.column('position', { description: 'Position among all rules, from 1 on.' }),
  enabled: t.column('enabled', {
    description: 'Whether the rule is in force. A rule that is not is a draft.',
  }),
  ruleSet: t.column('rule_set', {
    description: 'Key of the shipped rule set that the rule was added from. Null if a user wrote it.',
  }),
  filter: t.computed({
    type: 'JSON',
    requires: ['filter'],
    cost: { points: 0 },
    description: 'Which assets the rule matches, in the form of MappingFilterInput.',
    resolve: ({ filter }) => shownFilter(filter as MappingFilter),
  }),
  service: t.related(Service, {
    by: 'service_id',
    description: 'Service of the rule. Null if a template names it.',
  }),
  serviceName: t.column('service_name', {
    description: `Template of the name of the service. Null if the rule names a service by ID. ${TEMPLATE}`,
  }),
  serviceNamespace: t.column('service_namespace', {
    description:
      'Template of the namespace that tells services of the same name apart. Empty if the name is unique by itself.',
  }),
  createsService: t.column('creates_service', {
    description: 'Whether a service of the name is created if there is none.',
  }),
  strength: t.column('strength', {
    description: 'Failure propagation strength of the links, from 0 (none) to 1 (certain).',
  }),
  redundancyGroup: t.column('group_name', {
    description: 'Name of the redundancy group of the service that the links belong to. Null if to none.',
  }),
  minAvailable: t.column('group_min_available', {
    description: 'Minimum number of available members of the redundancy group.',
  }),
  versions: t.children(MappingRuleVersion, {
    by: 'rule_id',
    filter: 'ruleVersions',
    description: 'All versions of the rule.',
  }),
  ...t.lifecycle(),
}))

MappingRuleVersion.fields((t) => ({
  text: t.computed({
    type: 'String',
    requires: ['number', 'rule_version'],
    cost: { points: 0 },
    description: 'The version in words, for example "rule 4, version 2".',
    resolve: ({ number, rule_version: ruleVersion }) => ruleText({ number, ruleVersion }),
  }),
  number: t.column('number', { description: 'Number of the rule.' }),
  ruleVersion: t.column('rule_version', { description: 'Version of the rule.' }),
  name: t.column('name', { description: 'Name of the rule when the version was made.' }),
  filter: t.computed({
    type: 'JSON',
    requires: ['definition'],
    cost: { points: 0 },
    description: 'Which assets the version matches, in the form of MappingFilterInput.',
    resolve: ({ definition }) => shownFilter((definition as { filter?: MappingFilter }).filter ?? {}),
  }),
  rule: t.related(MappingRule, { by: 'rule_id', description: 'The rule. Null if it was deleted.' }),
  dependencies: t.children(ServiceDependency, {
    by: 'mapping_rule_version_id',
    filter: 'dependency',
    description: 'Links that the version has made.',
  }),
  tasks: t.children(MappingTask, {
    by: 'rule_version_id',
    filter: 'task',
    description: 'Assets that the version matches without giving one service.',
  }),
  createdAt: t.column('created_at', { description: 'Time at which the version was made.' }),
}))

MappingTask.fields((t) => ({
  asset: t.related(Asset, { by: 'asset_id', description: 'The asset.' }),
  mappingRuleVersion: t.related(MappingRuleVersion, {
    by: 'rule_version_id',
    description: 'The version of the rule that matches the asset.',
  }),
  reason: t.column('reason', { type: MappingTaskReason, description: 'Why the rule gives no service.' }),
  names: t.computed({
    type: ['String'],
    requires: ['names'],
    cost: { points: 0, size: 10, perItem: 0 },
    description: 'Names that the rule gives for the asset.',
    resolve: ({ names }) => names,
  }),
  candidates: t.across(Service, {
    through: 'mapping_task_service',
    from: 'task_id',
    to: 'service_id',
    filter: 'candidate',
    description: 'Services that may be meant.',
  }),
  ...t.lifecycle(),
}))

ServiceDependency.fields((t) => ({
  mappingRuleVersion: t.related(MappingRuleVersion, {
    by: 'mapping_rule_version_id',
    description: 'The version of the mapping rule that made the link. Null if a user or a source did.',
  }),
}))

ServiceDependency.filterById(
  'mappingRuleVersionId',
  'mapping_rule_version_id',
  MappingRuleVersion.declaration,
  'By the version of the mapping rule that made the link; isNull for those of users and sources.',
)

RedundancyGroup.fields((t) => ({
  mappingRuleVersion: t.related(MappingRuleVersion, {
    by: 'mapping_rule_version_id',
    description: 'The version of the mapping rule that made the group. Null if a user did.',
  }),
}))

Service.fields((t) => ({
  createdByMappingRule: t.across(MappingRuleVersion, {
    through: 'mapped_service',
    from: 'service_id',
    to: 'rule_version_id',
    filter: 'createdByMappingRule',
    description: 'The version of the mapping rule that created the service. Empty if a user or a source did.',
    edge: {
      name: 'MappedService',
      fields: {
        name: { column: 'name', description: 'Name that the rule gives.' },
        namespace: { column: 'namespace', description: 'Namespace that the rule gives. Empty if none.' },
      },
    },
  }),
}))

Asset.fields((t) => ({
  mappingTasks: t.children(MappingTask, {
    by: 'asset_id',
    filter: 'mappingTask',
    description: 'The open mapping task of the asset, if there is one.',
  }),
}))

listField(
  'mappingRules',
  MappingRule,
  'All mapping rules, drafts included, in the order in which they are tried.',
)
oneField('mappingRule', MappingRule)
listField('mappingTasks', MappingTask, 'Assets that mapping rules match without giving one service.')

const RuleSetRef = builder.objectRef<RuleSet>('MappingRuleSet').implement({
  description: 'Mapping rules that come with Throughline. addMappingRuleSet adds them.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the set.' }),
    title: t.exposeString('title', { description: 'What the set is for.' }),
    description: t.exposeString('description', {
      description: 'Which service its rules give for which assets.',
    }),
    rules: t.field({
      type: ['String'],
      extensions: cost({ size: 10, perItem: 0 }),
      description: 'Names of its rules, in their order.',
      resolve: ({ rules }) => rules.map(({ name }) => name),
    }),
  }),
})

builder.queryField('mappingRuleSets', (t) =>
  t.field({
    type: [RuleSetRef],
    description: 'Mapping rules that come with Throughline.',
    extensions: { ...visibleTo('READERS'), ...cost({ size: 10 }) },
    resolve: () => [...RULE_SETS],
  }),
)

interface Progress {
  readonly running: boolean
  readonly evaluated: number
  readonly total: number
  readonly waiting: number
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

const ProgressRef = builder.objectRef<Progress>('MappingProgress').implement({
  description: 'How far maintenance has applied changed mapping rules to all assets.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    running: t.exposeBoolean('running', { description: 'Whether changed rules are still being applied.' }),
    evaluated: t.exposeInt('evaluated', { description: 'Number of assets to which they have been applied.' }),
    total: t.exposeInt('total', { description: 'Number of assets when it began.' }),
    waiting: t.exposeInt('waiting', {
      description: 'Number of assets that have changed and that maintenance has not evaluated yet.',
    }),
    startedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the rules were last changed. Null if they never were.',
      resolve: ({ startedAt }) => startedAt,
    }),
    finishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the last asset was done. Null while it is running.',
      resolve: ({ finishedAt }) => finishedAt,
    }),
  }),
})

builder.queryField('mappingProgress', (t) =>
  t.field({
    type: ProgressRef,
    description: 'How far maintenance has applied changed mapping rules to all assets.',
    extensions: visibleTo('READERS'),
    resolve: async (_root, _args, { db }): Promise<Progress> => {
      const row = await db.kysely
        .selectFrom('mapping_progress')
        .selectAll()
        .select(({ selectFrom, fn }) =>
          selectFrom('mapping_due').select(fn.countAll<string>().as('count')).as('waiting'),
        )
        .executeTakeFirstOrThrow()
      return {
        running: row.after !== null,
        evaluated: row.evaluated,
        total: row.total,
        waiting: Number(row.waiting ?? 0),
        startedAt: row.started_at,
        finishedAt: row.finished_at,
      }
    },
  }),
)
