import type { RowChanges } from '@throughline/db'
import { entityMutations } from '../access/entity-mutations.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { Work } from '../graph/mutation.ts'
import { today } from '../reasoning/today.ts'
import { settingsOf } from '../settings/store.ts'
import { Expectation } from './expectations-graphql.ts'
import { isOfTeam, membersOf, namesOf, personOf } from './speakers-store.ts'

wordConstraint(
  'expectation_says_something',
  ['availability'],
  'or statement says what is expected: give one of them',
)

entityMutations(Expectation, {
  visibleTo: 'MODELLERS',
  fields: {
    service: { column: 'service_id', node: 'Service', required: true, description: 'The service.' },
    team: { column: 'team_id', node: 'Team', required: true, description: 'The group of users.' },
    availability: {
      type: 'Float',
      column: 'availability',
      description: 'The share of good events or good time that is expected, from 0 to 1.',
      rule: 'is a number from 0 to 1',
    },
    statement: {
      type: 'String',
      column: 'statement',
      description: 'What is expected, in the words of the users. Needed without an availability.',
      rule: 'has at most 20,000 characters',
    },
    statedBy: {
      column: 'stated_by_id',
      node: 'Person',
      description:
        'Who stated it: a person of the team or of a team below it. Defaults to the caller where that is such a person.',
    },
    since: {
      type: 'Date',
      column: 'since',
      description: 'The day since which it is expected. Defaults to today.',
    },
  },
  prepare: async (given, work, id) => {
    const values = await checked(given, work, id)
    const isNew = id === undefined && values.since === undefined
    return isNew ? { ...values, since: today(work.context, await settingsOf(work.context)) } : values
  },
})

/** Sees that users speak for themselves. */
async function checked(
  given: RowChanges<'expectation'>,
  work: Work,
  id: string | undefined,
): Promise<RowChanges<'expectation'>> {
  const { transaction, context } = work
  const stored =
    id === undefined
      ? undefined
      : await transaction.selectFrom('expectation').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const team = String(given.team_id ?? stored?.team_id)
  if (given.stated_by_id === undefined && stored === undefined) {
    const caller = personOf(context)
    const isTheirs = caller !== null && (await isOfTeam(transaction, caller, team))
    return isTheirs ? { ...given, stated_by_id: caller } : given
  }
  const speaker = given.stated_by_id === undefined ? stored?.stated_by_id : given.stated_by_id
  const isAsked = given.stated_by_id !== undefined || given.team_id !== undefined
  if (!isAsked || typeof speaker !== 'string' || (await isOfTeam(transaction, speaker, team))) return given
  const members = namesOf((await membersOf(transaction, team)).people)
  throw InvalidInput.at(
    ['statedBy'],
    `is not of the team that expects it; ${members === '' ? 'that team has no people yet: add them with linkPersonToTeam' : `people of that team are ${members}`}`,
  )
}
