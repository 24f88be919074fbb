import { Money } from '../graph/money.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { Service } from '../services/graphql.ts'
import { Team } from '../teams/graphql.ts'

export const Allocation = new NodeType('Allocation', 'allocation', {
  description:
    'People or money that a team or a cost pool is planned to spend on a service in a period. `alignment` compares it with what was done.',
  order: {
    STARTS_ON: { column: 'starts_on', description: 'By the first day of the period.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'STARTS_ON', descending: true },
})

Allocation.fields((t) => ({
  team: t.related(Team, { by: 'team_id', description: 'Team that is allocated. Null for a cost pool.' }),
  pool: t.column('pool', { description: 'Name of the cost pool. Null for a team.' }),
  service: t.related(Service, { by: 'service_id', description: 'Service that it is for.' }),
  startsOn: t.column('starts_on', { description: 'First day of the period.' }),
  endsOn: t.column('ends_on', { description: 'Last day of the period.' }),
  fte: t.column('fte', {
    description:
      'Full-time equivalents on each day of the period. Null if no people are allocated. The setting workingHoursPerWeek makes minutes of it.',
  }),
  money: t.computed({
    type: Money,
    nullable: true,
    cost: { points: 0 },
    requires: ['amount', 'currency'],
    description: 'Money of the whole period. Null if no money is allocated.',
    resolve: ({ amount, currency }) => (amount === null ? null : { amount, currency: currency ?? '' }),
  }),
  note: t.column('note', { description: 'Note.' }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  ...t.lifecycle(),
}))
Allocation.filterByMoney('money', 'amount', 'currency', 'By the money of the whole period.')

const ALLOCATIONS = { filter: 'allocation', description: 'What is planned, latest period first.' } as const
Team.fields((t) => ({ allocations: t.children(Allocation, { by: 'team_id', ...ALLOCATIONS }) }))
Service.fields((t) => ({ allocations: t.children(Allocation, { by: 'service_id', ...ALLOCATIONS }) }))

listField('allocations', Allocation, 'All allocations of people and money to services.')
oneField('allocation', Allocation)
