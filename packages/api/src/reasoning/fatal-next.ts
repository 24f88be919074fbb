import { type Explanation, fractionInput, type Reason } from '../graph/explanation.ts'
import { figure, significant } from '../graph/figures.ts'
import type { ObjectiveAtRisk } from './at-risk.ts'
import { locateFailing, memberReasons } from './failing-set.ts'
import { type Impact, impact } from './impact.ts'
import { groupReason } from './impact-words.ts'
import { type GraphNode, type GraphNodeRef, type ImpactGraph, nodeAt } from './network.ts'
import { FiguresOfNodes } from './node-figures.ts'
import { partnersOf } from './partners.ts'
import { type GroupAtRisk, groupAtRisk, type PathStep } from './path.ts'
import { membersToFail, type Propagation } from './propagation.ts'
import { reachUp } from './reach.ts'
import { Rises } from './rises.ts'
import { finish, type Steps } from './steps.ts'

/** A node whose failure would now cost more than it does while nothing is down. */
export interface FatalNode {
  readonly node: GraphNode
  /** By how much value at risk rises when it fails, too. */
  readonly rise: number
  /** Value at risk of all together. */
  readonly valueAtRisk: number
  /** Value at risk of it with nothing else down. */
  readonly valueAtRiskAlone: number
}

/** Why a node is fatal. */
export interface FatalDetail {
  /** Groups that would fail, or fail harder, and that neither failure brings so far down by itself. */
  readonly groups: readonly GroupAtRisk[]
  /** The worst way to the objective whose value at risk rises the most, through the part that does. */
  readonly path: readonly PathStep[]
  readonly explanation: Explanation
}

export interface FatalNext {
  /** Value at risk of what is down. */
  readonly valueAtRisk: number
  /** The largest rise first, then by id. */
  readonly nodes: readonly FatalNode[]
  detail(node: FatalNode): FatalDetail
  readonly explanation: Explanation
}

const SOURCE =
  'value at risk of the set and one more node, less that of the set, against that of the node with nothing down'

/**
 * Nodes that count, outside a set that is down, whose failure now raises value at risk by more than it would with
 * nothing down: what the redundancy that is used up no longer spares. Both sides are compared after rounding to 12
 * significant digits.
 */
export function fatalNext(graph: ImpactGraph, down: readonly GraphNodeRef[]): FatalNext {
  return finish(searchFatal(graph, down))
}

/** {@link fatalNext}, one node at a step. */
export function* searchFatal(graph: ImpactGraph, down: readonly GraphNodeRef[]): Steps<FatalNext> {
  const members = locateFailing(graph, down)
  const failure = reachUp(graph, members.positions)
  const rises = new Rises(graph, members.positions)
  const single = new FiguresOfNodes(graph)
  const { valueAtRisk } = rises
  const nodes: FatalNode[] = []
  for (const position of partnersOf(graph, failure)) {
    yield
    const rise = rises.of(position)
    const valueAtRiskAlone = single.of(position).valueAtRisk
    if (significant(valueAtRisk + rise) <= significant(valueAtRisk + valueAtRiskAlone)) continue
    const together = Math.min(1, valueAtRisk + rise)
    nodes.push({ node: nodeAt(graph, position), rise, valueAtRisk: together, valueAtRiskAlone })
  }
  const before = impact(graph, down)
  return {
    valueAtRisk,
    nodes: nodes.sort(
      (a, b) => significant(b.rise) - significant(a.rise) || (a.node.id < b.node.id ? -1 : 1),
    ),
    detail: (fatal) => detailOf(graph, { down, before, failure }, fatal),
    explanation: {
      formula: 'fatal-next',
      version: 1,
      source: SOURCE,
      inputs: [],
      reasons: [...memberReasons(members), ...(nodes.length === 0 ? [NOTHING_FATAL] : [])],
    },
  }
}

const NOTHING_FATAL: Reason = {
  code: 'NOTHING_FATAL',
  text: 'No further failure costs more now than it would with nothing down.',
}

interface Failure {
  readonly down: readonly GraphNodeRef[]
  readonly before: Impact
  readonly failure: Propagation
}

function detailOf(graph: ImpactGraph, { down, before, failure }: Failure, fatal: FatalNode): FatalDetail {
  const { node, rise, valueAtRisk, valueAtRiskAlone } = fatal
  const position = graph.position(node) ?? -1
  const set = [...down, node]
  const together = reachUp(graph, locateFailing(graph, set).positions)
  const alone = reachUp(graph, [position])
  const groups = [...together.hits.keys()]
    .filter((group) => {
      const by = (search: Propagation) => reachOfGroup(graph, search, group)
      return by(together) > Math.max(by(failure), by(alone))
    })
    .flatMap((group) => groupAtRisk(graph, together, group) ?? [])
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    groups,
    path: worstPath(before.objectives, impact(graph, set).objectives),
    explanation: {
      formula: 'fatal-next',
      version: 1,
      source: SOURCE,
      inputs: [
        fractionInput('value at risk with nothing down', valueAtRiskAlone, node),
        fractionInput('rise of value at risk', rise, node),
        fractionInput('value at risk together', valueAtRisk, node),
      ],
      reasons: [
        ...groups.map(groupReason),
        {
          code: 'FATAL_NEXT',
          text: `If ${node.name} fails next, value at risk rises by ${figure(rise)} to ${figure(valueAtRisk)}; with nothing down its failure puts ${figure(valueAtRiskAlone)} at risk.`,
        },
      ],
    },
  }
}

/** How hard a group passes failure on, 0 while it holds. */
function reachOfGroup(graph: ImpactGraph, { hits }: Propagation, position: number): number {
  const group = graph.groups[position]
  return group === undefined ? 0 : (hits.get(position)?.[membersToFail(group) - 1]?.reach ?? 0)
}

/** The path of the part that grows the most, of the objective whose value at risk does. */
function worstPath(
  before: readonly ObjectiveAtRisk[],
  after: readonly ObjectiveAtRisk[],
): readonly PathStep[] {
  const known = new Map(before.map((row) => [row.objective.id, row]))
  const grown = ({ objective, valueAtRisk }: ObjectiveAtRisk) =>
    valueAtRisk - (known.get(objective.id)?.valueAtRisk ?? 0)
  const [objective] = after.toSorted((a, b) => grown(b) - grown(a))
  if (objective === undefined) return []
  const parts = new Map(
    known.get(objective.objective.id)?.parts.map(({ node, loss }) => [node.id, loss]) ?? [],
  )
  const [part] = objective.parts.toSorted(
    (a, b) => b.loss - (parts.get(b.node.id) ?? 0) - (a.loss - (parts.get(a.node.id) ?? 0)),
  )
  return part?.path ?? []
}
