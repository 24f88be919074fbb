import { type Batch, batched } from '../../graph/batch.ts'
import { builder } from '../../graph/builder.ts'
import { NodeType } from '../../graph/node-type.ts'
import { NEVER } from '../../graph/order.ts'
import { entityField, listField, oneField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { Team } from '../../teams/graphql.ts'
import { Survey } from '../graphql.ts'
import { shownCounts, type TeamCount } from './counts.ts'
import { closedAmong, countsOf } from './recipients-store.ts'

export const Campaign = new NodeType('Campaign', 'campaign', {
  description:
    'An invitation to answer a survey on pages of this server, by links that work once. It does not tell who has a link.',
  visibleTo: 'ANYONE',
  order: {
    CLOSES_AT: {
      column: 'closes_at',
      absent: NEVER,
      description: 'By when it closes; those without a date count as last.',
    },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'CREATED_AT', descending: true },
})

const TeamCountRef = builder.objectRef<TeamCount>('CampaignTeam').implement({
  description: 'How many of a team were invited by a campaign.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    team: entityField<TeamCount, 'team'>(Team, {
      nullable: true,
      description: 'The team. Null for recipients of no team that is named.',
      id: ({ teamId }) => teamId,
    }),
    invited: t.exposeInt('invited', { description: 'Number of links.' }),
    answered: t.int({
      nullable: true,
      description:
        'Number of links that were used. Null until the campaign has closed, and for teams of which scores would not be shown.',
      resolve: ({ answered }) => answered,
    }),
  }),
})

type Counts = ReturnType<typeof shownCounts>

const countsOfCampaigns: Batch<Counts> = async (context, ids) => {
  const db = context.db.kysely
  const counts = Map.groupBy(await countsOf(db, ids), ({ campaignId }) => campaignId)
  const over = await closedAmong(db, ids, context.clock())
  return ids.map((id) => shownCounts(counts.get(id) ?? [], over.has(id)))
}

Campaign.fields((t) => ({
  survey: t.related(Survey, { by: 'survey_id', description: 'The survey that is answered.' }),
  language: t.column('language', { description: 'Language of the page, e.g. `de`.' }),
  opensAt: t.column('opens_at', {
    description: 'Time from which links can be used. Null if they can as soon as the survey is open.',
  }),
  closesAt: t.column('closes_at', {
    description: 'Time until which links can be used. Null if they can as long as the survey is open.',
  }),
  invited: t.computed({
    type: 'Int',
    requires: ['id'],
    description: 'Number of links.',
    resolve: async ({ id }, context) => (await batched(countsOfCampaigns, context, id)).invited,
  }),
  answered: t.computed({
    type: 'Int',
    nullable: true,
    requires: ['id'],
    description: 'Number of links that were used. Null below 5.',
    resolve: async ({ id }, context) => (await batched(countsOfCampaigns, context, id)).answered,
  }),
  teams: t.computed({
    type: [TeamCountRef],
    cost: { points: 2, size: 20, perItem: 0 },
    requires: ['id'],
    description: 'The same by team.',
    resolve: async ({ id }, context) => [...(await batched(countsOfCampaigns, context, id)).teams],
  }),
  ...t.lifecycle(),
}))

Survey.fields((t) => ({
  campaigns: t.children(Campaign, {
    by: 'survey_id',
    filter: 'campaign',
    description: 'The campaigns by which it is answered on pages of this server.',
  }),
}))

listField('campaigns', Campaign, 'All campaigns of surveys, open and closed.')
oneField('campaign', Campaign)
