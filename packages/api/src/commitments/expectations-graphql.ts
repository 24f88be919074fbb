import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { Person } from '../people/graphql.ts'
import { Service } from '../services/graphql.ts'
import { Team } from '../teams/graphql.ts'

export const Expectation = new NodeType('Expectation', 'expectation', {
  description: 'What a group of users expects of a service, as they state it.',
  order: {
    SINCE: { column: 'since', description: 'By the day since which it is expected.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'SINCE', descending: true },
})

Expectation.fields((t) => ({
  service: t.related(Service, { by: 'service_id', description: 'The service.' }),
  team: t.related(Team, { by: 'team_id', description: 'The group of users.' }),
  availability: t.column('availability', {
    description:
      'The share of good events or good time that is expected, from 0 to 1. Null if it is not stated.',
  }),
  statement: t.column('statement', { description: 'What is expected, in the words of the users.' }),
  statedBy: t.related(Person, {
    by: 'stated_by_id',
    description: 'Who stated it: a person of the team or of a team below it. Null if it is not known.',
  }),
  since: t.column('since', { description: 'The day since which it is expected.' }),
  ...t.lifecycle(),
}))

const EXPECTATIONS = { filter: 'expectation', description: 'What is expected, by service and team.' } as const
Service.fields((t) => ({ expectations: t.children(Expectation, { by: 'service_id', ...EXPECTATIONS }) }))
Team.fields((t) => ({ expectations: t.children(Expectation, { by: 'team_id', ...EXPECTATIONS }) }))

listField('expectations', Expectation, 'What all teams expect of services.')
oneField('expectation', Expectation)
