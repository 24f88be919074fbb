import { builder } from '../graph/builder.ts'
import type { Context } from '../graph/context.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { InvalidInput } from '../graph/errors.ts'
import { NodeRef, type NodeRefInput } from '../graph/node-ref.ts'
import { visibleTo } from '../graph/visibility.ts'
import { settingsOf } from '../settings/store.ts'
import { askedNodes } from './asked-nodes-store.ts'
import { dependencies } from './dependencies.ts'
import { downByAlerts } from './firing-store.ts'
import { impact } from './impact.ts'
import { type ImpactAnswer, ImpactRef } from './impact-graphql.ts'
import { upwardGraph } from './mirror/upward-query.ts'
import { once } from './once.ts'
import { idsByType } from './partners-store.ts'
import { type DownRef, simulate } from './simulation.ts'
import { type LoadOptions, loadDownward } from './store.ts'
import { today } from './today.ts'

const Direction = builder.enumType('ImpactDirection', {
  description: 'Which way to follow dependencies.',
  values: {
    DEPENDENTS: { description: 'Follows dependents: services and objectives.' },
    DEPENDENCIES: { description: 'Follows dependencies: services and assets.' },
  } as const,
})

builder.queryField('impact', (t) =>
  t.field({
    type: ImpactRef,
    description:
      'Impact of a failure of services and assets up to the objectives at risk, with the strongest path to each. With DEPENDENCIES, the dependencies of objectives, services and assets instead.',
    extensions: { ...visibleTo('READERS'), ...cost({ points: ANALYSIS_POINTS }) },
    args: {
      of: t.arg({
        type: [NodeRef],
        required: true,
        description:
          'Services and assets that fail together; up to 1,000. With DEPENDENCIES, objectives are allowed too.',
      }),
      alsoDown: t.arg({
        type: [NodeRef],
        required: true,
        defaultValue: [],
        description:
          'Services and assets that are down already; up to 1,000. They count for the field simulation only. Only with DEPENDENTS.',
      }),
      includeAlerts: t.arg.boolean({
        required: true,
        defaultValue: false,
        description:
          'With true, services and assets that a firing alert is correlated to are down already, too, whatever its severity. Only with DEPENDENTS.',
      }),
      direction: t.arg({
        type: Direction,
        required: true,
        defaultValue: 'DEPENDENTS',
        description: 'Which way to follow dependencies.',
      }),
      depth: t.arg.int({ description: 'Maximum number of steps to follow. Unlimited by default.' }),
      on: t.arg({
        type: 'Date',
        description:
          'Day that is asked about: it decides which objectives and contributions count. Defaults to today in the time zone of the organisation.',
      }),
      includePlanned: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'With true, planned services and assets count as if they were live.',
      }),
    },
    resolve: async (_root, { direction, depth, on, includePlanned, ...question }, context) => {
      const options = {
        ...(depth == null ? {} : { depth: depthFrom(depth) }),
        on: on ?? today(context, await settingsOf(context)),
        includePlanned,
      }
      return direction === 'DEPENDENTS'
        ? dependents(context, question, options)
        : dependenciesOf(context, question, options)
    },
  }),
)

interface Question {
  readonly of: readonly NodeRefInput[]
  readonly alsoDown: readonly NodeRefInput[]
  readonly includeAlerts: boolean
}

async function dependents(
  context: Context,
  { of, alsoDown, includeAlerts }: Question,
  options: LoadOptions,
): Promise<ImpactAnswer> {
  requireSome(of)
  const db = context.db.kysely
  const set = await askedNodes(db, of, ['Service', 'Asset'], 'of')
  const named = await askedNodes(db, alsoDown, ['Service', 'Asset'], 'alsoDown')
  const down: DownRef[] = named.map((node) => ({ node, alerts: [] }))
  if (includeAlerts) down.push(...(await downByAlerts(db)))
  const graph = await upwardGraph(context, [...set, ...down.map(({ node }) => node)], options)
  return {
    found: impact(graph, set, options),
    simulation: once(() => simulate(graph, set, down, options)),
  }
}

async function dependenciesOf(
  context: Context,
  { of, alsoDown, includeAlerts }: Question,
  options: LoadOptions,
): Promise<ImpactAnswer> {
  requireSome(of)
  if (alsoDown.length > 0) throw InvalidInput.at(['alsoDown'], ONLY_FAILURES)
  if (includeAlerts) throw InvalidInput.at(['includeAlerts'], ONLY_FAILURES)
  const db = context.db.kysely
  const set = await askedNodes(db, of, ['Objective', 'Service', 'Asset'], 'of')
  const objectives = set.filter(({ type }) => type === 'Objective').map(({ id }) => id)
  const graph = await loadDownward(db, { objectives, ...idsByType(set) }, options)
  const found = dependencies(graph, set, options)
  return {
    found: {
      ...found,
      valueAtRisk: null,
      objectives: [],
      groups: [],
      pathTo: (node) => found.pathTo(node),
    },
    simulation: null,
  }
}

const ONLY_FAILURES = 'is about a failure; leave it out, or ask with direction DEPENDENTS'

function requireSome(of: readonly NodeRefInput[]): void {
  if (of.length === 0) throw InvalidInput.at(['of'], 'is empty; name what the question is about')
}

function depthFrom(depth: number): number {
  if (depth >= 0) return depth
  throw InvalidInput.at(['depth'], `is ${depth}; it is 0 or more steps`)
}
