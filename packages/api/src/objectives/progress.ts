import { fractionInput, nodeInput, type Reason } from '../graph/explanation.ts'
import { percent } from '../graph/figures.ts'
import type { Progress } from './key-result-facts.ts'
import { type MeasuredKeyResult, shareOf } from './key-results.ts'

export type ObjectiveStatus = 'DRAFT' | 'ACTIVE' | 'ACHIEVED' | 'ABANDONED'

/** An objective as far as progress needs it. */
export interface ObjectiveInTree {
  readonly id: string
  readonly title: string
  readonly parentId: string | null
  readonly weight: number
  readonly status: ObjectiveStatus
}

/** Everything that decides the progress of some objectives: the trees below them and their key results. */
export interface ProgressData {
  readonly objectives: readonly ObjectiveInTree[]
  readonly keyResults: readonly MeasuredKeyResult[]
}

const OBJECTIVE_SOURCE = 'average of key results and child objectives, weighted as their owners weighted them'

interface Part {
  readonly title: string
  readonly node: { readonly type: 'KeyResult' | 'Objective'; readonly id: string }
  readonly weight: number
  readonly value: number
}

/**
 * A function that tells the progress of any objective of the data: Σ wᵢpᵢ / Σ wᵢ over its key results and its
 * child objectives, these by their own weight and progress, recursively. Drafts and abandoned children do not
 * count, key results and children with nothing measured are left out. Each objective is computed once, however often
 * asked.
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
    const parts: Part[] = []
    const unmeasured: string[] = []
    for (const keyResult of keyResults.get(objectiveId) ?? []) {
      const { id, title, weight } = keyResult
      const value = shareOf(keyResult)
      if (value === null) unmeasured.push(title)
      else parts.push({ title, node: { type: 'KeyResult', id }, weight, value })
    }
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
