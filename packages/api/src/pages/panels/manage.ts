import { type Ask, dataOf } from '../ask.ts'
import { ALERTS, BUDGET_HISTORY, BUDGETS, CHANGES, SLO_BUDGET, TICKETS } from '../documents.ts'
import type { Chart, Panel } from '../model.ts'
import type { Budget, BudgetHistory, ServicePage } from '../shapes.ts'
import { asTitle, day, inWords, NONE, number, percent } from '../words.ts'
import { reasonsOf, shownOf } from './plan.ts'

type Body = Omit<Panel, 'id' | 'title' | 'about'>

interface Rows<Node> {
  readonly totalCount: number
  readonly nodes: readonly (Node & { readonly title: string; readonly services: ServicePage })[]
}

export async function changesPanel(ask: Ask, timeZone: string): Promise<Body> {
  const { changes } = await dataOf<{
    changes: Rows<{ readonly type: string; readonly status: string; readonly plannedStart: string | null }>
  }>(ask, CHANGES)
  return {
    query: { document: CHANGES, variables: {} },
    tables: [
      {
        caption: shownOf('Changes to come', changes.nodes.length, changes.totalCount),
        head: ['Change', 'Services', 'Type', 'Status', 'Planned'],
        rows: changes.nodes.map(({ title, services, type, status, plannedStart }) => [
          title,
          servicesOf(services),
          inWords(type),
          inWords(status),
          day(plannedStart, timeZone),
        ]),
        empty: 'No changes are planned.',
      },
    ],
  }
}

export async function ticketsPanel(ask: Ask, timeZone: string): Promise<Body> {
  const { tickets } = await dataOf<{
    tickets: Rows<{ readonly kind: string; readonly priority: number | null; readonly openedAt: string }>
  }>(ask, TICKETS)
  return {
    query: { document: TICKETS, variables: {} },
    tables: [
      {
        caption: shownOf('Open tickets', tickets.nodes.length, tickets.totalCount),
        head: ['Ticket', 'Services', 'Kind', 'Priority', 'Opened'],
        right: [3],
        rows: tickets.nodes.map(({ title, services, kind, priority, openedAt }) => [
          title,
          servicesOf(services),
          inWords(kind),
          number(priority),
          day(openedAt, timeZone),
        ]),
        empty: 'No tickets are open.',
      },
    ],
  }
}

export async function alertsPanel(ask: Ask, timeZone: string): Promise<Body> {
  const { alerts } = await dataOf<{ alerts: Rows<{ readonly severity: string; readonly startsAt: string }> }>(
    ask,
    ALERTS,
  )
  return {
    query: { document: ALERTS, variables: {} },
    tables: [
      {
        caption: shownOf('Alerts that fire', alerts.nodes.length, alerts.totalCount),
        head: ['Alert', 'Services', 'Severity', 'Since'],
        rows: alerts.nodes.map(({ title, services, severity, startsAt }) => [
          title,
          servicesOf(services),
          inWords(severity),
          day(startsAt, timeZone),
        ]),
        empty: 'No alert fires.',
      },
    ],
  }
}

/** SLOs with the least budget, and how that of the first was spent. */
export async function budgetsPanel(ask: Ask, timeZone: string, now: Date): Promise<Body> {
  const { slos } = await dataOf<{ slos: { readonly totalCount: number; readonly nodes: readonly Budget[] } }>(
    ask,
    BUDGETS,
  )
  const [least] = slos.nodes
  return {
    query: { document: BUDGETS, variables: {} },
    charts: least === undefined ? [] : await historyOf(ask, least, timeZone, now),
    tables: [
      {
        caption: shownOf('SLOs with the least budget', slos.nodes.length, slos.totalCount),
        head: ['SLO', 'Service', 'Target', 'Attained', 'Budget left', 'Burn', 'Outcome'],
        right: [2, 3, 4, 5],
        rows: slos.nodes.map(({ name, service, target, status }) => [
          name,
          service.name,
          exact(target),
          status.attainment === null ? NONE : exact(status.attainment),
          percent(status.remaining),
          number(status.burnRate),
          asTitle(status.outcome),
        ]),
        empty: 'No service has an SLO.',
        queries: slos.nodes.map(({ id }) => ({ document: SLO_BUDGET, variables: { id } })),
      },
    ],
    why: reasonsOf(slos.nodes.map(({ name, status }) => [name, status.explanation.reasons])),
  }
}

const DAYS_45 = 45 * 86_400_000

async function historyOf(ask: Ask, slo: Budget, timeZone: string, now: Date): Promise<readonly Chart[]> {
  const found = await dataOf<BudgetHistory>(ask, BUDGET_HISTORY, {
    slo: slo.id,
    service: slo.service.id,
    from: new Date(now.getTime() - DAYS_45).toISOString(),
    to: now.toISOString(),
  })
  const points = found.slo?.history ?? []
  if (points.length < 2) return []
  const changes = found.changes.nodes
  // The table shows every fifth point.
  const tabled = points.filter((_point, at) => at % 5 === 0 || at === points.length - 1)
  return [
    {
      title: `Error budget of ${slo.name}, ${slo.service.name}, in 45 days; dashed lines are the ends of changes`,
      drawing: {
        kind: 'budget',
        points: points.map(({ at, remaining }) => [Date.parse(at), remaining]),
        marks: changes.map(({ actualEnd }) => Date.parse(actualEnd)),
        timeZone,
      },
      table: {
        caption: `Error budget of ${slo.name}`,
        head: ['Day', 'What', 'Budget left'],
        right: [2],
        rows: [
          ...tabled.map(({ at, remaining }) => ({ at, row: ['budget', percent(remaining)] })),
          ...changes.map(({ title, actualEnd, outcome }) => ({
            at: actualEnd,
            row: [`change "${title}"${outcome === null ? '' : `, ${inWords(outcome)}`}`, NONE],
          })),
        ]
          .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
          .map(({ at, row }) => [day(at, timeZone), ...row]),
        empty: 'There is no history.',
      },
    },
  ]
}

/** A target has more digits than other shares: 99.95%. */
function exact(share: number): string {
  return `${Number((share * 100).toFixed(3))}%`
}

function servicesOf({ totalCount, nodes }: ServicePage): string {
  const names = nodes.map(({ name }) => name).join(', ')
  const more = totalCount - nodes.length
  return names === '' ? NONE : `${names}${more > 0 ? ` and ${more} more` : ''}`
}
