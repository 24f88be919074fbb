import { entityMutations } from '../access/entity-mutations.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { MoneyInput } from '../graph/money.ts'
import { Allocation } from './allocations-graphql.ts'

wordConstraint('allocation_one_side', ['team'], 'or pool says who is allocated: give one of them, not both')
wordConstraint('allocation_period', ['endsOn'], 'lies before startsOn')
wordConstraint('allocation_something', ['fte'], 'or money says what is allocated: give one of them, or both')

entityMutations(Allocation, {
  visibleTo: 'MODELLERS',
  fields: {
    team: { column: 'team_id', node: 'Team', description: 'Team that is allocated. Or give a pool.' },
    pool: {
      type: 'String',
      column: 'pool',
      description: 'Name of a cost pool. Or give a team.',
      rule: 'has 1 to 200 characters',
    },
    service: {
      column: 'service_id',
      node: 'Service',
      required: true,
      description: 'Service that it is for.',
    },
    startsOn: { type: 'Date', column: 'starts_on', required: true, description: 'First day of the period.' },
    endsOn: { type: 'Date', column: 'ends_on', required: true, description: 'Last day of the period.' },
    fte: {
      type: 'Decimal',
      column: 'fte',
      description: 'Full-time equivalents on each day of the period, with up to four decimals.',
      rule: 'is 0 or more, and below 1,000,000',
    },
    money: {
      type: MoneyInput,
      column: 'amount',
      currency: 'currency',
      description: 'Money of the whole period. Negative for what is given back.',
    },
    note: { type: 'String', column: 'note', description: 'Note.', rule: 'has at most 20,000 characters' },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
})
