import type { Explanation, ExplanationInput, Reason } from '../../graph/explanation.ts'
import { fractionInput, nodeInput, plainInput } from '../../graph/explanation.ts'
import { figure, figuresOf, money, percent, significant } from '../../graph/figures.ts'
import { decimalText } from './decimals.ts'
import type { Ledger, Side } from './ledger.ts'
import type { Grouping, LedgerRow } from './ledger-rows.ts'
import { type Bucket, RUN } from './targets.ts'

/** An amount of a ledger: minutes, or money of a currency. */
export interface Amount {
  readonly units: bigint
  readonly digits: number
  /** Null for minutes. */
  readonly currency: string | null
}

const VERSION = 1
const SOURCE =
  'Share of effort that follows the weights: 1 − ½ Σ|weight − share|, the sum of the smaller of both'

/** Objectives that an explanation names. */
const NAMED = 8

export function amountText({ units, digits, currency }: Amount): string {
  const text = decimalText({ units, digits })
  return currency === null ? `${Number(text).toLocaleString('en')} min` : money(text, currency)
}

/** Why a fit is not known. */
export function fitReason(side: Side, currency: string | null): Reason | null {
  const { reason } = side.fit
  if (reason === null) return null
  const what = currency === null ? 'effort' : `cost in ${currency}`
  const text =
    reason === 'NO_EFFORT'
      ? `There is no ${what} in the period that counts.`
      : 'No objective with a weight above 0 counts in the period.'
  return { code: reason, text }
}

/** How the fit came about. */
export function fitExplanation(
  ledger: Ledger,
  rows: readonly LedgerRow[],
  currency: string | null,
): Explanation {
  const { actual, timeline, digits } = ledger
  const amount = (units: bigint) => amountText({ units, digits, currency })
  const run = actual.byTarget.get(RUN) ?? 0n
  const reasons: Reason[] = []
  const unknown = fitReason(actual, currency)
  if (unknown !== null) reasons.push(unknown)
  const counted = amount(actual.total - run)
  if (actual.fit.value !== null) reasons.push(matchedReason(actual.fit.value, rows, ledger))
  if (run !== 0n) {
    const text = `${amount(run)} went into duties that no objective names and is left out: ${counted} counts.`
    reasons.push({ code: 'RUN_LEFT_OUT', text })
  }
  if (significant(timeline.ceiling) < 1) {
    const text = `No live service supports objectives with a weight of ${figure(1 - timeline.ceiling)} in all: what services do can fit to ${figure(timeline.ceiling)} at most.`
    reasons.push({ code: 'BELOW_CEILING', text })
  }
  const inputs: ExplanationInput[] = [
    plainInput('all work', decimalText({ units: actual.total, digits }), currency ?? 'min'),
    plainInput('duties that no objective names', decimalText({ units: run, digits }), currency ?? 'min'),
    plainInput('ceiling', significant(timeline.ceiling)),
  ]
  for (const { about, matched } of rows.slice(0, NAMED)) {
    if (about.objective === null || matched === null) continue
    inputs.push(fractionInput('matched', matched, { type: 'Objective', id: about.objective }))
  }
  return { formula: 'alignmentFit', version: VERSION, source: SOURCE, inputs, reasons }
}

/** What the objectives add to the fit; shown parts add up to the shown total. */
function matchedReason(value: number, rows: readonly LedgerRow[], ledger: Ledger): Reason {
  const parts = rows
    .filter(({ about, matched }) => about.objective !== null && (matched ?? 0) > 0)
    .toSorted((a, b) => (b.matched ?? 0) - (a.matched ?? 0))
  const named = parts.slice(0, 3)
  const rest = parts.slice(3).reduce((sum, { matched }) => sum + (matched ?? 0), 0)
  const values = [...named.map(({ matched }) => matched ?? 0), ...(rest > 0 ? [rest] : [])]
  const shown = figuresOf(values)
  const titles = named.map(({ about }) => titleOf(ledger, about.objective))
  const list = shown.map((part, at) => `${at < titles.length ? titles[at] : 'others'} ${part}`)
  const text =
    list.length === 0
      ? 'The fit is 0: no work reached an objective that weighs something.'
      : `The fit of ${figure(value)} is made of: ${list.join(', ')}.`
  return { code: 'MATCHED', text }
}

const BUCKETS: Readonly<Record<Bucket, Reason>> = {
  NO_OBJECTIVE: {
    code: 'NO_OBJECTIVE',
    text: 'Work that leads to no objective. Name an objective, link the service to one, or state what depends on it.',
  },
  INACTIVE_OBJECTIVE: {
    code: 'INACTIVE_OBJECTIVE',
    text: 'Work for objectives that do not count on its day, and have none below them that does.',
  },
  RUN: {
    code: 'RUN',
    text: 'Work of services with a duty that no objective names. It is shown apart and not counted.',
  },
}

/** How a row came about. */
export function rowExplanation(
  ledger: Ledger,
  row: LedgerRow,
  grouping: Grouping,
  currency: string | null,
): Explanation {
  const { about, weight, share } = row
  const { digits } = ledger
  const inputs: ExplanationInput[] = [
    plainInput('amount', decimalText({ units: row.amount, digits }), currency ?? 'min'),
    plainInput('planned', decimalText({ units: row.planned, digits }), currency ?? 'min'),
  ]
  if (share !== null) inputs.push(plainInput('share', significant(share)))
  if (about.objective !== null && weight !== null)
    inputs.push(fractionInput('weight', weight, { type: 'Objective', id: about.objective }))
  if (about.team !== null) inputs.push(nodeInput('team', null, { type: 'Team', id: about.team }))
  if (about.service !== null) inputs.push(nodeInput('service', null, { type: 'Service', id: about.service }))
  return {
    formula: grouping === 'OBJECTIVE' ? 'alignmentObjective' : 'alignmentLedger',
    version: VERSION,
    source: SOURCE,
    inputs,
    reasons: rowReasons(ledger, row),
  }
}

function rowReasons({ timeline }: Ledger, { about, weight, share, difference }: LedgerRow): Reason[] {
  if (about.bucket !== null) return [BUCKETS[about.bucket]]
  if (share === null) return [{ code: 'NO_EFFORT', text: 'Nothing in the period counts.' }]
  if (about.objective === null || weight === null || difference === null) {
    return [{ code: 'SHARE', text: `${percent(share)} of what counts.` }]
  }
  const reasons: Reason[] = []
  const both = `${percent(share)} of what counts reached it, and it weighs ${percent(weight)}`
  if (significant(difference) > 0) {
    reasons.push({ code: 'OVER_INVESTMENT', text: `${both}: more than its weight.` })
  } else if (significant(difference) < 0) {
    reasons.push({ code: 'UNDER_INVESTMENT', text: `${both}: less than its weight.` })
  } else reasons.push({ code: 'MATCHED', text: `${both}.` })
  if (timeline.unsupported.includes(about.objective)) {
    reasons.push({ code: 'NO_SERVICE', text: 'No live service supports it, directly or by a process.' })
  }
  return reasons
}

function titleOf({ network }: Ledger, id: string | null): string {
  const place = id === null ? undefined : network.objectiveAt.get(id)
  return `“${network.model.objectives[place ?? -1]?.title ?? ''}”`
}
