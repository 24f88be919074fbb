import type { ObjectFieldBuilder } from '@pothos/core'
import { recordAudit } from '../../access/audit.ts'
import { auditContextOf, createEntity, lockEntity, updateEntity } from '../../access/entity-writes.ts'
import { builder, type Types } from '../../graph/builder.ts'
import { cost } from '../../graph/cost.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { decodeGlobalId, encodeGlobalId } from '../../graph/global-id.ts'
import { noSuch } from '../../graph/missing-id.ts'
import { mutation, type Work } from '../../graph/mutation.ts'
import { nodeRef } from '../../graph/node-ref.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { questionsFrom } from '../questions.ts'
import { answerPath, answerUrl, type HandedOut, linksAsCsv, publicAddress } from './addresses.ts'
import { Campaign } from './graphql.ts'
import { languages } from './languages-store.ts'
import { type NamedRecipient, recipientsFrom } from './recipients.ts'
import { addRecipients, surveyKeysOf, teamNames } from './recipients-store.ts'
import { periodProblem } from './state.ts'

const CAMPAIGN = { type: 'Campaign', table: 'campaign' } as const

/** Keeps a mutation out of batches, whose result would not show the links. */
const NOT_IN_A_BATCH = { separate: false, prepare: async () => undefined } as const

const NEVER = new Date(8.64e15)

const TeamRecipients = builder.inputType('CampaignTeamInput', {
  description: 'A number of recipients of a team.',
  fields: (t) => ({
    team: t.field(nodeRef('Team', { required: true, description: 'The team.' })),
    count: t.int({ required: true, description: 'Number of links, from 1 to 1,000.' }),
  }),
})

const RecipientInput = builder.inputType('CampaignRecipientInput', {
  description: 'One recipient of a link.',
  fields: (t) => ({
    team: t.field(nodeRef('Team', { description: 'Team that the recipient belongs to.' })),
    label: t.string({
      description:
        'What the caller knows the link by, such as the row of a list. It is returned beside the link and not stored. Up to 200 characters.',
    }),
    panel: t.string({
      description:
        'Key of the recipient that stays the same in later surveys of the same template on the same subject. Use a number or a pseudonym, not a name. Only a keyed hash is stored, and it is not returned. Up to 200 characters.',
    }),
  }),
})

const LinkRef = builder.objectRef<HandedOut>('CampaignLink').implement({
  description: 'A link that can be answered by once. It is shown here only; the server keeps a hash.',
  extensions: visibleTo('FEEDERS'),
  fields: (t) => ({
    label: t.exposeString('label', { nullable: true, description: 'The label of the input.' }),
    team: t.exposeString('team', { nullable: true, description: 'Name of the team. Null without a team.' }),
    path: t.exposeString('path', { description: 'Path of the page on this server.' }),
    url: t.exposeString('url', {
      nullable: true,
      description: 'Address of the page. Null if the server does not know its public address.',
    }),
  }),
})

interface Payload extends Readonly<Record<string, unknown>> {
  readonly campaign: string
  readonly links: readonly HandedOut[]
}

const payload = (t: ObjectFieldBuilder<Types, Payload>) => ({
  campaign: entityField(Campaign, { description: 'Campaign after the mutation.', id: () => null }),
  links: t.field({
    type: [LinkRef],
    extensions: cost({ size: 'page', perItem: 0 }),
    description: 'The new links: of the teams first, then of the recipients, in the order of the input.',
    resolve: ({ links }) => links,
  }),
  csv: t.string({
    description: 'The new links as CSV: label, team and link, which is the URL or else the path.',
    resolve: ({ links }) => linksAsCsv(links),
  }),
})

mutation('createCampaign', {
  visibleTo: 'FEEDERS',
  description:
    'Invites people to answer a survey on pages of this server, in one language. It gives links that work once each; they cannot be read again.',
  before: NOT_IN_A_BATCH,
  input: builder.inputType('CreateCampaignInput', {
    description: 'A new campaign, with up to 1,000 links; addCampaignLinks gives more.',
    fields: (t) => ({
      survey: t.field(nodeRef('Survey', { required: true, description: 'The survey, with its questions.' })),
      language: t.string({
        required: true,
        defaultValue: 'en',
        description: 'Language of the page, e.g. `de`. The questions are shown as they are.',
      }),
      opensAt: t.field({
        type: 'DateTime',
        description: 'Time from which links can be used. Defaults to the opening of the survey.',
      }),
      closesAt: t.field({
        type: 'DateTime',
        description: 'Time until which links can be used. Defaults to the end of the survey.',
      }),
      teams: t.field({ type: [TeamRecipients], description: 'Teams with a number of recipients each.' }),
      recipients: t.field({ type: [RecipientInput], description: 'Recipients, one by one.' }),
    }),
  }),
  payload,
  run: async (input, work): Promise<Payload> => {
    const recipients = recipientsFrom(input)
    const { opensAt = null, closesAt = null, language } = input
    const known = [...languages().keys()]
    if (!known.includes(language))
      throw InvalidInput.at(
        ['language'],
        `is ${JSON.stringify(language)}; there are texts in ${known.join(', ')}`,
      )
    const survey = await surveyOf(work, input.survey.id)
    if (questionsFrom(survey.questions).length === 0)
      throw InvalidInput.at(['survey'], 'has no questions: add them with updateSurvey')
    const period = { opensAt: survey.opens_at, closesAt: survey.closes_at }
    const problem = periodProblem({ opensAt, closesAt }, period)
    if (problem !== null) throw InvalidInput.at([problem.field], problem.message)
    if ((closesAt ?? survey.closes_at ?? NEVER) <= work.context.clock())
      throw InvalidInput.at(['closesAt'], 'has passed, or the survey has closed: nothing could be answered')
    const { id } = await createEntity(work, CAMPAIGN, {
      survey_id: survey.id,
      language,
      opens_at: opensAt,
      closes_at: closesAt,
    })
    return { campaign: id, links: await handOut(work, id, survey, recipients) }
  },
})

mutation('addCampaignLinks', {
  visibleTo: 'FEEDERS',
  description: 'Gives more links of a campaign that has not closed.',
  before: NOT_IN_A_BATCH,
  input: builder.inputType('AddCampaignLinksInput', {
    description: 'Up to 1,000 more recipients of a campaign.',
    fields: (t) => ({
      campaignId: t.id({ required: true, description: 'The Campaign.' }),
      teams: t.field({ type: [TeamRecipients], description: 'Teams with a number of recipients each.' }),
      recipients: t.field({ type: [RecipientInput], description: 'Recipients, one by one.' }),
    }),
  }),
  payload,
  run: async ({ campaignId, ...input }, work): Promise<Payload> => {
    const recipients = recipientsFrom(input)
    const campaign = await campaignOf(work, campaignId)
    const survey = await surveyOf(work, campaign.survey_id)
    const ends = [campaign.closes_at, survey.closes_at]
    if (ends.some((end) => end !== null && end <= work.context.clock()))
      throw InvalidInput.at(['campaignId'], 'is a campaign that has closed; create another')
    return { campaign: campaign.id, links: await handOut(work, campaign.id, survey, recipients) }
  },
})

mutation('closeCampaign', {
  visibleTo: 'FEEDERS',
  description: 'Closes a campaign now: its links show that it has closed. It cannot be opened again.',
  input: builder.inputType('CloseCampaignInput', {
    description: 'Campaign to close.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The Campaign.' }),
      version: t.int({
        description: 'Version for optimistic locking. A stale value returns ConflictError. Optional.',
      }),
    }),
  }),
  payload: () => ({
    campaign: entityField(Campaign, { description: 'Campaign after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    const { id } = await lockEntity(work, CAMPAIGN, input)
    const now = work.context.clock()
    const { opens_at, closes_at } = await work.transaction
      .selectFrom('campaign')
      .select(['opens_at', 'closes_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (closes_at !== null && closes_at <= now) return { campaign: id }
    // One that has not opened yet never does.
    const opened = opens_at !== null && opens_at > now ? { opens_at: now } : {}
    await updateEntity(work, CAMPAIGN, input, { closes_at: now, ...opened })
    return { campaign: id }
  },
})

async function surveyOf({ transaction }: Work, id: string) {
  const survey = await transaction
    .selectFrom('survey')
    .select(['id', 'template', 'service_id', 'questions', 'opens_at', 'closes_at'])
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (survey === undefined) throw noSuch('Survey', encodeGlobalId('Survey', id), ['survey', 'id'])
  return survey
}

async function campaignOf({ transaction }: Work, globalId: string) {
  const path = ['campaignId']
  const { id } = decodeGlobalId(globalId, ['Campaign'], path)
  const campaign = await transaction
    .selectFrom('campaign')
    .selectAll()
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (campaign === undefined) throw noSuch('Campaign', globalId, path)
  return campaign
}

async function handOut(
  work: Work,
  campaignId: string,
  survey: { readonly template: string; readonly service_id: string | null },
  recipients: readonly NamedRecipient[],
): Promise<HandedOut[]> {
  const { transaction, context } = work
  const series = { template: survey.template, serviceId: survey.service_id }
  const keys = await surveyKeysOf(transaction)
  const tokens = await addRecipients(transaction, { campaignId, series, keys }, recipients)
  const names = await teamNames(
    transaction,
    recipients.flatMap(({ teamId }) => teamId ?? []),
  )
  await recordAudit(transaction, auditContextOf(work), [
    {
      action: 'campaign.add_links',
      entityType: 'Campaign',
      entityId: campaignId,
      before: null,
      after: { id: campaignId, links: recipients.length },
    },
  ])
  const base = publicAddress.from(context.provided)
  return recipients.map(({ teamId, label }, place) => {
    const token = tokens[place] ?? ''
    return {
      label,
      team: teamId === null ? null : (names.get(teamId) ?? null),
      path: answerPath(token),
      url: answerUrl(base, token),
    }
  })
}
