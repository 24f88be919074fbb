import { recordAudit } from '../access/audit.ts'
import { auditContextOf, limitRows } from '../access/entity-writes.ts'
import { builder } from '../graph/builder.ts'
import { InvalidInput } from '../graph/errors.ts'
import { encodeGlobalId } from '../graph/global-id.ts'
import { noSuch } from '../graph/missing-id.ts'
import { mutation } from '../graph/mutation.ts'
import { newIds } from '../graph/new-ids.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { Survey } from './graphql.ts'
import { deleteInvitations, enteredInvitations, writeInvitations } from './invitations-store.ts'

const MOST = 10_000_000

const InvitationInput = builder.inputType('SurveyInvitationInput', {
  description: 'How many persons of a team were invited.',
  fields: (t) => ({
    team: t.field(
      nodeRef('Team', { description: 'The team. Leave it out for persons of no team that is named.' }),
    ),
    invited: t.int({ required: true, description: 'Number of persons, from 0 to 10,000,000.' }),
    invitedAt: t.field({ type: 'DateTime', description: 'Time of the invitation.' }),
  }),
})

mutation('setSurveyInvitations', {
  visibleTo: 'FEEDERS',
  description:
    'Sets how many persons of each team were invited to a survey. The list is complete: it replaces what users have entered. What sources report is kept.',
  input: builder.inputType('SetSurveyInvitationsInput', {
    description: 'All that is entered about the invitations to a survey.',
    fields: (t) => ({
      survey: t.field(nodeRef('Survey', { required: true, description: 'The survey.' })),
      invitations: t.field({
        type: [InvitationInput],
        required: true,
        description: 'Up to 1,000, each team once.',
      }),
    }),
  }),
  payload: () => ({
    survey: entityField(Survey, { description: 'Survey after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    const { transaction } = work
    limitRows(input.invitations, 'invitations')
    const given = new Map<string | null, { readonly invited: number; readonly invitedAt: Date | null }>()
    for (const [index, { team, invited, invitedAt }] of input.invitations.entries()) {
      const at = ['invitations', String(index)]
      if (invited < 0 || invited > MOST)
        throw InvalidInput.at([...at, 'invited'], 'is a number from 0 to 10,000,000')
      if (given.has(team?.id ?? null)) throw InvalidInput.at([...at, 'team'], 'is in this input twice')
      given.set(team?.id ?? null, { invited, invitedAt: invitedAt ?? null })
    }
    const survey = await transaction
      .selectFrom('survey')
      .select('id')
      .where('id', '=', input.survey.id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (survey === undefined)
      throw noSuch('Survey', encodeGlobalId('Survey', input.survey.id), ['survey', 'id'])
    const entered = await enteredInvitations(transaction, survey.id)
    const places = new Map(entered.map(({ id, team_id }) => [team_id, id]))
    const ids = await newIds(transaction, given.size)
    const removed = await deleteInvitations(
      transaction,
      entered.flatMap(({ id, team_id }) => (given.has(team_id) ? [] : [id])),
    )
    const written = await writeInvitations(
      transaction,
      [...given].map(([team, { invited, invitedAt }], index) => ({
        id: places.get(team) ?? ids[index] ?? '',
        survey_id: survey.id,
        team_id: team,
        invited,
        invited_at: invitedAt,
      })),
    )
    await recordAudit(transaction, auditContextOf(work), [...removed, ...written])
    return { survey: survey.id }
  },
})
