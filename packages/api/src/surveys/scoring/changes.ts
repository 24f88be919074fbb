import type { Reason } from '../../graph/explanation.ts'
import { type Draft, seriesKey, toldScore } from './drafts.ts'
import { holm } from './holm.ts'
import { ALPHA, type Interval, type Tested } from './interval.ts'
import { compare } from './measures.ts'
import { type Pairing, pairedTest } from './pairs.ts'

/** The change since the survey before. */
export interface Change {
  readonly from: number
  readonly to: number
  readonly difference: number
  readonly interval: Interval | null
  readonly test: Tested['test']
  readonly p: number | null
  /** p, corrected for all changes that the answer shows. */
  readonly correctedP: number | null
  /** Null if there is no verdict. */
  readonly isSignificant: boolean | null
  readonly reason: Reason | null
  /** UUID of the survey before. Null for a group of several. */
  readonly since: string | null
}

/** Two results and the test of their difference, before it is corrected for others. */
export interface TestedPair extends Tested {
  readonly from: number
  readonly to: number
  readonly since: string | null
}

/** A result and the one before of the same series. */
export interface Compared {
  readonly from: Draft
  readonly to: Draft
}

/** Finds the result before. @param drafts the last survey first */
export function earlierIn(drafts: readonly Draft[]): (draft: Draft) => Draft | undefined {
  const series = Map.groupBy(drafts, seriesKey)
  return (draft) => {
    const all = series.get(seriesKey(draft)) ?? []
    return all.slice(all.indexOf(draft) + 1).find(({ survey }) => survey.id !== draft.survey.id)
  }
}

/** The results whose change may be tested by those who answered twice: shares of all respondents, of surveys that are over. */
export function sharesCompared(drafts: readonly Draft[]): Compared[] {
  const earlier = earlierIn(drafts)
  const isShare = (draft: Draft) =>
    draft.cell === null && draft.measure.kind === 'CSAT' && draft.survey.isOver && isScored(draft)
  return drafts.filter(isShare).flatMap((to) => {
    const from = earlier(to)
    return from !== undefined && isShare(from) ? [{ from, to }] : []
  })
}

function isScored(draft: Draft): boolean {
  return toldScore(draft)?.score != null
}

/** What is known of those who answered both, by the later result. */
export type Pairings = ReadonlyMap<string, Pairing>

export function pairingKey({ survey, measure }: Pick<Draft, 'survey' | 'measure'>): string {
  return `${survey.id} ${measure.question.id}`
}

/** Null unless both results are published as they are. */
export function testedBetween(from: Draft, to: Draft, pairing?: Pairing): TestedPair | null {
  const before = toldScore(from)?.score ?? null
  const after = toldScore(to)?.score ?? null
  if (from.unit === null || to.unit === null || before === null || after === null) return null
  return {
    ...pairedTest(compare(to.measure, from.unit.values, to.unit.values), pairing),
    from: before,
    to: after,
    since: from.survey.id,
  }
}

/** The changes of one answer, each p corrected for all of them. */
export function correctedChanges(tested: readonly (TestedPair | null)[]): (Change | null)[] {
  const places = tested.flatMap((one, place) => (one?.p == null ? [] : [place]))
  const corrected = new Map(
    holm(places.map((place) => tested[place]?.p ?? 1)).map((p, index) => [places[index], p]),
  )
  return tested.map((one, place) => (one === null ? null : changeOf(one, corrected.get(place) ?? null)))
}

const NO_VERDICT = {
  TOO_FEW: 'At least one of both surveys has fewer than 10 answers, which is too few for a verdict.',
  NO_VARIANCE: 'The answers of both surveys do not vary, so there is nothing to test.',
} as const

function changeOf({ reason, ...tested }: TestedPair, correctedP: number | null): Change {
  return {
    ...tested,
    correctedP,
    isSignificant: correctedP === null ? null : correctedP < ALPHA,
    reason: reason === null ? null : { code: reason, text: NO_VERDICT[reason] },
  }
}
