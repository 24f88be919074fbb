import { type Explanation, plainInput, type Reason } from '../graph/explanation.ts'
import { nines, ninesApart, percent, significant } from '../graph/figures.ts'

/** The links of the promise chain, in order. */
export const LINKS = ['EXPECTED', 'PROMISED', 'POSSIBLE', 'DELIVERED', 'FELT'] as const
export type ChainLink = (typeof LINKS)[number]

/** What is known about a service towards one group of its users; null where it is not known. Shares from 0 to 1. */
export interface ChainQuestion {
  /** What the users asked for. */
  readonly expected: number | null
  /** The target that was agreed. */
  readonly promised: number | null
  /** Whether both sides have acknowledged the promise; where it is left out, that is not asked. */
  readonly acknowledged?: boolean
  /** What the parts below allow; both ends are equal where it is exact. */
  readonly possible: { readonly lower: number; readonly upper: number } | null
  /** Attainment. */
  readonly delivered: number | null
  /** Satisfaction with the ends of its interval, and the target it is measured by. */
  readonly felt: {
    readonly value: number
    readonly lower: number | null
    readonly upper: number | null
    readonly target: number | null
  } | null
}

export interface ChainState {
  readonly link: ChainLink
  readonly known: boolean
  /** Whether it keeps what the links before ask of it; null where that cannot be compared. */
  readonly holds: boolean | null
  readonly reason: Reason | null
}

export interface PromiseChain {
  readonly links: readonly ChainState[]
  /** The first link that is known to break. */
  readonly firstBreak: ChainLink | null
  /** Links without a figure. */
  readonly unknown: readonly ChainLink[]
  readonly reasons: readonly Reason[]
  readonly explanation: Explanation
}

type Verdict = Pick<ChainState, 'holds' | 'reason'>

const INCOMPARABLE: Verdict = { holds: null, reason: null }
const HOLDS: Verdict = { holds: true, reason: null }

/** Where the chain from what is expected to what is felt breaks first. A link without a figure is named. */
export function chainOf(question: ChainQuestion): PromiseChain {
  const { expected, promised, possible, delivered, felt } = question
  const known = {
    EXPECTED: expected !== null,
    PROMISED: promised !== null,
    POSSIBLE: possible !== null,
    DELIVERED: delivered !== null,
    FELT: felt !== null,
  }
  const verdicts: Record<ChainLink, Verdict> = {
    EXPECTED: expected === null ? INCOMPARABLE : HOLDS,
    PROMISED: promisedVerdict(expected, promised),
    POSSIBLE: possibleVerdict(promised, possible),
    DELIVERED: deliveredVerdict(promised, delivered),
    FELT: feltVerdict(question),
  }
  const links = LINKS.map((link): ChainState => {
    const { holds, reason } = verdicts[link]
    const unknown = { code: `UNKNOWN_${link}`, text: UNKNOWN[link] }
    return { link, known: known[link], holds, reason: known[link] ? reason : unknown }
  })
  const reasons = links.flatMap(({ reason }) => (reason === null ? [] : [reason]))
  if (promised !== null && question.acknowledged === false)
    reasons.push({ code: 'NOT_ACKNOWLEDGED', text: 'Not both sides have acknowledged the promise.' })
  return {
    links,
    firstBreak: links.find(({ holds }) => holds === false)?.link ?? null,
    unknown: LINKS.filter((link) => !known[link]),
    reasons,
    explanation: {
      formula: 'promise-chain',
      version: 1,
      source: 'expected ≤ promised ≤ possible; delivered ≥ promised; felt ≥ its target',
      inputs: [
        plainInput('expected', expected),
        plainInput('promised', promised),
        plainInput('possible', possible === null ? null : significant(possible.upper)),
        plainInput('delivered', delivered === null ? null : significant(delivered)),
        plainInput('felt', felt === null ? null : significant(felt.value)),
      ],
      reasons,
    },
  }
}

const UNKNOWN: Readonly<Record<ChainLink, string>> = {
  EXPECTED: 'What the users expect is not recorded.',
  PROMISED: 'Nothing is promised.',
  POSSIBLE: 'What is possible is not known: no availability of a part is recorded.',
  DELIVERED: 'What was delivered is not known: nothing was measured in the window.',
  FELT: 'What the users felt is not known: no survey has a result that may be shown.',
}

function promisedVerdict(expected: number | null, promised: number | null): Verdict {
  if (expected === null || promised === null) return INCOMPARABLE
  if (!isBelow(promised, expected)) return HOLDS
  const [most, told] = ninesApart(expected, promised)
  const text = `${most} is expected, and only ${told} is promised.`
  return broken('PROMISED_LESS_THAN_EXPECTED', text)
}

function possibleVerdict(promised: number | null, possible: ChainQuestion['possible']): Verdict {
  if (promised === null || possible === null) return INCOMPARABLE
  if (isBelow(possible.upper, promised)) {
    const [told, most] = ninesApart(promised, possible.upper)
    const text = `${told} is promised, and only ${most} is possible.`
    return broken('PROMISED_MORE_THAN_POSSIBLE', text)
  }
  if (!isBelow(possible.lower, promised)) return HOLDS
  const text = `${nines(promised)} is promised; between ${nines(possible.lower)} and ${nines(possible.upper)} is possible.`
  return { holds: null, reason: { code: 'MAY_NOT_BE_POSSIBLE', text } }
}

function deliveredVerdict(promised: number | null, delivered: number | null): Verdict {
  if (promised === null || delivered === null) return INCOMPARABLE
  if (!isBelow(delivered, promised)) return HOLDS
  const [told, had] = ninesApart(promised, delivered)
  const text = `${told} is promised, and ${had} was delivered.`
  return broken('DELIVERED_LESS_THAN_PROMISED', text)
}

/** With an interval, only what lies wholly below the target is below it. */
function feltVerdict({ promised, delivered, felt }: ChainQuestion): Verdict {
  if (felt === null || felt.target === null) return INCOMPARABLE
  if (!isBelow(felt.upper ?? felt.value, felt.target)) return HOLDS
  const kept = promised !== null && delivered !== null && !isBelow(delivered, promised)
  const although = kept ? 'What was promised was delivered, and still' : 'The'
  const text = `${although}${kept ? ' the' : ''} satisfaction of ${percent(felt.value)} is below its target of ${percent(felt.target)}.`
  return broken(kept ? 'FELT_BELOW_TARGET_ALTHOUGH_DELIVERED' : 'FELT_BELOW_TARGET', text)
}

function broken(code: string, text: string): Verdict {
  return { holds: false, reason: { code, text } }
}

/** Compares without the noise of the arithmetic. */
function isBelow(value: number, limit: number): boolean {
  return significant(value) < significant(limit)
}
