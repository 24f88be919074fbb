import type { Reason } from '../graph/explanation.ts'
import { significant } from '../graph/figures.ts'
import type { Satisfaction } from '../surveys/scoring/satisfaction.ts'
import { type PerceptionGap, perceptionGap } from '../surveys/scoring/watermelon.ts'
import { chainOf, type PromiseChain } from './chain.ts'
import type { Feasibility } from './feasibility-result.ts'
import type { MeasuredSlo, PromiseRow } from './promise-row.ts'

/** The promise chain of a service towards one group of its users. */
export interface ShownChain {
  readonly row: PromiseRow
  readonly chain: PromiseChain
  readonly possible: Feasibility | null
  /** The SLO whose attainment is what was delivered. */
  readonly measuredBy: MeasuredSlo | null
  readonly promised: number | null
  readonly delivered: number | null
  readonly felt: Satisfaction | null
  readonly perceptionGap: PerceptionGap | null
}

/**
 * Puts the links together. What is delivered is the attainment of the SLO that the version names, otherwise of the
 * service's SLO with the lowest one. Without a group of users, the SLO is what is promised.
 */
export function shownChain(
  row: PromiseRow,
  slos: readonly MeasuredSlo[],
  possibleFor: (promised: number | null) => Feasibility | null,
  felt: Satisfaction | null,
): ShownChain {
  const measuredBy = measured(row, slos)
  const isForAll = row.teamId === null && row.externalParty === null
  const promised = isForAll ? (measuredBy?.target ?? null) : row.promised
  const possible = possibleFor(promised)
  const delivered = measuredBy?.attainment ?? null
  const chain = chainOf({
    expected: row.expected,
    promised,
    ...(row.promised === null ? {} : { acknowledged: row.acknowledged }),
    possible:
      possible?.lower == null || possible.upper === null
        ? null
        : { lower: possible.lower, upper: possible.upper },
    delivered,
    felt:
      felt === null
        ? null
        : { value: felt.value, lower: felt.interval.low, upper: felt.interval.high, target: row.csatTarget },
  })
  const noted = withReasons(chain, [
    ...(measuredBy === null ? [] : [MEASURED_BY(measuredBy, row)]),
    ...(felt === null ? [] : [FELT_BY(felt, row)]),
  ])
  const gap = gapOf(measuredBy, felt, row.csatTarget)
  return { row, chain: noted, possible, measuredBy, promised, delivered, felt, perceptionGap: gap }
}

/** What users feel against whether the SLO is met. */
function gapOf(
  slo: MeasuredSlo | null,
  felt: Satisfaction | null,
  target: number | null,
): PerceptionGap | null {
  if (slo?.attainment == null || felt === null || target === null) return null
  return perceptionGap(significant(slo.attainment) >= significant(slo.target), felt.interval, target)
}

const FELT_BY = ({ survey, n, isOfTeam }: Satisfaction, { teamId, csatTarget }: PromiseRow): Reason => {
  const whose = isOfTeam
    ? 'the team'
    : teamId === null
      ? 'all users'
      : 'all users, as that of the team is not shown'
  const aim = csatTarget === null ? ' The service has no target for it.' : ''
  return {
    code: 'FELT_BY',
    text: `What was felt is the satisfaction of ${whose}: ${n} answers to the survey ${survey.title}.${aim}`,
  }
}

function measured(row: PromiseRow, slos: readonly MeasuredSlo[]): MeasuredSlo | null {
  const named = slos.find(({ id }) => id === row.sloId)
  if (named !== undefined) return named
  let lowest: MeasuredSlo | null = null
  for (const slo of slos) if (lowest === null || isLower(slo, lowest)) lowest = slo
  return lowest
}

/** One without a measurement comes last. */
function isLower(slo: MeasuredSlo, than: MeasuredSlo): boolean {
  if (slo.attainment === null) return false
  return than.attainment === null || significant(slo.attainment) < significant(than.attainment)
}

const MEASURED_BY = ({ name, attainment }: MeasuredSlo, { sloId, agreementId }: PromiseRow): Reason => {
  const measured = `What was delivered is measured by the SLO ${name}`
  if (sloId !== null) return { code: 'MEASURED_BY', text: `${measured}, which the agreement names.` }
  const agreement = agreementId === null ? 'there is no agreement' : 'the agreement names none'
  const choice =
    attainment === null
      ? 'none of the service has been measured'
      : 'it has the lowest attainment of the service'
  return { code: 'MEASURED_BY', text: `${measured}: ${agreement}, and ${choice}.` }
}

function withReasons(chain: PromiseChain, more: readonly Reason[]): PromiseChain {
  const reasons = [...chain.reasons, ...more]
  return { ...chain, reasons, explanation: { ...chain.explanation, reasons } }
}
