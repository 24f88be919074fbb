import { type Explanation, plainInput } from '../../graph/explanation.ts'
import { percent, significant } from '../../graph/figures.ts'
import { type NextBest, nextBest } from './next-best.ts'
import { HEALTH_SOURCE, isEmpty, stageHealth } from './stage-words.ts'
import { nextBestGap, type StageFacts, type StageGap, type StageHealth } from './stages.ts'

export interface ModelHealth {
  readonly stages: readonly StageHealth[]
  /** Null if nothing is missing, or a team owns nothing that counts. */
  readonly nextBest: NextBest | null
  readonly explanation: Explanation
}

const BEGINNING: StageGap = {
  kind: 'NOTHING_RECORDED',
  stage: 'FOUND',
  count: 0,
  counted: false,
  weight: null,
  nodes: [],
  source: null,
}

/** How complete the model is, stage by stage, and what to repair first. */
export function modelHealth(facts: readonly StageFacts[]): ModelHealth {
  const stages = facts.map(stageHealth)
  const empty = facts.every(isEmpty)
  const gap = empty && facts.every(({ ofTeam }) => !ofTeam) ? BEGINNING : nextBestGap(facts)
  const stage = facts.find((one) => one.stage === gap?.stage)
  const best = gap === undefined || stage === undefined ? null : nextBest(gap, stage)
  return { stages, nextBest: best, explanation: explain(stages, best, empty) }
}

/** The share that decides for a stage: by weight where there is weight, else by number. */
export function decidingShare({
  weightShare,
  share,
}: Pick<StageHealth, 'weightShare' | 'share'>): number | null {
  return weightShare ?? share
}

function explain(stages: readonly StageHealth[], best: NextBest | null, empty: boolean): Explanation {
  const shares = stages.flatMap((stage) => {
    const share = decidingShare(stage)
    return share === null ? [] : [{ stage: stage.stage.toLowerCase(), share }]
  })
  const inputs = shares.map(({ stage, share }) => plainInput(stage, significant(share)))
  const [weakest] = shares.toSorted((a, b) => a.share - b.share)
  const reasons = []
  if (weakest === undefined) {
    const text = empty
      ? 'Nothing is recorded that a stage counts.'
      : 'No stage has anything to take a share of.'
    reasons.push({ code: 'NOTHING_TO_COUNT', text })
  } else {
    const text = `The weakest stage is “${weakest.stage}” with ${percent(weakest.share)}.`
    reasons.push({ code: 'WEAKEST_STAGE', text })
  }
  if (best === null && !empty) {
    reasons.push({ code: 'NOTHING_MISSING', text: 'No stage lacks anything.' })
  }
  return { formula: 'model-health', version: 1, source: HEALTH_SOURCE, inputs, reasons }
}
