import { builder } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import type { Reason } from '../graph/explanation.ts'
import { ExplanationRef, ReasonRef } from '../graph/explanation-types.ts'
import { significant } from '../graph/figures.ts'
import { visibleTo } from '../graph/visibility.ts'
import { windowFields } from './span-fields.ts'
import type { PairStatus, SloStatus } from './status.ts'

export const SloOutcome = builder.enumType('SloOutcome', {
  description: 'Whether an SLO is kept in its window so far.',
  values: {
    MET: { description: 'The attainment is the target or more.' },
    MISSED: { description: 'The attainment is below the target.' },
    NO_TRAFFIC: { description: 'Nothing was measured in the window.' },
  } as const,
})

const shown = (value: number | null) => (value === null ? null : significant(value))

const BurnAlertRef = builder.objectRef<PairStatus>('SloBurnAlert').implement({
  description:
    'A burn alert of an SLO: it fires if the budget is spent faster than the factor over a long and a short window.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    factor: t.float({
      description: 'The burn rate above which it fires.',
      resolve: ({ pair }) => pair.factor,
    }),
    longMinutes: t.int({
      description: 'Length of the long window in minutes.',
      resolve: ({ pair }) => pair.long / 60_000,
    }),
    shortMinutes: t.int({
      description: 'Length of the short window in minutes.',
      resolve: ({ pair }) => pair.short / 60_000,
    }),
    longBurnRate: t.float({
      nullable: true,
      description: 'Burn rate over the long window. Null without events.',
      resolve: ({ evaluation }) => shown(evaluation.longBurn),
    }),
    shortBurnRate: t.float({
      nullable: true,
      description: 'Burn rate over the short window. Null without events.',
      resolve: ({ evaluation }) => shown(evaluation.shortBurn),
    }),
    isAbove: t.boolean({
      description:
        'Whether both burn rates are above the factor. The alert is raised and ended by the evaluation, once a minute.',
      resolve: ({ evaluation }) => evaluation.fires,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How it was computed.',
      resolve: ({ evaluation }) => evaluation.explanation,
    }),
  }),
})

/** A status as it leaves the batch or the kept figures. */
export interface ShownStatus {
  readonly status: SloStatus
  /** ISO 8601; null where it was computed for this request. */
  readonly computedAt: string | null
}

/** Pairs of windows that are refused for the same reason are listed once. */
function refusals(refused: SloStatus['refused']): Reason[] {
  return [...new Map(refused.map(({ reason }) => [reason.text, reason])).values()]
}

export const SloStatusRef = builder.objectRef<ShownStatus>('SloStatus').implement({
  description: 'How an SLO stands: attainment, error budget, burn rate and exhaustion.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    outcome: t.field({
      type: SloOutcome,
      description: 'Whether it is kept so far.',
      resolve: ({ status }) => status.outcome,
    }),
    at: t.field({
      type: 'DateTime',
      description:
        'The instant that it is of. In a rolling window of slices, the end of the last whole slice.',
      resolve: ({ status }) => new Date(status.at),
    }),
    ...windowFields<ShownStatus>(({ status }) => status.window),
    attainment: t.float({
      nullable: true,
      description: 'Share of good events or slices of what was measured so far. Null without any.',
      resolve: ({ status }) => shown(status.budget.attainment),
    }),
    remaining: t.float({
      description:
        'Share of the error budget of the whole window that is left: 1 is all of it, below 0 more than it is spent.',
      resolve: ({ status }) => significant(status.budget.remaining),
    }),
    allowed: t.float({
      description: 'Bad events or slices that the whole window allows.',
      resolve: ({ status }) => significant(status.budget.allowed),
    }),
    good: t.float({
      description: 'Good events or slices so far.',
      resolve: ({ status }) => significant(status.budget.good),
    }),
    bad: t.float({
      description: 'Bad events or slices so far. Of RATIO_TIMESLICES, what the shares of all slices lack.',
      resolve: ({ status }) => significant(status.budget.bad),
    }),
    wholeWindow: t.float({
      description: 'Events or slices of the whole window.',
      resolve: ({ status }) => significant(status.budget.whole),
    }),
    isProjected: t.boolean({
      description: 'Whether wholeWindow is projected, because the window is not over.',
      resolve: ({ status }) => status.budget.projected,
    }),
    coverage: t.float({
      nullable: true,
      description: 'Share of the slices so far that were measured. Null of OCCURRENCES.',
      resolve: ({ status }) => shown(status.budget.coverage),
    }),
    correctedBad: t.float({
      description: 'Bad events that agreed maintenance cut out.',
      resolve: ({ status }) => significant(status.budget.removed.bad),
    }),
    burnRate: t.float({
      nullable: true,
      description:
        'How fast the budget was spent over the last day: 1 spends it evenly over the window. Null without events.',
      resolve: ({ status }) => shown(status.burn),
    }),
    exhaustedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When the budget will be spent at this burn rate; the instant of the status if it is spent. Null if it will not be, see reasons.',
      resolve: ({ status }) => (status.exhaustion.at === null ? null : new Date(status.exhaustion.at)),
    }),
    burnAlerts: t.field({
      type: [BurnAlertRef],
      extensions: cost({ size: 4, perItem: 0 }),
      description: 'The burn alerts that watch it, the fastest first.',
      resolve: ({ status }) => status.pairs,
    }),
    reasons: t.field({
      type: [ReasonRef],
      extensions: cost({ size: 10, perItem: 0 }),
      description: 'What has to be known about these figures, and which burn alerts cannot watch it.',
      resolve: ({ status }) => [
        ...status.budget.reasons,
        ...(status.exhaustion.reason === null ? [] : [status.exhaustion.reason]),
        ...refusals(status.refused),
      ],
    }),
    computedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'Time at which the kept figures were computed. Null if they were computed for this request.',
      resolve: ({ computedAt }) => computedAt as never,
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How the error budget was computed.',
      resolve: ({ status }) => status.explanation,
    }),
  }),
})
