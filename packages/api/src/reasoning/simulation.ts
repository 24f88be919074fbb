import { type Explanation, plainInput, type Reason } from '../graph/explanation.ts'
import { figure, figuresOf, significant } from '../graph/figures.ts'
import { locateFailing } from './failing-set.ts'
import { bareImpact, type Impact, impact, type SearchOptions } from './impact.ts'
import { type GraphNode, type GraphNodeRef, type ImpactGraph, nodeAt } from './network.ts'
import { once } from './once.ts'

/** An alert that fires. */
export interface FiringAlert {
  /** uuid */
  readonly id: string
  readonly title: string
}

/** A node that is down already, with the firing alerts that say so; none where the caller says so. */
export interface DownRef {
  readonly node: GraphNodeRef
  readonly alerts: readonly FiringAlert[]
}

/** A node that counts and is down already. */
export interface DownNode {
  readonly node: GraphNode
  readonly alerts: readonly FiringAlert[]
}

/** What a failure adds to what is down already. */
export interface Simulation {
  /** Value at risk of what is down already. */
  readonly valueAtRiskBefore: number
  /** `valueAtRiskBefore` and this are the value at risk of both together. */
  readonly addedValueAtRisk: number
  /** What is down already, by name. */
  readonly down: readonly DownNode[]
  /** The impact of both together. */
  readonly together: Impact
  readonly explanation: Explanation
}

/**
 * The failure of a set while other nodes are down already: what is at risk without it, with it, and the difference. A
 * node of the set that is down already adds nothing. What does not count is left out of both.
 */
export function simulate(
  graph: ImpactGraph,
  set: readonly GraphNodeRef[],
  down: readonly DownRef[],
  options: SearchOptions = {},
): Simulation {
  const standing = standingOf(graph, down)
  const downRefs = down.map(({ node }) => node)
  const isDown = new Set(standing.map(({ node }) => node.id))
  const before = bareImpact(graph, downRefs, options).valueAtRisk
  const together = impact(graph, [...set, ...downRefs], { ...options, down: isDown })
  const added = Math.max(0, together.valueAtRisk - before)
  const explanation = once(() => explain({ graph, set, standing, isDown, before, added, together }))
  return {
    valueAtRiskBefore: before,
    addedValueAtRisk: added,
    down: standing,
    together,
    get explanation() {
      return explanation()
    },
  }
}

function explain(found: {
  readonly graph: ImpactGraph
  readonly set: readonly GraphNodeRef[]
  readonly standing: readonly DownNode[]
  readonly isDown: ReadonlySet<string>
  readonly before: number
  readonly added: number
  readonly together: Impact
}): Explanation {
  const { graph, set, standing, isDown, before, added, together } = found
  const repeated = locateFailing(graph, set)
    .positions.map((position) => nodeAt(graph, position))
    .filter(({ id }) => isDown.has(id))
  return {
    formula: 'simulation',
    version: 1,
    source: 'value at risk of both together, less that of what is down already',
    inputs: [
      plainInput('value at risk before', significant(before)),
      plainInput('value at risk together', significant(together.valueAtRisk)),
      ...together.explanation.inputs,
    ],
    reasons: [
      ...standing.flatMap(alertReason),
      ...repeated.map(({ name }) => ({
        code: 'ALREADY_DOWN',
        text: `${name} is down already, so its failure adds nothing.`,
      })),
      addedReason(before, added, together.valueAtRisk),
      ...together.explanation.reasons,
    ],
  }
}

/** Each node that counts once, with all of its alerts: a merged asset stands for the one it was merged into. */
function standingOf(graph: ImpactGraph, down: readonly DownRef[]): DownNode[] {
  const alerts = new Map<number, Map<string, FiringAlert>>()
  for (const { node, alerts: firing } of down) {
    for (const position of locateFailing(graph, [node]).positions) {
      const known = alerts.get(position) ?? new Map<string, FiringAlert>()
      alerts.set(position, known)
      for (const alert of firing) known.set(alert.id, alert)
    }
  }
  return [...alerts]
    .map(([position, known]) => ({ node: nodeAt(graph, position), alerts: [...known.values()] }))
    .sort((a, b) => order(a.node.name, b.node.name) || order(a.node.id, b.node.id))
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function alertReason({ node, alerts }: DownNode): Reason[] {
  if (alerts.length === 0) return []
  const titles = alerts.map(({ title }) => `“${title}”`).join(', ')
  const [noun, verb] = alerts.length === 1 ? ['alert', 'is'] : ['alerts', 'are']
  return [
    { code: 'ALERT_FIRING', text: `${node.name} counts as down: the ${noun} ${titles} ${verb} firing.` },
  ]
}

function addedReason(before: number, added: number, together: number): Reason {
  const [first, second] = figuresOf([before, added])
  return {
    code: 'ADDED_VALUE_AT_RISK',
    text: `${first} is at risk by what is down already; the failure adds ${second}, which makes ${figure(together)}.`,
  }
}
