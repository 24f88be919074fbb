import { type Ask, dataOf } from '../ask.ts'
import {
  DELIVERY,
  FIT,
  LEDGER_ROW,
  OBJECTIVE_PROGRESS,
  OBJECTIVES,
  PROGRESS,
  SATISFIED,
} from '../documents.ts'
import type { Figure, Panel, Query } from '../model.ts'
import type { AlignmentState, Objectives } from '../shapes.ts'
import { amount, inWords, NONE, number, percent, points } from '../words.ts'

export async function objectivesPanel(ask: Ask): Promise<Omit<Panel, 'id' | 'title' | 'about'>> {
  const { objectives } = await dataOf<Objectives>(ask, OBJECTIVES)
  const { nodes, totalCount } = objectives
  return {
    query: { document: OBJECTIVES, variables: {} },
    tables: [
      {
        caption: shownOf('Active objectives, the heaviest first', nodes.length, totalCount),
        head: ['Objective', 'Benefit expected', 'Owner', 'Weight', 'Progress'],
        right: [3, 4],
        rows: nodes.map(({ title, benefit, owner, weight, progress }) => [
          title,
          benefit === '' ? NONE : benefit,
          owner?.name ?? NONE,
          number(weight),
          percent(progress.value),
        ]),
        empty: 'No objective is active.',
        queries: nodes.map(({ id }) => ({ document: OBJECTIVE_PROGRESS, variables: { id } })),
      },
    ],
    why: reasonsOf(nodes.map(({ title, progress }) => [title, progress.explanation.reasons])),
  }
}

/** How work divides among objectives. */
export function ledgerPanel(
  { rows, total, planned, explanation }: AlignmentState,
  query: Query,
): Omit<Panel, 'id' | 'title' | 'about'> {
  return {
    query,
    figures: [
      { label: 'Work recorded', value: amount(total) },
      { label: 'Allocated', value: amount(planned) },
    ],
    tables: [
      {
        caption: shownOf('Work by objective', rows.edges.length, rows.totalCount),
        head: ['Objective', 'Weight', 'Share of work', 'Difference', 'Allocated', 'Work'],
        right: [1, 2, 3, 4, 5],
        rows: rows.edges.map(({ node: row }) => [
          row.objective?.title ?? bucketName(row.bucket),
          percent(row.weight),
          percent(row.share),
          points(row.difference),
          percent(row.plannedShare),
          amount(row.amount),
        ]),
        empty: 'No work is recorded in this period.',
        // A row is the first one after the row before it.
        queries: [null, ...rows.edges.map(({ cursor }) => cursor)].slice(0, -1).map((after) => ({
          document: LEDGER_ROW,
          variables: { ...query.variables, after },
        })),
      },
    ],
    why: explanation.reasons.map(({ text }) => text),
  }
}

/** The figures above all phases. @param variables those of the query that gave the state */
export function glanceOf(state: AlignmentState, variables: Query['variables']): readonly Figure[] {
  const { fit, fitReason, plannedFit, ceiling, delivery, satisfaction, progress } = state
  const mean = (label: string, of: AlignmentState['satisfaction'], document: string): Figure => ({
    label,
    value: percent(of.value),
    note: counted(of),
    panel: 'fit',
    query: { document, variables },
  })
  return [
    {
      label: 'Fit of work',
      value: percent(fit),
      note:
        fit === null
          ? (fitReason?.text ?? '')
          : `at most ${percent(ceiling)}${plannedFit === null ? '' : `; planned ${percent(plannedFit)}`}`,
      panel: 'fit',
      query: { document: FIT, variables },
    },
    mean('Delivery', delivery, DELIVERY),
    mean('Satisfaction', satisfaction, SATISFIED),
    mean('Progress', progress, PROGRESS),
  ]
}

function counted({ value, counted: weight, interval, reason }: AlignmentState['satisfaction']): string {
  if (value === null) return reason?.text ?? ''
  const range = interval ? `${percent(interval.low)} to ${percent(interval.high)}; ` : ''
  return `${range}known for ${percent(weight)} of the weight`
}

export function bucketName(bucket: string | null): string {
  if (bucket === 'NO_OBJECTIVE') return 'No objective'
  if (bucket === 'INACTIVE_OBJECTIVE') return 'Inactive objectives'
  return bucket === 'RUN' ? 'Running duties' : inWords(bucket ?? 'other')
}

export function shownOf(what: string, shown: number, total: number): string {
  return shown < total ? `${what} (${shown} of ${total})` : what
}

/** Reasons after the names of what they are about, each once. */
export function reasonsOf(
  all: readonly (readonly [string, readonly { readonly text: string }[]])[],
): readonly string[] {
  return [...new Set(all.flatMap(([name, reasons]) => reasons.map(({ text }) => `${name}: ${text}`)))]
}
