import {
  type Explanation,
  type ExplanationInput,
  fractionInput,
  nodeInput,
  type Reason,
} from '../graph/explanation.ts'
import { figure, figuresOf, inWords } from '../graph/figures.ts'
import type { ObjectiveAtRisk, PartAtRisk } from './at-risk.ts'
import { type Members, memberReasons } from './failing-set.ts'
import type { GraphNode, ImpactGraph } from './network.ts'
import type { GroupAtRisk, PathStep } from './path.ts'

const SOURCE =
  'what services or processes take of the objectives along the worst ways of dependency, weighted with the objectives’ normalised weights'

/** What the impact of a set is made of, in sentences: each thing once, however many objectives share it. */
export function explainImpact(found: {
  readonly graph: ImpactGraph
  readonly members: Members
  readonly valueAtRisk: number
  readonly objectives: readonly ObjectiveAtRisk[]
  readonly groups: readonly GroupAtRisk[]
  readonly ways: (position: number) => readonly PathStep[]
  /** Ids of members that are down already. */
  readonly down?: ReadonlySet<string> | undefined
}): Omit<Explanation, 'inputs'> {
  const { graph, members, objectives, groups, ways, down } = found
  const parts = new Map(objectives.flatMap((row) => row.parts.map(({ node, reach }) => [node, reach])))
  return {
    formula: 'value-at-risk',
    version: 2,
    source: SOURCE,
    reasons: [
      ...memberReasons(members),
      ...[...parts].map(([node, reach]) =>
        affectedReason(node, reach, ways(graph.position(node) ?? -1), down),
      ),
      ...(objectives.length === 0 ? [nothingLost(graph)] : objectives.map(lossReason)),
      ...(objectives.length > 1 ? [sumReason(objectives)] : []),
      ...groups.map(groupReason),
    ],
  }
}

/** How much of one objective is lost, and through what. */
export function explainObjective(row: Omit<ObjectiveAtRisk, 'path' | 'explanation'>): Explanation {
  const inputs: ExplanationInput[] = [fractionInput('weight', row.weight, row.objective)]
  for (const { node, share, reach } of row.parts)
    inputs.push(nodeInput('share', share, node), fractionInput('impact factor', reach, node))
  const known = new Set<string>()
  const steps = row.parts.flatMap(({ path }) =>
    path.toReversed().flatMap(({ via }) => (via === null ? [] : [via])),
  )
  const reasons: Reason[] = []
  for (const { kind, text, group } of steps) {
    if (known.has(text)) continue
    known.add(text)
    reasons.push({ code: kind, text: `${text}.` })
    if (group !== null) reasons.push(groupReason(group))
  }
  reasons.push(lossReason(row), {
    code: 'VALUE_AT_RISK',
    text: `Weight ${figure(row.weight)} × loss ${figure(row.loss)} puts ${figure(row.valueAtRisk)} at risk.`,
  })
  return { formula: 'objective-at-risk', version: 2, source: SOURCE, inputs, reasons }
}

function affectedReason(
  { id, name }: GraphNode,
  reach: number,
  path: readonly PathStep[],
  down: ReadonlySet<string> | undefined,
): Reason {
  const steps = path.toReversed().flatMap(({ via }) => (via === null ? [] : [via.text]))
  if (steps.length > 0)
    return { code: 'AFFECTED', text: `${name} is affected with ${figure(reach)}: ${steps.join('; ')}.` }
  return {
    code: 'FAILS',
    text: `${name} is out: it ${down?.has(id) ? 'is down already' : 'was asked about'}.`,
  }
}

function lossReason(row: Omit<ObjectiveAtRisk, 'path' | 'explanation'>): Reason {
  const { objective, weight, loss, parts, basis, otherLoss } = row
  const shown = figuresOf(parts.map((part) => part.loss))
  const surplus = parts.reduce((sum, part) => sum + part.loss, 0) - loss
  const list = parts.map((part, place) => `${part.node.name} ${shown[place]}${factorsOf(part)}`)
  const over = surplus > 1e-9 ? `; ${figure(surplus)} more than there is to lose` : ''
  const what = basis === 'SERVICES' ? '' : ' by its processes'
  const other =
    otherLoss > 0
      ? ` By its ${basis === 'SERVICES' ? 'processes' : 'services'} alone it would lose ${figure(otherLoss)}.`
      : ''
  return {
    code: 'OBJECTIVE_AT_RISK',
    text: `“${objective.name}” (weight ${figure(weight)}) loses ${figure(loss)}${what}: ${list.join(', ')}${over}.${other}`,
  }
}

/** How a part comes to its loss; nothing where the share says it all. */
function factorsOf({ share, reach }: PartAtRisk): string {
  return reach === 1 ? '' : ` (share ${figure(share)} × ${figure(reach)})`
}

function sumReason(objectives: readonly ObjectiveAtRisk[]): Reason {
  const shown = figuresOf(objectives.map((row) => row.valueAtRisk))
  const total = objectives.reduce((sum, row) => sum + row.valueAtRisk, 0)
  const list = objectives.map(({ objective }, place) => `“${objective.name}” ${shown[place]}`)
  return { code: 'VALUE_AT_RISK', text: `${figure(total)} is at risk: ${list.join(', ')}.` }
}

/** What a redundancy group makes of its members that are hit. */
export function groupReason(group: GroupAtRisk): Reason {
  const { name, service, minAvailable, members, failureThreshold, hit, fails } = group
  const names = hit.map((node) => node.name).join(', ')
  const subject = `Redundancy group ${name} of ${service.name} needs ${Math.min(minAvailable, members)} of ${members}`
  if (!fails) {
    const are = hit.length === 1 ? 'is' : 'are'
    return { code: 'GROUP_HOLDS', text: `${subject} and holds although ${names} ${are} affected.` }
  }
  const without =
    hit.length > failureThreshold
      ? `any ${inWords(failureThreshold)} of ${names}`
      : hit.length === 1
        ? names
        : `${names} together`
  return { code: 'GROUP_FAILS', text: `${subject} and cannot do without ${without}.` }
}

function nothingLost(graph: ImpactGraph): Reason {
  return graph.weights.size === 0
    ? {
        code: 'NO_ACTIVE_OBJECTIVE',
        text: 'No objective is active on that day, so there is nothing to be at risk.',
      }
    : { code: 'NOTHING_REACHED', text: 'No objective loses anything.' }
}
