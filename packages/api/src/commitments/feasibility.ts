import { type Explanation, fractionInput, plainInput, type Reason } from '../graph/explanation.ts'
import { significant } from '../graph/figures.ts'
import { type GraphNode, type GraphNodeRef, type ImpactGraph, nodeAt } from '../reasoning/network.ts'
import { type Availability, availabilityOf } from './availability.ts'
import type { Feasibility, PossibleChange, WeakestLink } from './feasibility-result.ts'
import { feasibilityReasons } from './feasibility-words.ts'
import { membersNeeded, partAt, type Structure, structureOf, withOneMore } from './structure.ts'

export interface FeasibilityQuestion {
  readonly graph: ImpactGraph
  readonly service: GraphNodeRef
  /** The availability of a node of its own, without what lies below it; null where it is unknown. */
  readonly availability: (node: GraphNode) => number | null
  /** The availability that is promised, if it is to be compared. */
  readonly promised?: number
}

/** What a service can promise at most; null where the graph does not have it. */
export function feasibilityOf(question: FeasibilityQuestion): Feasibility | null {
  const { graph, promised } = question
  const position = graph.position(question.service)
  if (position === undefined) return null
  const service = nodeAt(graph, position)
  const structure: Structure = service.counts
    ? structureOf(graph, position, question.availability)
    : { parts: [], notCounted: [] }
  const parts = structure.parts.flatMap(({ node, availability }) =>
    availability === null ? [] : [{ node, availability }],
  )
  const unknown = structure.parts.flatMap(({ node, availability }) => (availability === null ? [node] : []))
  const found = parts.length === 0 ? null : availabilityOf(structure)
  const weakest = found === null ? null : weakestOf(structure, found)
  const isMissed = found !== null && promised !== undefined && isBelow(found.lower, promised)
  const facts = {
    lower: found?.lower ?? null,
    upper: found?.upper ?? null,
    exact: found?.exact ?? false,
    shared: found?.shared ?? 0,
    parts,
    unknown,
    notCounted: structure.notCounted,
    weakest,
    changes: isMissed ? changesOf(structure, found, weakest, promised) : [],
  }
  const reasons = feasibilityReasons(service, facts, promised ?? null)
  return { ...facts, reasons, explanation: explain(facts, promised, reasons) }
}

/** Compares without the noise of the arithmetic. */
function isBelow(value: number, limit: number): boolean {
  return significant(value) < significant(limit)
}

function weakestOf(structure: Structure, found: Availability): WeakestLink | null {
  let weakest: WeakestLink | null = null
  for (const [place, { node, availability }] of structure.parts.entries()) {
    const gain = found.gains[place] ?? 0
    if (availability === null || significant(gain) <= 0) continue
    const ahead = weakest === null ? 1 : significant(gain) - significant(weakest.gain)
    if (ahead < 0 || (ahead === 0 && weakest !== null && weakest.node.id < node.id)) continue
    weakest = { node, availability, gain, resultIfPerfect: found.lower + gain }
  }
  return weakest
}

function changesOf(
  structure: Structure,
  found: Availability,
  weakest: WeakestLink | null,
  promised: number,
): PossibleChange[] {
  const raised = weakest === null ? null : raiseOf(structure, found, weakest, promised)
  const added = additionsOf(structure).filter(({ result }) => !isBelow(result, promised))
  added.sort((a, b) => significant(a.result) - significant(b.result) || (a.groupId < b.groupId ? -1 : 1))
  return raised === null ? added : [raised, ...added]
}

/** The result is linear in the availability of one part. Of bounds the answer would be no availability. */
function raiseOf(
  structure: Structure,
  found: Availability,
  { node, availability }: WeakestLink,
  promised: number,
): PossibleChange | null {
  const place = structure.parts.findIndex((part) => part.node === node)
  const slope = found.derivatives?.[place] ?? 0
  if (slope === 0) return null
  const to = availability + (promised - found.lower) / slope
  // No part is always up.
  if (significant(to) >= 1) return null
  return { kind: 'RAISE_AVAILABILITY', node, from: availability, to, result: promised }
}

function additionsOf(structure: Structure): Extract<PossibleChange, { kind: 'ADD_MEMBER' }>[] {
  return structure.parts.flatMap(({ groups }) =>
    groups.flatMap((group) => {
      const like = group.members
        .filter((member) => partAt(structure, member).availability !== null)
        .toSorted((a, b) => ownOf(structure, a) - ownOf(structure, b) || (idOf(a) < idOf(b) ? -1 : 1))[0]
      if (like === undefined || membersNeeded(group) === 0) return []
      const { lower } = availabilityOf(withOneMore(structure, group.id, like))
      return [
        {
          kind: 'ADD_MEMBER' as const,
          groupId: group.id,
          groupName: group.name,
          like: partAt(structure, like).node,
          availability: ownOf(structure, like),
          result: lower,
        },
      ]
    }),
  )
  function idOf(place: number): string {
    return partAt(structure, place).node.id
  }
}

function ownOf(structure: Structure, place: number): number {
  return partAt(structure, place).availability ?? 1
}

/** An explanation lists the least available parts; all of them are `parts`. */
const MOST_INPUTS = 50

function explain(
  facts: Pick<Feasibility, 'parts' | 'lower' | 'upper'>,
  promised: number | undefined,
  reasons: readonly Reason[],
): Explanation {
  return {
    formula: 'commitment-feasibility',
    version: 1,
    source:
      'probability that the service and all that takes it down are up, each part counted once, all independent',
    inputs: [
      ...(promised === undefined ? [] : [plainInput('promised', promised)]),
      ...facts.parts
        .toSorted((a, b) => a.availability - b.availability)
        .slice(0, MOST_INPUTS)
        .map(({ node, availability }) => fractionInput('availability', availability, node)),
    ],
    reasons,
  }
}
