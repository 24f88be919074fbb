import { arrayPage } from '../graph/array-connection.ts'
import { arrayConnection } from '../graph/array-connection-types.ts'
import { builder, Node } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { ExplanationRef, ReasonRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { pageOnlyArgs } from '../graph/page-args.ts'
import { entityField, loadNode } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import type { GraphNode } from '../reasoning/network.ts'
import { RedundancyGroup } from '../services/graphql.ts'
import type { Feasibility, PossibleChange, WeakestLink } from './feasibility-result.ts'
import type { UncountedDependency } from './structure.ts'

const MOST_CHANGES = 10

const shown = (value: number | null) => (value === null ? null : significant(value))
const keyOf = ({ type, id }: GraphNode) => `${type}:${id}`

/** What a service needs, with its own availability; null where that is not known. */
interface Part {
  readonly node: GraphNode
  readonly availability: number | null
}

const PartRef = builder.objectRef<Part>('FeasibilityPart').implement({
  description: 'A service or asset that takes the service down, or the service itself.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    node: t.field({
      type: Node,
      nullable: true,
      description: 'The service or asset. Null if it was deleted during the query.',
      resolve: ({ node }, _args, context, info) => loadNode(context, info, node),
    }),
    name: t.string({ description: 'Its name.', resolve: ({ node }) => node.name }),
    availability: t.float({
      nullable: true,
      description: 'Its own availability, from 0 to 1. Null if it is not known.',
      resolve: ({ availability }) => availability,
    }),
  }),
})

const NotCountedRef = builder.objectRef<UncountedDependency>('FeasibilityNotCounted').implement({
  description: 'A dependency that weakens what depends on it without taking it down.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    node: t.field({
      type: Node,
      nullable: true,
      description: 'What is depended on. Null if it was deleted during the query.',
      resolve: ({ node }, _args, context, info) => loadNode(context, info, node),
    }),
    name: t.string({ description: 'Its name.', resolve: ({ node }) => node.name }),
    dependentName: t.string({
      description: 'The name of what depends on it.',
      resolve: ({ dependent }) => dependent.name,
    }),
    strength: t.float({
      description: 'Strength of the dependency, below 1.',
      resolve: ({ strength }) => strength,
    }),
  }),
})

const PartConnectionRef = arrayConnection('FeasibilityPart', PartRef, 'parts')
const NotCountedConnectionRef = arrayConnection('FeasibilityNotCounted', NotCountedRef, 'dependencies')

const WeakestRef = builder.objectRef<WeakestLink>('WeakestLink').implement({
  description: 'The part whose being always up would raise the result most.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    node: t.field({
      type: Node,
      nullable: true,
      description: 'The service or asset. Null if it was deleted during the query.',
      resolve: ({ node }, _args, context, info) => loadNode(context, info, node),
    }),
    name: t.string({ description: 'Its name.', resolve: ({ node }) => node.name }),
    availability: t.float({
      description: 'Its own availability, from 0 to 1.',
      resolve: ({ availability }) => availability,
    }),
    resultIfPerfect: t.float({
      description: 'What would be possible without its failures.',
      resolve: ({ resultIfPerfect }) => significant(resultIfPerfect),
    }),
  }),
})

const ChangeKind = builder.enumType('FeasibilityChangeKind', {
  description: 'What one change would make a promise possible.',
  values: {
    RAISE_AVAILABILITY: { description: 'A part becomes more available.' },
    ADD_MEMBER: { description: 'A redundancy group gets one more member.' },
  } as const satisfies Record<PossibleChange['kind'], object>,
})

const ChangeRef = builder.objectRef<PossibleChange>('FeasibilityChange').implement({
  description: 'A single change that would make a promise possible.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    kind: t.field({ type: ChangeKind, description: 'What changes.', resolve: ({ kind }) => kind }),
    node: t.field({
      type: Node,
      nullable: true,
      description:
        'The part that becomes more available, or the member that the new one is like. Null if it was deleted during the query.',
      resolve: (change, _args, context, info) => loadNode(context, info, nodeOf(change)),
    }),
    name: t.string({ description: 'Its name.', resolve: (change) => nodeOf(change).name }),
    group: entityField<PossibleChange, 'redundancy_group'>(RedundancyGroup, {
      nullable: true,
      description: 'The group that gets a member. Only of ADD_MEMBER.',
      id: (change) => (change.kind === 'ADD_MEMBER' ? change.groupId : null),
    }),
    from: t.float({
      nullable: true,
      description: 'Its availability now. Only of RAISE_AVAILABILITY.',
      resolve: (change) => (change.kind === 'RAISE_AVAILABILITY' ? change.from : null),
    }),
    to: t.float({
      description: 'The availability that suffices, or that of the new member.',
      resolve: (change) =>
        significant(change.kind === 'RAISE_AVAILABILITY' ? change.to : change.availability),
    }),
    result: t.float({
      description: 'What is possible then.',
      resolve: ({ result }) => significant(result),
    }),
  }),
})

function nodeOf(change: PossibleChange): GraphNode {
  return change.kind === 'ADD_MEMBER' ? change.like : change.node
}

/** A feasibility with the promise that it was asked about. */
export interface ShownFeasibility {
  readonly found: Feasibility
  readonly promised: number | null
}

export const FeasibilityRef = builder.objectRef<ShownFeasibility>('Feasibility').implement({
  description:
    'What the parts below a service allow it to promise: the probability that it and all that takes it down are up, each part counted once.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    promised: t.float({
      nullable: true,
      description: 'The availability that was asked about, from 0 to 1.',
      resolve: ({ promised }) => promised,
    }),
    isPossible: t.boolean({
      nullable: true,
      description: 'Whether the promise is possible. Null without a promise, and where bounds leave it open.',
      resolve: ({ found, promised }) => isPossible(found, promised),
    }),
    lower: t.float({
      nullable: true,
      description:
        'What is surely possible, from 0 to 1. Null if no availability is known, or the service is not live.',
      resolve: ({ found }) => shown(found.lower),
    }),
    upper: t.float({
      nullable: true,
      description: 'What is possible at most; equal to lower if the result is exact.',
      resolve: ({ found }) => shown(found.upper),
    }),
    exact: t.boolean({
      description: 'Whether the result is exact; otherwise lower and upper are bounds.',
      resolve: ({ found }) => found.exact,
    }),
    parts: t.field({
      type: PartConnectionRef,
      description: 'What was counted, each once: the service first, then by the steps below it.',
      args: pageOnlyArgs(),
      resolve: ({ found }, args) => arrayPage<Part>(found.parts, args, 'PARTS', ({ node }) => keyOf(node)),
    }),
    unknown: t.field({
      type: PartConnectionRef,
      description: 'What takes the service down and has no availability: it counts as always up.',
      args: pageOnlyArgs(),
      resolve: ({ found }, args) =>
        arrayPage<Part>(
          found.unknown.map((node) => ({ node, availability: null })),
          args,
          'UNKNOWN',
          ({ node }) => keyOf(node),
        ),
    }),
    notCounted: t.field({
      type: NotCountedConnectionRef,
      description: 'Dependencies with a strength below 1, which do not take down what depends on them.',
      args: pageOnlyArgs(),
      resolve: ({ found }, args) =>
        arrayPage(
          found.notCounted,
          args,
          'NOT_COUNTED',
          ({ node, dependent }) => `${keyOf(dependent)} ${keyOf(node)}`,
        ),
    }),
    weakest: t.field({
      type: WeakestRef,
      nullable: true,
      description: 'The weakest link. Null if no part can fail.',
      resolve: ({ found }) => found.weakest,
    }),
    changes: t.field({
      type: [ChangeRef],
      extensions: cost({ size: 10 }),
      description: `Single changes that would make a promise possible that is not, the least that suffices first; at most ${MOST_CHANGES}.`,
      resolve: ({ found }) => found.changes.slice(0, MOST_CHANGES),
    }),
    reasons: t.field({
      type: [ReasonRef],
      extensions: cost({ size: 10, perItem: 0 }),
      description: 'What has to be known about the result, in words.',
      resolve: ({ found }) => found.reasons,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How it was computed; with the 50 least available parts.',
      resolve: ({ found }) => found.explanation,
    }),
  }),
})

function isPossible({ lower, upper }: Feasibility, promised: number | null): boolean | null {
  if (promised === null || lower === null || upper === null) return null
  if (significant(promised) <= significant(lower)) return true
  return significant(promised) > significant(upper) ? false : null
}
