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

export const KeyResultKind = builder.enumType('KeyResultKind', {
  description: 'What a key result asks for.',
  values: {
    REACH: { description: 'To come from a start to a target.' },
    MAINTAIN: { description: 'To stay at a bound, or between two, in each week or month.' },
  } as const,
})

export const KeyResultPeriod = builder.enumType('KeyResultPeriod', {
  description:
    'The periods of a key result that is to be maintained, counted from the start of its objective.',
  values: {
    WEEK: { description: 'Seven days of the calendar of the organisation.' },
    MONTH: { description: 'Months of the calendar of the organisation.' },
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
    'How one can tell that an objective is coming closer: a number on its way from start to target, or one that stays where it should.',
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
  kind: t.column('kind', { type: KeyResultKind, description: 'What it asks for.' }),
  start: t.column('start_value', { description: 'The value it started from. Null of MAINTAIN.' }),
  target: t.column('target_value', {
    description: 'The value to reach; below the start where less is better. Null of MAINTAIN.',
  }),
  keepAbove: t.column('keep_above', {
    description: 'The least value that is kept. Null of REACH, and where there is no such bound.',
  }),
  keepBelow: t.column('keep_below', {
    description: 'The largest value that is kept. Null of REACH, and where there is no such bound.',
  }),
  periodUnit: t.column('period_unit', {
    type: KeyResultPeriod,
    description: 'In which periods it is to be kept. Null of REACH.',
  }),
  manualCurrent: t.column('current_value', {
    description:
      'The value of the last check-in; what counts is in `current`. Null if none was entered by hand.',
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
