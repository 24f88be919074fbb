import { entityMutations } from '../access/entity-mutations.ts'
import { builder } from '../graph/builder.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Team } from '../teams/graphql.ts'

export const ObjectiveStatus = builder.enumType('ObjectiveStatus', {
  description: 'How far an objective has come.',
  values: {
    DRAFT: { description: 'Being worked out; carries no weight yet.' },
    ACTIVE: { description: 'Pursued: its weight counts.' },
    ACHIEVED: { description: 'Reached.' },
    ABANDONED: { description: 'Given up.' },
  } as const,
})

export const Objective = new NodeType('Objective', 'objective', {
  description: 'Something the business wants to reach, with its worth and its measure.',
  order: {
    TITLE: { column: 'title', description: 'By title.' },
    WEIGHT: { column: 'weight', description: 'By weight as its owners set it.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'TITLE' },
  externalReference: 'objective_id',
})

export const KeyResult = new NodeType('KeyResult', 'key_result', {
  description:
    'How one can tell that an objective is coming closer: a number on its way from start to target.',
  order: {
    TITLE: { column: 'title', description: 'By title.' },
    WEIGHT: { column: 'weight', description: 'By weight within the objective.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'TITLE' },
})

Objective.fields((t) => ({
  ...t.titled({ description: 'What is to be reached.' }),
  description: t.column('description', { description: 'Description.' }),
  benefit: t.column('benefit', { description: 'What the business gains by it.' }),
  owner: t.related(Team, { by: 'owner_id', description: 'Owning team.' }),
  parent: t.related(Objective, { by: 'parent_id', description: 'Parent objective. Null at the top level.' }),
  children: t.children(Objective, {
    by: 'parent_id',
    filter: 'child',
    description: 'The objectives that it is made of.',
  }),
  weight: t.column('weight', {
    description:
      'What it is worth beside its siblings: 0 or more, counted in proportion to the weights of the active ones.',
  }),
  status: t.column('status', { type: ObjectiveStatus, description: 'Status.' }),
  startsOn: t.column('starts_on', { description: 'The first day of its period.' }),
  endsOn: t.column('ends_on', { description: 'The last day of its period.' }),
  keyResults: t.children(KeyResult, {
    by: 'objective_id',
    filter: 'keyResult',
    description: 'How its progress is measured.',
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'objective_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

KeyResult.fields((t) => ({
  ...t.titled({ description: 'What is measured.' }),
  unit: t.column('unit', {
    description: 'The unit of its values, e.g. %, EUR, days; empty where it has none.',
  }),
  objective: t.related(Objective, { by: 'objective_id', description: 'The objective it belongs to.' }),
  start: t.column('start_value', { description: 'The value it started from.' }),
  target: t.column('target_value', {
    description: 'The value to reach; below the start where less is better.',
  }),
  manualCurrent: t.column('current_value', {
    description: 'The value as it was last entered by hand; what counts is in `current`.',
  }),
  weight: t.column('weight', {
    description: 'What it counts beside the others of its objective: 0 or more.',
  }),
  ...t.lifecycle(),
}))

Team.fields((t) => ({
  objectives: t.children(Objective, {
    by: 'owner_id',
    filter: 'objective',
    description: 'The objectives it answers for.',
  }),
}))

listField('objectives', Objective, 'All objectives, of every status.')
oneField('objective', Objective)

wordConstraint('objective_period', ['endsOn'], 'lies before startsOn')
wordConstraint('objective_own_parent', ['parent'], 'is the objective itself')
wordConstraint(
  'objective_parent_cycle',
  ['parent'],
  'lies below the objective itself: that would be a circle',
)
wordConstraint(
  'key_result_target_differs',
  ['target'],
  'is the start: there is no way to go, so nothing to measure',
)

entityMutations(Objective, {
  visibleTo: 'MODELLERS',
  fields: {
    title: {
      type: 'String',
      column: 'title',
      required: true,
      description: 'What is to be reached.',
      rule: 'has 1 to 200 characters',
    },
    description: {
      type: 'String',
      column: 'description',
      description: 'Description.',
      rule: 'has at most 20,000 characters',
    },
    benefit: {
      type: 'String',
      column: 'benefit',
      description: 'What the business gains by it.',
      rule: 'has at most 20,000 characters',
    },
    owner: { column: 'owner_id', node: 'Team', description: 'Owning team.' },
    parent: {
      column: 'parent_id',
      node: 'Objective',
      description: 'Parent objective. Null at the top level.',
    },
    weight: {
      type: 'Float',
      column: 'weight',
      description: 'Weight relative to sibling objectives. Defaults to 1.',
      rule: 'is a number from 0 to 1,000,000,000',
    },
    status: {
      type: ObjectiveStatus,
      column: 'status',
      description: 'Status. Defaults to DRAFT.',
    },
    startsOn: { type: 'Date', column: 'starts_on', description: 'The first day of its period.' },
    endsOn: { type: 'Date', column: 'ends_on', description: 'The last day of its period.' },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
})

entityMutations(KeyResult, {
  visibleTo: 'MODELLERS',
  // What a user has entered, no source overwrites.
  prepare: async (given) => ({ ...given, source_id: null }),
  fields: {
    objective: {
      column: 'objective_id',
      node: 'Objective',
      required: true,
      description: 'The objective it belongs to.',
    },
    title: {
      type: 'String',
      column: 'title',
      required: true,
      description: 'What is measured.',
      rule: 'has 1 to 200 characters',
    },
    unit: {
      type: 'String',
      column: 'unit',
      description: 'The unit of its values, e.g. %, EUR, days.',
      rule: 'has at most 50 characters',
    },
    start: { type: 'Float', column: 'start_value', required: true, description: 'The value it starts from.' },
    target: { type: 'Float', column: 'target_value', required: true, description: 'The value to reach.' },
    current: {
      type: 'Float',
      column: 'current_value',
      required: true,
      description: 'The value now, entered by hand.',
    },
    weight: {
      type: 'Float',
      column: 'weight',
      description: 'Weight relative to the other key results. Defaults to 1.',
      rule: 'is a number from 0 to 1,000,000,000',
    },
    metric: {
      column: 'metric_id',
      node: 'Metric',
      description: 'The metric whose latest sample is its current value.',
    },
  },
})
