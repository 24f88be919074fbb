import type { RowChanges } from '@throughline/db'
import { Asset } from '../assets/graphql.ts'
import { builder } from '../graph/builder.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { type FieldProblem, InvalidInput } from '../graph/errors.ts'
import { decodeGlobalId } from '../graph/global-id.ts'
import { noSuch } from '../graph/missing-id.ts'
import { resolveNode } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { textProblems } from '../graph/values.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Service } from '../services/graphql.ts'
import { type MappingPreview, type PreviewedLink, previewRule } from './preview-store.ts'
import { ruleColumns, ruleFields } from './rule-fields-graphql.ts'
import { type RuleRow, ruleRow, storedRule } from './rules-store.ts'

const Outcome = builder.enumType('MappingOutcome', {
  description: 'What would become of the link of an asset.',
  values: {
    ADDED: { description: 'The link would be made.' },
    REMOVED: { description: 'The link would be removed.' },
    UNCHANGED: { description: 'The link is there and would stay.' },
    TASK: { description: 'A mapping task would be opened, because the rule gives no single service.' },
  } as const,
})

const SampleRef = builder.objectRef<PreviewedLink>('MappingSample').implement({
  description: 'What would become of the link of one asset.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    asset: entityField(Asset, { description: 'The asset.', id: ({ assetId }: PreviewedLink) => assetId }),
    outcome: t.field({
      type: Outcome,
      description: 'What would become of it.',
      resolve: ({ outcome }) => outcome,
    }),
    service: entityField(Service, {
      description: 'The service. Null if it would be created, and for a task.',
      nullable: true,
      id: ({ serviceId }: PreviewedLink) => serviceId,
    }),
    serviceName: t.exposeString('serviceName', {
      nullable: true,
      description: 'Name that the rule gives. Null if it names a service by ID, or the link is removed.',
    }),
  }),
})

const PreviewRef = builder.objectRef<MappingPreview>('MappingPreview').implement({
  description: 'What a mapping rule would do if it were in force, compared with the links that there are.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    matched: t.exposeInt('matched', { description: 'Assets for which the rule would decide.' }),
    added: t.exposeInt('added', { description: 'Links that would be made.' }),
    removed: t.exposeInt('removed', { description: 'Links of rules that would be removed.' }),
    unchanged: t.exposeInt('unchanged', { description: 'Links that are there and would stay.' }),
    tasks: t.exposeInt('tasks', { description: 'Mapping tasks that would be open.' }),
    services: t.exposeInt('services', { description: 'Services that would be created.' }),
    samples: t.field({
      type: [SampleRef],
      extensions: cost({ size: 20 }),
      description: 'Up to 20 assets, changes first.',
      resolve: ({ samples }) => samples,
    }),
  }),
})

const PreviewInput = builder.inputType('PreviewMappingRuleInput', {
  description: 'A mapping rule to try.',
  fields: (t) => ({
    id: t.id({
      description: 'Rule that it would replace; fields that are left out are those of this rule. Optional.',
    }),
    position: t.int({
      description:
        'Position among all rules, from 1 on. Defaults to that of the rule that it replaces, else to the end.',
    }),
    ...ruleFields(t),
  }),
})

const LAST = 2_147_483_647

/** The columns of a rule of which only what it does was given. */
const NEW_RULE = {
  number: 0,
  rule_version: 0,
  filter: {},
  service_id: null,
  service_name: null,
  service_namespace: '',
  creates_service: false,
  strength: 1,
  group_name: null,
  group_min_available: 1,
} satisfies RowChanges<'mapping_rule'>

builder.queryField('previewMappingRule', (t) =>
  t.field({
    type: PreviewRef,
    description:
      'What a mapping rule would do if it were in force: links, services and tasks with counts and samples. Stores nothing.',
    extensions: { ...visibleTo('MODELLERS'), ...cost({ points: ANALYSIS_POINTS }) },
    args: { input: t.arg({ type: PreviewInput, required: true, description: 'The rule to try.' }) },
    resolve: async (_root, { input }, { db }) => {
      const problems: readonly FieldProblem[] = textProblems(input)
      if (problems.length > 0) throw InvalidInput.of(problems)
      const replaces =
        input.id == null ? undefined : decodeGlobalId(String(input.id), ['MappingRule'], ['id']).id
      const known = replaces === undefined ? undefined : await ruleRow(db.kysely, replaces)
      if (replaces !== undefined && known === undefined) throw noSuch('MappingRule', String(input.id), ['id'])
      const service =
        input.service == null
          ? undefined
          : await resolveNode(db.kysely, input.service, ['Service'], ['service'])
      const given = ruleColumns({ ...input, service }, known === undefined)
      const row = { ...NEW_RULE, ...known, ...given } as RuleRow
      if ((row.service_id === null) === (row.service_name === null)) {
        throw InvalidInput.at(['serviceName'], 'and service: give exactly one of the two')
      }
      return previewRule(db.kysely, {
        rule: storedRule(row, ''),
        before: input.position ?? known?.position ?? LAST,
        replaces,
      })
    },
  }),
)
