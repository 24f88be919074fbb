import { type Explanation, fractionInput, nodeInput, type Reason } from '../graph/explanation.ts'
import { measured, percent, significant } from '../graph/figures.ts'

export type ObjectiveStatus = 'DRAFT' | 'ACTIVE' | 'ACHIEVED' | 'ABANDONED'

/** An objective as far as progress needs it. */
export interface ObjectiveInTree {
  readonly id: string
  readonly title: string
  readonly parentId: string | null
  readonly weight: number
  readonly status: ObjectiveStatus
}

/** Where the current value of a key result was read: typed in by a person, or a metric's latest usable sample. */
export type CurrentValueOrigin =
  | { readonly kind: 'MANUAL' }
  | { readonly kind: 'METRIC_WITHOUT_SAMPLE'; readonly metricId: string; readonly metricName: string }
  | {
      readonly kind: 'METRIC'
      readonly metricId: string
      readonly metricName: string
      /** The day on which the sample was taken, in the time zone of the organisation, YYYY-MM-DD. */
      readonly on: string
    }

/** A key result with the current value that counts. Values are in the key result's own unit. */
export interface MeasuredKeyResult {
  readonly id: string
  readonly objectiveId: string
  readonly title: string
  readonly unit: string
  readonly start: number
  readonly target: number
  readonly current: number
  /** Whether the current value is a quotient, whose digits mean nothing beyond the twelfth. */
  readonly isComputed: boolean
  readonly weight: number
  readonly origin: CurrentValueOrigin
}

/** Everything that decides the progress of some objectives: the trees below them and their key results. */
export interface ProgressData {
  readonly objectives: readonly ObjectiveInTree[]
  readonly keyResults: readonly MeasuredKeyResult[]
}

/** A progress from 0 to 1, or null where nothing can be said, and why. */
export interface Progress {
  readonly value: number | null
  readonly explanation: Explanation
}

const KEY_RESULT_SOURCE = 'share of the way from start to target, held between 0 and 1'
const OBJECTIVE_SOURCE = 'average of key results and child objectives, weighted as their owners weighted them'

/**
 * What is wrong with the values of a key result, or null. A target equal to the start measures nothing: there
 * is no way to go.
 */
export function keyResultProblem(values: { start: number; target: number; current: number }): string | null {
  for (const name of ['start', 'target', 'current'] as const) {
    if (!Number.isFinite(values[name])) return `${name} must be a finite number`
  }
  return values.target === values.start
    ? 'target must differ from start: progress is the share of the way between them'
    : null
}

/**
 * clamp((current − start) / (target − start), 0, 1), for rising and falling targets alike.
 * @throws RangeError with the text of {@link keyResultProblem}.
 */
export function keyResultShare(values: { start: number; target: number; current: number }): number {
  const problem = keyResultProblem(values)
  if (problem !== null) throw new RangeError(problem)
  const { start, target, current } = values
  // Halved where the difference of two huge values would overflow.
  const scale = Number.isFinite(target - start) && Number.isFinite(current - start) ? 1 : 0.5
  const share = (current * scale - start * scale) / (target * scale - start * scale)
  return Math.min(1, Math.max(0, share))
}

/** Progress of one key result; its explanation says where the current value was read. */
export function keyResultProgress(keyResult: MeasuredKeyResult): Progress {
  const { start, target, current, isComputed, unit, title, origin } = keyResult
  const value = keyResultShare({ start, target, current })
  const node = { type: 'KeyResult', id: keyResult.id } as const
  const metric = origin.kind === 'MANUAL' ? node : ({ type: 'Metric', id: origin.metricId } as const)
  const shownUnit = unit === '' ? null : unit
  return {
    value,
    explanation: {
      formula: 'key-result-progress',
      version: 1,
      source: KEY_RESULT_SOURCE,
      inputs: [
        nodeInput('start', start, node, shownUnit),
        nodeInput('target', target, node, shownUnit),
        nodeInput(
          'current',
          isComputed ? significant(current) : current,
          origin.kind === 'METRIC' ? metric : node,
          shownUnit,
        ),
      ],
      reasons: [
        originReason(origin),
        {
          code: 'SHARE_OF_THE_WAY',
          text: `“${title}” stands at ${isComputed ? measured(current) : current}${spaced(unit)} on its way from ${start} to ${target}: ${percent(value)}.`,
        },
      ],
    },
  }
}

function originReason(origin: CurrentValueOrigin): Reason {
  if (origin.kind === 'MANUAL') {
    return { code: 'CURRENT_IS_MANUAL', text: 'The current value was entered by hand.' }
  }
  if (origin.kind === 'METRIC') {
    return {
      code: 'CURRENT_FROM_METRIC',
      text: `The current value is the latest sample of the metric “${origin.metricName}”, taken on ${origin.on}.`,
    }
  }
  return {
    code: 'METRIC_HAS_NO_SAMPLE',
    text: `The metric “${origin.metricName}” has no usable sample yet, so the value entered by hand counts.`,
  }
}

interface Part {
  readonly title: string
  readonly node: { readonly type: 'KeyResult' | 'Objective'; readonly id: string }
  readonly weight: number
  readonly value: number
}

/**
 * A function that tells the progress of any objective of the data: Σ wᵢpᵢ / Σ wᵢ over its key results and its
 * child objectives, these by their own weight and progress, recursively. Drafts and abandoned children do not
 * count, children with nothing measured are left out. Each objective is computed once, however often asked.
 */
export function progressOf(data: ProgressData): (objectiveId: string) => Progress {
  const children = Map.groupBy(data.objectives, (objective) => objective.parentId)
  const keyResults = Map.groupBy(data.keyResults, (keyResult) => keyResult.objectiveId)
  const known = new Map<string, Progress>()
  const open = new Set<string>()

  const compute = (objectiveId: string): Progress => {
    const before = known.get(objectiveId)
    if (before !== undefined) return before
    open.add(objectiveId)
    const parts: Part[] = (keyResults.get(objectiveId) ?? []).map((keyResult) => ({
      title: keyResult.title,
      node: { type: 'KeyResult', id: keyResult.id },
      weight: keyResult.weight,
      value: keyResultShare(keyResult),
    }))
    const unmeasured: string[] = []
    for (const child of children.get(objectiveId) ?? []) {
      // The database keeps objectives free of circles; a circle in hand-made data is cut where it closes.
      if (child.status === 'DRAFT' || child.status === 'ABANDONED' || open.has(child.id)) continue
      const { value } = compute(child.id)
      if (value === null) unmeasured.push(child.title)
      else
        parts.push({
          title: child.title,
          node: { type: 'Objective', id: child.id },
          weight: child.weight,
          value,
        })
    }
    open.delete(objectiveId)
    const progress = weigh(objectiveId, parts, unmeasured)
    known.set(objectiveId, progress)
    return progress
  }
  return compute
}

function weigh(objectiveId: string, parts: readonly Part[], unmeasured: readonly string[]): Progress {
  const heaviest = Math.max(0, ...parts.map((part) => part.weight))
  const reasons: Reason[] = []
  let value: number | null = null
  if (parts.length === 0) {
    reasons.push({
      code: 'NOTHING_MEASURED',
      text: 'Neither a key result nor a child objective with one measures this objective: add a key result.',
    })
  } else if (heaviest === 0) {
    reasons.push({
      code: 'ALL_WEIGHTS_ZERO',
      text: 'Every key result and child objective weighs 0, so none of them counts: give one of them a weight.',
    })
  } else {
    // Relative to the heaviest part, so that sums of huge weights stay finite.
    const total = parts.reduce((sum, part) => sum + part.weight / heaviest, 0)
    const reached = parts.reduce((sum, part) => sum + (part.weight / heaviest) * part.value, 0)
    value = Math.min(1, reached / total)
    reasons.push({
      code: 'WEIGHTED_AVERAGE',
      text: `${parts.map((part) => `“${part.title}” ${percent(part.value)} (weight ${part.weight})`).join(', ')} ${parts.length === 1 ? 'gives' : 'give'} ${percent(value)}.`,
    })
  }
  if (unmeasured.length > 0) {
    reasons.push({
      code: 'CHILDREN_NOT_MEASURED',
      text: `Left out because nothing measures them: ${unmeasured.map((title) => `“${title}”`).join(', ')}.`,
    })
  }
  const inputs = parts.flatMap((part) => [
    fractionInput('progress', part.value, part.node),
    nodeInput('weight', part.weight, part.node),
  ])
  if (parts.length === 0) inputs.push(nodeInput('measured parts', 0, { type: 'Objective', id: objectiveId }))
  return {
    value,
    explanation: { formula: 'objective-progress', version: 1, source: OBJECTIVE_SOURCE, inputs, reasons },
  }
}

function spaced(unit: string): string {
  return unit === '' ? '' : ` ${unit}`
}
