import { type Explanation, type ExplanationInput, plainInput, type Reason } from '../../graph/explanation.ts'
import { percent, significant } from '../../graph/figures.ts'
import { type ModelStage, type Parts, type StageFacts, type StageHealth, shareOf } from './stages.ts'

export const HEALTH_SOURCE = 'kept figures, records of sources and the gap report'

interface StageWords {
  /** What is counted, in the plural. */
  readonly rows: string
  /** What the covered ones do. */
  readonly does: string
  /** Whose weight is measured, and what is true of the covered part. */
  readonly weight: string
  readonly covered: string
  /** How to begin where there is nothing to count. */
  readonly begin: string
}

const WORDS: Readonly<Record<ModelStage, StageWords>> = {
  FOUND: {
    rows: 'live assets',
    does: 'are confirmed by a source since the last but one time of its schedule, or in the last 90 days without a schedule',
    weight: 'value at risk of live assets',
    covered: 'lies on them',
    begin: 'There are no live assets: connect a source that reports them.',
  },
  OWNED: {
    rows: 'live services and assets',
    does: 'are owned by a team',
    weight: 'value at risk of live services and assets',
    covered: 'has an owner',
    begin: 'There are no live services or assets: create services, and connect a source that reports assets.',
  },
  MAPPED: {
    rows: 'live assets',
    does: 'are needed by a service, directly or through other assets',
    weight: 'value at risk of live technical services',
    covered: 'lies on services with a live asset below them',
    begin: 'There are no live assets: connect a source that reports them, and write mapping rules.',
  },
  LINKED: {
    rows: 'live services',
    does: 'lead to an active objective, directly or through services and processes',
    weight: 'weight of active objectives',
    covered: 'is supported by a live service',
    begin: 'There are no live services: create the services that the organisation rests on.',
  },
  WEIGHED: {
    rows: 'links to active objectives',
    does: 'have a share or strength of their own',
    weight: 'weight of the active objectives that a link leads to',
    covered: 'is reached by such links only',
    begin:
      'No link leads to an active objective: link services and processes to objectives, with their shares.',
  },
}

/** The report on one stage. */
export function stageHealth(facts: StageFacts): StageHealth {
  const { stage, rows, weights, ages } = facts
  return {
    stage,
    count: rows.covered,
    total: rows.covered + rows.missing,
    share: shareOf(rows),
    weightShare: shareOf(weights),
    ages,
    explanation: explain(facts),
  }
}

function explain(facts: StageFacts): Explanation {
  const { stage, rows, weights, ages } = facts
  const { rows: what, weight } = WORDS[stage]
  const inputs: ExplanationInput[] = [
    plainInput('covered', rows.covered, what),
    plainInput('not covered', rows.missing, what),
    plainInput('weight covered', significant(weights.covered), weight),
    plainInput('weight not covered', significant(weights.missing), weight),
  ]
  if (ages.oldest !== null) inputs.push(plainInput('age of the oldest fact', Math.round(ages.oldest), 's'))
  if (ages.median !== null) inputs.push(plainInput('median age of the facts', Math.round(ages.median), 's'))
  const formula = `model-health-${stage.toLowerCase()}`
  return { formula, version: 1, source: HEALTH_SOURCE, inputs, reasons: reasonsOf(facts) }
}

function reasonsOf({ stage, rows, weights, ages, pending, ofTeam }: StageFacts): Reason[] {
  if (ofTeam && stage === 'OWNED') {
    return [
      { code: 'OWNED_BY_THE_TEAM', text: 'All that a team owns has an owner: there is no share to take.' },
    ]
  }
  const { rows: what, does, weight, covered, begin } = WORDS[stage]
  const total = rows.covered + rows.missing
  const reasons: Reason[] = []
  if (total === 0) {
    const text = ofTeam ? `The team has no ${what}.` : begin
    reasons.push({ code: 'NOTHING_TO_COUNT', text })
  } else {
    reasons.push({ code: stage, text: `${rows.covered} of ${total} ${what} ${does}.` })
  }
  const part = shareOf(weights)
  reasons.push(
    part === null
      ? { code: 'NOTHING_AT_STAKE', text: `Nothing is at stake: the ${weight} is 0.` }
      : { code: 'WEIGHT', text: `${percent(part)} of the ${weight} ${covered}.` },
  )
  if (ages.oldest === null && total > 0) {
    reasons.push({ code: 'NO_FACTS', text: 'No fact of this stage is recorded, so there is no age.' })
  }
  if (pending > 0) {
    reasons.push({
      code: 'FIGURES_PENDING',
      text: `The value at risk of ${pending} assets is not computed yet and counts as 0.`,
    })
  }
  return reasons
}

/** Whether there is anything in a stage at all. */
export function isEmpty({ rows, weights }: { readonly rows: Parts; readonly weights: Parts }): boolean {
  return rows.covered + rows.missing === 0 && weights.covered + weights.missing === 0
}
