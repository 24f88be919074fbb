import { type ArrayPage, arrayPage } from '../graph/array-connection.ts'
import { arrayConnection } from '../graph/array-connection-types.ts'
import { builder } from '../graph/builder.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { ExplanationRef, ReasonRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { NodeRef, type NodeRefInput, resolveNode } from '../graph/node-ref.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { entityField } from '../graph/query.ts'
import { inSnapshot } from '../graph/snapshot.ts'
import { visibleTo } from '../graph/visibility.ts'
import { today } from '../reasoning/today.ts'
import { Service } from '../services/graphql.ts'
import { settingsOf } from '../settings/store.ts'
import { Survey } from '../surveys/graphql.ts'
import { IntervalRef } from '../surveys/interval-graphql.ts'
import { satisfactionOf } from '../surveys/satisfaction-store.ts'
import type { Interval } from '../surveys/scoring/interval.ts'
import { Team } from '../teams/graphql.ts'
import { Agreement, AgreementVersion } from './agreements-graphql.ts'
import { type ChainLink, type ChainState, LINKS } from './chain.ts'
import { Expectation } from './expectations-graphql.ts'
import { FeasibilityRef, type ShownFeasibility } from './feasibility-graphql.ts'
import { Slo } from './graphql.ts'
import { PerceptionGapType } from './perception-gap-graphql.ts'
import type { ShownChain } from './promise-chain.ts'
import type { PromiseRow } from './promise-row.ts'
import { promiseRows } from './promise-rows-store.ts'
import { chainsOf } from './promises-store.ts'

const LinkName = builder.enumType('PromiseLinkName', {
  description: 'A link of the promise chain, in its order.',
  values: {
    EXPECTED: { description: 'What the group of users expects.' },
    PROMISED: { description: 'What is agreed with the group. It is at least what is expected.' },
    POSSIBLE: { description: 'What the parts below the service allow. It is at least what is promised.' },
    DELIVERED: { description: 'What the service attained. It is at least what is promised.' },
    FELT: {
      description:
        'How content the users are, by the last CSAT survey on the service. It is not wholly below the target of the service.',
    },
  } as const satisfies Record<ChainLink, object>,
})

interface ShownLink extends ChainState {
  readonly value: number | null
  readonly interval: Interval | null
  readonly target: number | null
}

const LinkRef = builder.objectRef<ShownLink>('PromiseLink').implement({
  description: 'One link of a promise chain.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    name: t.field({ type: LinkName, description: 'Which link.', resolve: ({ link }) => link }),
    value: t.float({
      nullable: true,
      description: 'Its figure, from 0 to 1; of POSSIBLE what is possible at most. Null if it is not known.',
      resolve: ({ value }) => (value === null ? null : significant(value)),
    }),
    interval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Interval of what is felt. Null for other links.',
      resolve: ({ interval }) => interval,
    }),
    target: t.float({
      nullable: true,
      description:
        'Target that what is felt is compared with, the `csatTarget` of the service. Null for other links.',
      resolve: ({ target }) => target,
    }),
    holds: t.boolean({
      nullable: true,
      description: 'Whether it keeps what the links before ask of it. Null if that cannot be compared.',
      resolve: ({ holds }) => holds,
    }),
    reason: t.field({
      type: ReasonRef,
      nullable: true,
      description: 'Why it does not hold, or is not known.',
      resolve: ({ reason }) => reason,
    }),
  }),
})

const ChainRef = builder.objectRef<ShownChain>('PromiseChain').implement({
  description:
    'A service towards one group of its users: what is expected, promised, possible, delivered and felt.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    service: entityField<ShownChain, 'service'>(Service, {
      nullable: true,
      description: 'The service. Null if it was deleted during the query.',
      id: ({ row }) => row.serviceId,
    }),
    team: entityField<ShownChain, 'team'>(Team, {
      nullable: true,
      description: 'The group of users. Null for an external party, and for all users of the service.',
      id: ({ row }) => row.teamId,
    }),
    externalParty: t.string({
      nullable: true,
      description: 'The other party outside the organisation.',
      resolve: ({ row }) => row.externalParty,
    }),
    expectation: entityField<ShownChain, 'expectation'>(Expectation, {
      nullable: true,
      description: 'What the team expects.',
      id: ({ row }) => row.expectationId,
    }),
    agreement: entityField<ShownChain, 'agreement'>(Agreement, {
      nullable: true,
      description: 'The agreement; of several the one that promises most.',
      id: ({ row }) => row.agreementId,
    }),
    agreementVersion: entityField<ShownChain, 'agreement_version'>(AgreementVersion, {
      nullable: true,
      description: 'Its version that holds today, otherwise the one that is proposed.',
      id: ({ row }) => row.versionId,
    }),
    isAcknowledged: t.boolean({
      description: 'Whether both sides have acknowledged that version.',
      resolve: ({ row }) => row.acknowledged,
    }),
    measuredBy: entityField<ShownChain, 'slo'>(Slo, {
      nullable: true,
      description:
        'The SLO whose attainment is what was delivered: the one that the version names, otherwise the one of the service with the lowest attainment.',
      id: ({ measuredBy }) => measuredBy?.id,
    }),
    feltBy: entityField<ShownChain, 'survey'>(Survey, {
      nullable: true,
      description: 'The survey whose result is what is felt. Null if no result may be shown.',
      id: ({ felt }) => felt?.survey.id,
    }),
    perceptionGap: t.field({
      type: PerceptionGapType,
      nullable: true,
      description: 'Whether users feel otherwise than `measuredBy` says. Null if not, or if it is not known.',
      resolve: (shown) => shown.perceptionGap,
    }),
    feasibility: t.field({
      type: FeasibilityRef,
      nullable: true,
      description: 'What is possible. Null if the service was deleted during the query.',
      resolve: ({ possible, promised }): ShownFeasibility | null =>
        possible === null ? null : { found: possible, promised },
    }),
    links: t.field({
      type: [LinkRef],
      extensions: cost({ size: LINKS.length, perItem: 0 }),
      description: 'All links, in order.',
      resolve: (shown) => shown.chain.links.map((link) => ({ ...link, ...figuresOf(shown, link.link) })),
    }),
    firstBreak: t.field({
      type: LinkName,
      nullable: true,
      description: 'The first link that is known to break. Null if none is.',
      resolve: ({ chain }) => chain.firstBreak,
    }),
    unknown: t.field({
      type: [LinkName],
      description: 'Links without a figure.',
      resolve: ({ chain }) => chain.unknown,
    }),
    reasons: t.field({
      type: [ReasonRef],
      extensions: cost({ size: 5, perItem: 0 }),
      description: 'Why, in words.',
      resolve: ({ chain }) => chain.reasons,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How it was computed.',
      resolve: ({ chain }) => chain.explanation,
    }),
  }),
})

function figuresOf(shown: ShownChain, link: ChainLink): Pick<ShownLink, 'value' | 'interval' | 'target'> {
  const { row, promised, possible, delivered, felt } = shown
  if (link === 'FELT')
    return { value: felt?.value ?? null, interval: felt?.interval ?? null, target: row.csatTarget }
  const values = { EXPECTED: row.expected, PROMISED: promised, POSSIBLE: possible?.upper ?? null }
  return { value: { ...values, DELIVERED: delivered }[link], interval: null, target: null }
}

const ConnectionRef = arrayConnection('PromiseChain', ChainRef, 'promise chains')

const keyOf = ({ serviceId, teamId, externalParty }: PromiseRow) =>
  `${serviceId} ${teamId ?? ''} ${externalParty ?? ''}`

builder.queryField('promises', (t) =>
  t.field({
    type: ConnectionRef,
    description:
      'Live services towards each group of their users that has stated an expectation or has an agreement, by the names of both; and live services that have SLOs only, towards all of their users.',
    extensions: { ...visibleTo('READERS'), ...cost({ points: ANALYSIS_POINTS }) },
    args: {
      service: t.arg({ type: NodeRef, description: 'Only this service.' }),
      team: t.arg({ type: NodeRef, description: 'Only this group of users.' }),
      broken: t.arg({
        type: [LinkName],
        description: 'Only chains that break first at one of these links. All chains are then computed.',
      }),
      ...pageOnlyArgs(),
    },
    resolve: async (_root, { service, team, broken, ...args }, context): Promise<ArrayPage<ShownChain>> => {
      const db = context.db.kysely
      const idOf = async (given: NodeRefInput | null | undefined, type: string, name: string) =>
        given == null ? null : (await resolveNode(db, given, [type], [name])).id
      const on = today(context, await settingsOf(context))
      const asked = {
        on,
        service: await idOf(service, 'Service', 'service'),
        team: await idOf(team, 'Team', 'team'),
      }
      const now = context.clock()
      const felt = await satisfactionOf(db, asked.service === null ? null : [asked.service], now)
      const at = { now, on, felt }
      return inSnapshot(db, async (snapshot) => {
        const rows = await promiseRows(snapshot, asked)
        if (broken == null) {
          const page = arrayPage(rows, args, LIST, keyOf)
          const shown = page.edges.map(({ item }) => item)
          const chains = await chainsOf(snapshot, shown, at)
          const edges = page.edges.flatMap(({ cursor }, place) => {
            const item = chains[place]
            return item === undefined ? [] : [{ cursor, item }]
          })
          return { ...page, edges }
        }
        const chains = (await chainsOf(snapshot, rows, at)).filter(
          ({ chain }) => chain.firstBreak !== null && broken.includes(chain.firstBreak),
        )
        return arrayPage(chains, args, LIST, ({ row }) => keyOf(row))
      })
    },
  }),
)

const LIST = 'PROMISES'
