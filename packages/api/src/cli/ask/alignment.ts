import { currentQuarter } from '../../pages/period.ts'
import type { GraphQLClient } from '../client/graphql-client.ts'
import { renderFacts } from '../text/facts.ts'
import type { Screen } from '../text/style.ts'
import { renderTable } from '../text/table.ts'
import type { AlignmentGrouping, AlignmentMeasure } from './alignment-options.ts'
import { askOf } from './ask-of.ts'
import type { Reply } from './reply.ts'
import { inWords, type Money, moneyOf, percent, weightOf } from './words.ts'

/** The largest page of the API. */
const PAGE = 100

export const ALIGNMENT = `query Alignment($period: String!, $groupBy: AlignmentGrouping!, $measure: AlignmentMeasure!, $currency: String, $first: Int!, $after: String) {
  alignment(period: $period, groupBy: $groupBy, measure: $measure, currency: $currency) {
    period { label from to }
    measure
    currency
    currencies
    total { ...amount }
    planned { ...amount }
    fit
    fitReason { code text }
    plannedFit
    ceiling
    delivery { value counted reason { code text } }
    satisfaction { value interval { low high } counted reason { code text } }
    progress { value counted reason { code text } }
    rows(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        objective { id title }
        team { id name }
        service { id name }
        bucket
        weight
        amount { ...amount }
        share
        planned { ...amount }
        plannedShare
        matched
        difference
      }
    }
    explanation { reasons { code text } }
  }
}
fragment amount on AlignmentAmount {
  minutes
  money { amount currency }
}`

export interface AlignmentOptions {
  /** This quarter if it is not given. */
  readonly period?: string
  readonly by: AlignmentGrouping
  readonly measure: AlignmentMeasure
  readonly currency?: string
  /** Infinity for all. */
  readonly first: number
}

interface Amount {
  readonly minutes: number | null
  readonly money: Money | null
}

interface Row {
  readonly objective: { readonly title: string } | null
  readonly team: { readonly name: string } | null
  readonly service: { readonly name: string } | null
  readonly bucket: string | null
  readonly weight: number | null
  readonly amount: Amount
  readonly share: number | null
  readonly planned: Amount
  readonly difference: number | null
}

interface Mean {
  readonly value: number | null
  readonly counted: number
  readonly interval?: { readonly low: number; readonly high: number } | null
  readonly reason: { readonly text: string } | null
}

interface Alignment {
  readonly period: { readonly from: string; readonly to: string }
  readonly currencies: readonly string[]
  readonly total: Amount
  readonly planned: Amount
  readonly fit: number | null
  readonly fitReason: { readonly text: string } | null
  readonly plannedFit: number | null
  readonly ceiling: number
  readonly delivery: Mean
  readonly satisfaction: Mean
  readonly progress: Mean
  readonly rows: {
    readonly totalCount: number
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly nodes: readonly Row[]
  }
  readonly explanation: { readonly reasons: readonly { readonly text: string }[] }
}

/** Shows the allocation ledger of a period. More rows than a page are put together from several, as one page. */
export async function alignment(client: GraphQLClient, options: AlignmentOptions, now: Date): Promise<Reply> {
  const { by, measure, currency, first } = options
  const period = options.period ?? (await currentQuarter(askOf(client), now))
  const asked = {
    ...{ period, groupBy: by.toUpperCase(), measure: measure.toUpperCase() },
    ...(currency === undefined ? {} : { currency: currency.toUpperCase() }),
  }
  const page = async (after: string | null, size: number) => {
    const given = { ...asked, after, first: Math.min(PAGE, size) }
    return (await client.ask<{ alignment: Alignment }>(ALIGNMENT, given)).alignment
  }
  const found = await page(null, first)
  const nodes = [...found.rows.nodes]
  let last = found
  while (last.rows.pageInfo.hasNextPage && nodes.length < first) {
    last = await page(last.rows.pageInfo.endCursor, first - nodes.length)
    nodes.push(...last.rows.nodes)
  }
  return {
    data: { alignment: { ...found, rows: { ...last.rows, nodes } } },
    text: (screen) => render(found, nodes, by, screen),
    note: noteOf(nodes.length, last.rows.totalCount),
  }
}

function render(found: Alignment, nodes: readonly Row[], by: AlignmentGrouping, screen: Screen): string {
  const { period, currencies, total, planned, fit, fitReason, plannedFit, ceiling, explanation } = found
  const facts = [
    ['Period', `${period.from} to ${period.to}`],
    ['Fit', fit === null ? `none: ${fitReason?.text ?? ''}` : weightOf(fit)],
    ['Planned fit', weightOf(plannedFit)],
    ['Ceiling', weightOf(ceiling)],
    ['All work', amountOf(total)],
    ['Planned', amountOf(planned)],
    ['Other currencies', currencies.slice(1).join(', ')],
    ['Delivery', meanOf(found.delivery)],
    ['Satisfaction', meanOf(found.satisfaction)],
    ['Progress', meanOf(found.progress)],
    ['Why', explanation.reasons.map(({ text }) => text).join(' ')],
  ] as const
  const columns = [
    { heading: by.toUpperCase(), least: 20 },
    { heading: 'WEIGHT', align: 'right' },
    { heading: 'SHARE', align: 'right' },
    { heading: 'DIFFERENCE', align: 'right' },
    { heading: 'DONE', align: 'right' },
    { heading: 'PLANNED', align: 'right' },
  ] as const
  const table = nodes.length === 0 ? '' : `\n\n${renderTable({ columns, rows: nodes.map(rowOf) }, screen)}`
  return `${renderFacts(facts, screen)}${table}`
}

function rowOf({ objective, team, service, bucket, ...row }: Row): readonly string[] {
  const name = objective?.title ?? team?.name ?? service?.name
  return [
    name ?? (bucket === null ? '(none)' : `(${inWords(bucket)})`),
    weightOf(row.weight),
    weightOf(row.share),
    row.difference === null ? '' : `${row.difference > 0 ? '+' : ''}${weightOf(row.difference)}`,
    amountOf(row.amount),
    amountOf(row.planned),
  ]
}

function amountOf({ minutes, money }: Amount): string {
  if (money !== null) return money.amount === '0' ? '' : moneyOf(money)
  if (minutes === null || minutes === 0) return ''
  return `${minutes.toLocaleString('en')} min`
}

function meanOf({ value, counted, interval, reason }: Mean): string {
  if (value === null) return `not known: ${reason?.text ?? ''}`
  const range = interval == null ? '' : ` (${percent(interval.low)} to ${percent(interval.high)})`
  return `${percent(value)}${range}, of objectives with a weight of ${weightOf(counted)}`
}

function noteOf(shown: number, total: number): string | undefined {
  return shown < total ? `${shown} of ${total} rows; --first ${total} or --all shows the others.` : undefined
}
