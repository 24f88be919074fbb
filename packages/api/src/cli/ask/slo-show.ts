import type { GraphQLClient } from '../client/graphql-client.ts'
import { CommandError, EXIT } from '../exit.ts'
import { type Fact, renderFacts } from '../text/facts.ts'
import type { Screen } from '../text/style.ts'
import { renderTable } from '../text/table.ts'
import { wrapped } from '../text/wrap.ts'
import type { Reply } from './reply.ts'
import { decimal, inWords, percent } from './words.ts'

export const SLO = `query Slo($filter: SloFilter!) {
  slos(first: 1, filter: $filter) {
    nodes {
      id
      name
      description
      service { id name }
      indicator
      metric { id name unit }
      totalMetric { id name }
      operator
      threshold
      target
      duration
      startTime
      timeZone
      budgetingMethod
      timeSliceTarget
      timeSliceWindow
      alerting
      labels
      status {
        outcome
        at
        windowStart
        windowEnd
        attainment
        remaining
        allowed
        good
        bad
        wholeWindow
        isProjected
        coverage
        correctedBad
        burnRate
        exhaustedAt
        burnAlerts { factor longMinutes shortMinutes longBurnRate shortBurnRate isAbove }
        reasons { code text }
        explanation { formula version source inputs { name unit value } }
      }
    }
  }
}`

export const SPENT_BY = `query BudgetCauses($slo: NodeRef!) {
  budgetCauses(slo: $slo) {
    bad
    ownChanges
    dependencies
    unexplained
    causes(first: 20) {
      totalCount
      nodes { kind name bad budgetShare }
    }
  }
}`

interface SpentBy {
  readonly causes: {
    readonly totalCount: number
    readonly nodes: readonly {
      readonly kind: 'OWN_CHANGE' | 'DEPENDENCY' | 'UNEXPLAINED'
      readonly name: string | null
      readonly bad: number
      readonly budgetShare: number | null
    }[]
  }
}

interface Shown {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly service: { readonly name: string } | null
  readonly indicator: string
  readonly metric: { readonly name: string; readonly unit: string } | null
  readonly totalMetric: { readonly name: string } | null
  readonly operator: string | null
  readonly threshold: number | null
  readonly target: number
  readonly duration: string
  readonly startTime: string | null
  readonly timeZone: string | null
  readonly budgetingMethod: string
  readonly timeSliceTarget: number | null
  readonly timeSliceWindow: string | null
  readonly alerting: boolean
  readonly status: Status
}

interface Status {
  readonly outcome: string
  readonly windowStart: string
  readonly windowEnd: string
  readonly attainment: number | null
  readonly remaining: number
  readonly burnRate: number | null
  readonly exhaustedAt: string | null
  readonly burnAlerts: readonly {
    readonly factor: number
    readonly longMinutes: number
    readonly shortMinutes: number
    readonly longBurnRate: number | null
    readonly shortBurnRate: number | null
    readonly isAbove: boolean
  }[]
  readonly reasons: readonly { readonly text: string }[]
  readonly explanation: {
    readonly source: string
    readonly inputs: readonly {
      readonly name: string
      readonly unit: string | null
      readonly value: unknown
    }[]
  }
}

/** Shows an SLO that is named by its name or its ID. @throws CommandError NOT_FOUND if there is none */
export async function sloShow(client: GraphQLClient, name: string): Promise<Reply> {
  const filter = /^slo_[0-9a-f-]{36}$/i.test(name) ? { id: { eq: name } } : { name: { eq: name } }
  const data = await client.ask<{ slos: { nodes: readonly Shown[] } }>(SLO, { filter })
  const [slo] = data.slos.nodes
  if (slo === undefined)
    throw new CommandError('NOT_FOUND', `No SLO has the name or ID "${name}".`, EXIT.notFound)
  const { budgetCauses } = await client.ask<{ budgetCauses: SpentBy }>(SPENT_BY, { slo: { id: slo.id } })
  return { data: { slo, budgetCauses }, text: (screen) => render(slo, budgetCauses, screen) }
}

function render(slo: Shown, spentBy: SpentBy, screen: Screen): string {
  const { status } = slo
  const title = wrapped(slo.name, screen.width).map((line) => screen.style.strong(line))
  const facts: Fact[] = [
    ['ID', slo.id],
    ['Description', slo.description],
    ['Service', slo.service?.name ?? ''],
    ['Indicator', indicatorOf(slo)],
    ['Target', percent(slo.target)],
    ['Window', windowOf(slo)],
    ['Counted', countedOf(slo)],
    ['Outcome', inWords(status.outcome)],
    ['Attainment', percent(status.attainment)],
    ['Budget left', percent(status.remaining)],
    ['Burn rate', decimal(status.burnRate)],
    ['Spent at', status.exhaustedAt ?? ''],
    ['Reasons', status.reasons.map(({ text }) => text).join(' ')],
    ['Alerting', slo.alerting ? 'on' : 'off'],
  ]
  const alerts =
    status.burnAlerts.length === 0
      ? []
      : [renderTable({ columns: ALERTS, rows: status.burnAlerts.map(alertRow) }, screen)]
  const causes = spentBy.causes.nodes.filter(({ bad }) => bad > 0)
  const spent =
    causes.length === 0 ? [] : [renderTable({ columns: CAUSES, rows: causes.map(causeRow) }, screen)]
  const { source, inputs } = status.explanation
  const explanation = renderFacts(
    inputs.map(({ name, unit, value }): Fact => [name, `${String(value)} ${unit ?? ''}`.trim()]),
    screen,
    '  ',
  )
  const why = wrapped(source, screen.width).join('\n')
  return [
    [...title, renderFacts(facts, screen)].join('\n'),
    ...alerts,
    ...spent,
    `${why}\n${explanation}`,
  ].join('\n\n')
}

function indicatorOf({ indicator, metric, totalMetric, operator, threshold }: Shown): string {
  const name = metric?.name ?? ''
  if (indicator === 'THRESHOLD')
    return `${name} ${SIGNS[operator ?? ''] ?? ''} ${threshold} ${metric?.unit ?? ''}`.trim()
  if (totalMetric === null) return `good events of ${name}`
  return `${indicator === 'BAD_RATIO' ? 'bad' : 'good'} events ${name} of ${totalMetric.name}`
}

const SIGNS: Readonly<Record<string, string>> = { LT: '<', LTE: '≤', GT: '>', GTE: '≥' }

function windowOf({ duration, startTime, timeZone, status }: Shown): string {
  const kind = startTime === null ? 'rolling' : `calendar, from ${startTime} in ${timeZone}`
  return `${duration} ${kind}; now ${status.windowStart} to ${status.windowEnd}`
}

function countedOf({ budgetingMethod, timeSliceWindow, timeSliceTarget }: Shown): string {
  const method = inWords(budgetingMethod)
  if (timeSliceWindow === null) return method
  const target = timeSliceTarget === null ? '' : `, good from ${percent(timeSliceTarget)} on`
  return `${method} of ${timeSliceWindow}${target}`
}

const ALERTS = [
  { heading: 'BURN ALERT ABOVE', align: 'right' },
  { heading: 'LONG WINDOW', align: 'right' },
  { heading: 'BURN RATE', align: 'right' },
  { heading: 'SHORT WINDOW', align: 'right' },
  { heading: 'BURN RATE', align: 'right' },
  { heading: 'STATE' },
] as const

function alertRow(alert: Status['burnAlerts'][number]): readonly string[] {
  const { factor, longMinutes, shortMinutes, longBurnRate, shortBurnRate, isAbove } = alert
  return [
    String(factor),
    `${longMinutes} min`,
    decimal(longBurnRate),
    `${shortMinutes} min`,
    decimal(shortBurnRate),
    isAbove ? 'above' : 'below',
  ]
}

const CAUSES = [
  { heading: 'SPENT BY' },
  { heading: 'CAUSE' },
  { heading: 'BAD', align: 'right' },
  { heading: 'OF THE BUDGET', align: 'right' },
] as const

function causeRow({ kind, name, bad, budgetShare }: SpentBy['causes']['nodes'][number]): readonly string[] {
  return [inWords(kind), name ?? '', String(Number(bad.toFixed(2))), percent(budgetShare)]
}
