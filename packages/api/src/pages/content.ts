import { type Ask, AskFailed, dataOf } from './ask.ts'
import { ALIGNMENT, FLOWS } from './documents.ts'
import type { Content, Panel, Phase, Query } from './model.ts'
import { flowsChart } from './panels/flows.ts'
import { alertsPanel, budgetsPanel, changesPanel, ticketsPanel } from './panels/manage.ts'
import { areasPanel, fitPanel, perceptionPanel, promisesPanel, satisfactionPanel } from './panels/measure.ts'
import { gapsPanel, healthPanel } from './panels/model.ts'
import { glanceOf, ledgerPanel, objectivesPanel } from './panels/plan.ts'
import { timeZoneOf } from './period.ts'
import type { AlignmentState, Flow } from './shapes.ts'

type Body = Omit<Panel, 'id' | 'title' | 'about'>

/**
 * Asks what the page or the report shows. A query that is refused leaves its panel with the reason; the others stand.
 *
 * @param period as `alignment` takes it
 */
export async function contentOf(ask: Ask, period: string, now: Date): Promise<Content> {
  const timeZone = await timeZoneOf(ask)
  const query: Query = { document: ALIGNMENT, variables: { period } }
  const state = await settled(
    dataOf<{ alignment: AlignmentState }>(ask, ALIGNMENT, query.variables).then(({ alignment }) => alignment),
  )
  const ofState = (body: (found: AlignmentState, asked: Query) => Body) => async () => {
    if ('failed' in state) return { query, failed: state.failed }
    return body(state.value, query)
  }
  const panel = (id: string, title: string, about: string, body: () => Promise<Body>) =>
    panelOf({ id, title, about }, body)

  // One after the other: a page takes no more of the database at once than one query does.
  const phases: Phase[] = []
  const phase = async (id: string, title: string, about: string, panels: (() => Promise<Panel>)[]) => {
    const made: Panel[] = []
    for (const make of panels) made.push(await make())
    phases.push({ id, title, about, panels: made })
  }

  await phase('plan', 'Plan', 'What the business wants, and what work is meant for it.', [
    panel(
      'objectives',
      'Objectives',
      'The progress of an objective is the weighted mean of its key results.',
      () => objectivesPanel(ask),
    ),
    panel(
      'allocation',
      'Allocation',
      'Recorded work follows the links of its services to objectives. The difference is the share of work less the weight.',
      ofState(ledgerPanel),
    ),
    panel(
      'flow',
      'Where work goes',
      'Recorded work of teams on services, and the objectives that the services support.',
      () => flowBody(ask, period),
    ),
  ])
  await phase('model', 'Model', 'How much of what is needed for objectives is known.', [
    panel(
      'health',
      'Model health',
      'The share of rows that have reached each stage, plain and by weight.',
      () => healthPanel(ask),
    ),
    panel('gaps', 'Coverage and gaps', 'What is missing between objectives, services and assets.', () =>
      gapsPanel(ask),
    ),
  ])
  await phase('manage', 'Manage', 'What happens now, and what it puts at risk.', [
    panel(
      'budgets',
      'Error budgets',
      'The budget is what an SLO allows to fail in its window. Below 0% it is overspent.',
      () => budgetsPanel(ask, timeZone, now),
    ),
    panel('changes', 'Changes', 'Changes that wait for approval, are scheduled or run.', () =>
      changesPanel(ask, timeZone),
    ),
    panel('tickets', 'Tickets', 'Open tickets, the most urgent priority first.', () =>
      ticketsPanel(ask, timeZone),
    ),
    panel('alerts', 'Alerts', 'Alerts that fire now.', () => alertsPanel(ask, timeZone)),
  ])
  await phase('measure', 'Measure', 'Whether IT works on what the business cares about.', [
    panel(
      'fit',
      'Fit',
      'The fit is the sum of the smaller of weight and share of work over all objectives.',
      ofState(fitPanel),
    ),
    panel(
      'promises',
      'Promises',
      'A promise is kept if all its links hold: expected, promised, possible, delivered, felt.',
      () => promisesPanel(ask),
    ),
    panel('satisfaction', 'Satisfaction', 'Scores of surveys with their intervals of 95%.', () =>
      satisfactionPanel(ask),
    ),
    panel(
      'areas',
      'Four areas',
      'Functionality, satisfaction, culture and planning, by the last survey on them.',
      ofState(areasPanel),
    ),
    panel(
      'perception',
      'Perception gaps',
      'Services whose targets are met while users are dissatisfied, and the reverse.',
      ofState(perceptionPanel),
    ),
  ])
  return {
    title: 'Alignment of IT with the business',
    period: 'value' in state ? periodInWords(state.value.period) : period,
    glance: 'value' in state ? glanceOf(state.value, query.variables) : [],
    phases,
  }
}

function panelOf(head: Pick<Panel, 'id' | 'title' | 'about'>, body: () => Promise<Body>) {
  return async (): Promise<Panel> => {
    const made = await settled(body())
    return { ...head, ...('value' in made ? made.value : { failed: made.failed }) }
  }
}

/** Refusals are shown; anything else is a fault of the server, and thrown. */
async function settled<Value>(
  work: Promise<Value>,
): Promise<{ readonly value: Value } | { readonly failed: string }> {
  try {
    return { value: await work }
  } catch (error) {
    if (error instanceof AskFailed) return { failed: error.message }
    throw error
  }
}

async function flowBody(ask: Ask, period: string): Promise<Body> {
  const { alignment } = await dataOf<{ alignment: { readonly flows: readonly Flow[] } }>(ask, FLOWS, {
    period,
  })
  const chart = flowsChart(alignment.flows)
  const query = { document: FLOWS, variables: { period } }
  if (chart !== undefined) return { query, charts: [chart] }
  return {
    query,
    tables: [{ caption: 'Flows', head: ['Team'], rows: [], empty: 'No work is recorded in this period.' }],
  }
}

function periodInWords({ label, from, to }: AlignmentState['period']): string {
  return label.includes('/') ? `${from} to ${to}` : `${label}, ${from} to ${to}`
}
