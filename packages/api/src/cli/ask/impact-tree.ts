import type { Branch } from '../text/tree.ts'
import { decimal, inWords, type NamedNode, weightOf } from './words.ts'

/** A step of the way from what fails up to an objective; `via` is the link to the step before it. */
export interface PathStep {
  readonly name: string
  readonly node: NamedNode | null
  readonly via: { readonly kind: string; readonly strength: number } | null
}

export interface ObjectiveAtRisk {
  readonly objective: { readonly title: string } | null
  readonly valueAtRisk: number
  readonly loss: number
  readonly parts: readonly {
    readonly name: string
    readonly share: number
    readonly loss: number
    readonly path: readonly PathStep[]
  }[]
}

/**
 * An objective, below it the services or processes that it loses, and below each what that rests on, down to what
 * fails. What a node rests on is shown once; where the same way comes again, it ends with a mark.
 */
export function riskTree({ objective, valueAtRisk, loss, parts }: ObjectiveAtRisk): Branch {
  const shown = new Set<string>()
  return {
    text: objective?.title ?? '(deleted)',
    cells: ['', '', decimal(loss), weightOf(valueAtRisk)],
    children: parts.map((part) => {
      // From the objective down; its own step names the link and stands at the top.
      const [top, ...way] = part.path.toReversed()
      const [first] = branches(top?.via, way, shown)
      const children = first?.children ?? []
      const link = inWords(top?.via?.kind ?? 'CONTRIBUTION')
      return {
        text: first?.text ?? part.name,
        cells: [link, decimal(part.share), decimal(part.loss), ''],
        children,
      }
    }),
  }
}

/** A way down as a branch with one child each. */
function branches(via: PathStep['via'] | undefined, way: readonly PathStep[], shown: Set<string>): Branch[] {
  const [step, ...below] = way
  if (step === undefined) return []
  const key = JSON.stringify(way.map(({ node, name }) => node?.id ?? name))
  const again = shown.has(key) && below.length > 0
  shown.add(key)
  return [
    {
      text: again ? `${step.name} (as above)` : step.name,
      cells: [via === undefined || via === null ? '' : inWords(via.kind), decimal(via?.strength), '', ''],
      children: again ? [] : branches(step.via, below, shown),
    },
  ]
}
