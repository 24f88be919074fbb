import type { Reason } from '../../graph/explanation.ts'
import { mcNemarExact } from './csat.ts'
import { FEWEST, type Tested } from './interval.ts'

/** An answer that is counted, with a pseudonym of who gave it that is the same in several surveys. */
export interface PanelAnswer {
  /** Null if it is not known. */
  readonly panel: string | null
  /** Whether the respondent is content. */
  readonly isContent: boolean
}

/** What became of the respondents of two surveys, one after the other. */
export type Pairing =
  | {
      readonly outcome: 'PAIRED'
      /** How many are content only the second time. */
      readonly gained: number
      /** How many were content only the first time. */
      readonly lost: number
    }
  | { readonly outcome: 'TOO_FEW_PAIRS' | 'PROTECTS_ANSWERS' | 'ANSWERS_CHANGED' }

/**
 * The answers of those who answered both surveys, if at least half of the answers of each are theirs. Those who changed,
 * with both results, may tell how the others answered. So there is no pairing if others are fewer than five in one of
 * the surveys, or all answered the same; nor if those of the pairs did.
 */
export function pairingOf(before: readonly PanelAnswer[], after: readonly PanelAnswer[]): Pairing {
  const first = byPanel(before)
  const second = byPanel(after)
  const pairs = [...first].flatMap(([panel, was]) => {
    const is = second.get(panel)
    return is === undefined ? [] : [{ panel, was, is }]
  })
  if (2 * pairs.length < Math.max(before.length, after.length)) return { outcome: 'TOO_FEW_PAIRS' }
  const paired = new Set(pairs.map(({ panel }) => panel))
  const others = (answers: readonly PanelAnswer[]) =>
    answers.filter(({ panel }) => panel === null || !paired.has(panel)).map(({ isContent }) => isContent)
  const groups = [
    pairs.map(({ was }) => was),
    pairs.map(({ is }) => is),
    ...[others(before), others(after)].filter(({ length }) => length > 0),
  ]
  if (groups.some((group) => group.length < FEWEST || new Set(group).size < 2))
    return { outcome: 'PROTECTS_ANSWERS' }
  return {
    outcome: 'PAIRED',
    gained: pairs.filter(({ was, is }) => is && !was).length,
    lost: pairs.filter(({ was, is }) => was && !is).length,
  }
}

/** The answers of those who are known, each once. */
function byPanel(answers: readonly PanelAnswer[]): ReadonlyMap<string, boolean> {
  return new Map(answers.flatMap(({ panel, isContent }) => (panel === null ? [] : [[panel, isContent]])))
}

/**
 * A test of two shares with that of those who answered twice in its place, if they are known. The interval stays that of
 * different persons, which is wider where a person answers alike twice.
 */
export function pairedTest(tested: Tested, pairing: Pairing | undefined): Tested {
  if (pairing?.outcome !== 'PAIRED') return tested
  return { ...tested, test: 'MCNEMAR_EXACT', p: mcNemarExact(pairing.gained, pairing.lost) }
}

const DIFFERENT = 'Respondents of both surveys are compared as different persons'

const REASONS = {
  PAIRED: {
    code: 'RESPONDENTS_PAIRED',
    text: 'At least half of the answers of each survey are of persons who answered both: the test is of those of them who changed their answer.',
  },
  TOO_FEW_PAIRS: {
    code: 'RESPONDENTS_NOT_PAIRED',
    text: `${DIFFERENT}: fewer than half of the answers of both surveys are known to be of the same persons.`,
  },
  PROTECTS_ANSWERS: {
    code: 'RESPONDENTS_NOT_PAIRED',
    text: `${DIFFERENT}: a test of those who answered both would tell what others answered.`,
  },
  ANSWERS_CHANGED: {
    code: 'RESPONDENTS_NOT_PAIRED',
    text: `${DIFFERENT}: answers were replaced or deleted, or came later, so that pairs do not agree with what is counted.`,
  },
} as const satisfies Record<Pairing['outcome'], Reason>

const NOT_EXAMINED: Reason = {
  code: 'RESPONDENTS_NOT_PAIRED',
  text: `${DIFFERENT}; whether some answered both is not examined.`,
}

/** As whom respondents are compared. @param pairing undefined if it was not examined */
export function pairingReason(pairing: Pairing | undefined): Reason {
  return pairing === undefined ? NOT_EXAMINED : REASONS[pairing.outcome]
}
