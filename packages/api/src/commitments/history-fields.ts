import { type Batch, batched } from '../graph/batch.ts'
import { builder } from '../graph/builder.ts'
import { COMPUTED_POINTS } from '../graph/cost.ts'
import { InvalidInput } from '../graph/errors.ts'
import { significant } from '../graph/figures.ts'
import { anyId } from '../graph/sql-arrays.ts'
import { instantText } from '../graph/values.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Slo } from './graphql.ts'
import { windowFields } from './span-fields.ts'
import type { SloStatus } from './status.ts'
import { SloOutcome } from './status-graphql.ts'
import { statusesAt } from './status-store.ts'

/** The most instants of one history. */
const MOST_POINTS = 100

const shown = (value: number | null) => (value === null ? null : significant(value))

const PointRef = builder.objectRef<SloStatus>('SloHistoryPoint').implement({
  description: 'How an SLO stood at an instant, in the window that ended then, or that it lay in.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    at: t.field({
      type: 'DateTime',
      description: 'The instant. In a rolling window of slices, the end of the last whole slice.',
      resolve: ({ at }) => new Date(at),
    }),
    ...windowFields<SloStatus>(({ window }) => window),
    outcome: t.field({
      type: SloOutcome,
      description: 'Whether it was kept.',
      resolve: ({ outcome }) => outcome,
    }),
    attainment: t.float({
      nullable: true,
      description: 'Share of good events or slices. Null without any.',
      resolve: ({ budget }) => shown(budget.attainment),
    }),
    remaining: t.float({
      description: 'Share of the error budget that was left; below 0 more than it was spent.',
      resolve: ({ budget }) => significant(budget.remaining),
    }),
    good: t.float({
      description: 'Good events or slices.',
      resolve: ({ budget }) => significant(budget.good),
    }),
    bad: t.float({ description: 'Bad events or slices.', resolve: ({ budget }) => significant(budget.bad) }),
    burnRate: t.float({
      nullable: true,
      description: 'How fast the budget was spent over the day before. Null without events.',
      resolve: ({ burn }) => shown(burn),
    }),
  }),
})

/** What the statement of a list selects. */
interface Asked {
  readonly id: string
  /** ISO 8601. */
  readonly from: string
  readonly to: string
  readonly points: number
}

/** All histories that are asked for in a tick, with a fixed number of statements. */
const histories: Batch<readonly SloStatus[]> = async (context, keys) => {
  const asked = keys.map((key) => JSON.parse(key) as Asked)
  const db = context.db.kysely
  const ids = asked.map(({ id }) => id)
  const slos = new Map(
    (await db.selectFrom('slo').selectAll().where('id', '=', anyId(ids)).execute()).map((slo) => [
      slo.id,
      { ...slo, alerting: false },
    ]),
  )
  const questions = asked.flatMap((question, place) => {
    const slo = slos.get(question.id)
    return slo === undefined
      ? []
      : instantsOf(question).map((at) => ({ slo, at, samplingInterval: null, place }))
  })
  const statuses = await statusesAt(db, questions)
  const found = Map.groupBy(statuses.entries(), ([place]) => questions[place]?.place)
  return asked.map(({ id }, place) =>
    slos.has(id)
      ? (found.get(place) ?? []).map(([, status]) => status)
      : new Error(`the SLO ${id} went away`),
  )
}

/** Instants at equal distances, the last of which is the end. */
function instantsOf({ from, to, points }: Asked): number[] {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  return Array.from({ length: points }, (_, place) =>
    Math.round(end - ((end - start) * (points - 1 - place)) / points),
  )
}

Slo.fields((t) => ({
  history: t.expression({
    type: [PointRef],
    cost: { points: COMPUTED_POINTS, size: { argument: 'points', most: MOST_POINTS } },
    description:
      'How it stood at instants of equal distance after `from`, the last of which is `to`: as `status` answers for each of them, by the settings of the SLO and the maintenance windows as they are now.',
    args: builder.args((a) => ({
      from: a.field({ type: 'DateTime', required: true, description: 'Where the history begins; excluded.' }),
      to: a.field({ type: 'DateTime', required: true, description: 'The last instant; included.' }),
      points: a.int({
        required: true,
        defaultValue: 30,
        description: `How many instants: 1 to ${MOST_POINTS}.`,
      }),
    })),
    sql: ({ statement, row, argument }) => {
      const [from, to, points] = [argument('from'), argument('to'), argument('points')]
      const start = statement.bindArgument('text', from, instantText)
      const end = statement.bind('text', (variables) => {
        const last = instantText(to.read(variables))
        if (last <= instantText(from.read(variables))) throw InvalidInput.at(to.path, 'is not after from')
        return last
      })
      const count = statement.bindArgument('int', points, (value) => {
        const given = Number(value)
        if (given >= 1 && given <= MOST_POINTS) return given
        throw InvalidInput.at(points.path, `is ${given}; a history has 1 to ${MOST_POINTS} points`)
      })
      return `json_build_object('id', ${row}."id", 'from', ${start}, 'to', ${end}, 'points', ${count})`
    },
    read: (value, context) => batched(histories, context, JSON.stringify(value)),
  }),
}))
