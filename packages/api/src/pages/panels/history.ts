import type { Chart, Table } from '../model.ts'
import type { AlignmentState, Month } from '../shapes.ts'
import { NONE, percent } from '../words.ts'

/** Figures of alignment by month, as they were kept; the table alone where there are fewer than two months to draw. */
export function historyChart(state: AlignmentState): Chart | Table {
  const series = [
    { name: 'Fit', months: state.history },
    { name: 'Planned fit', months: state.plannedHistory },
    { name: 'Satisfaction', months: state.satisfactionHistory },
    { name: 'Delivery', months: state.deliveryHistory },
  ].filter(({ months }) => months.some(({ value }) => value !== null))
  const names = monthsOf(series.map(({ months }) => months))
  const lines = series.map(({ name, months }) => {
    const values = new Map(months.map(({ month, value }) => [month, value]))
    return { name, values: names.map((month) => values.get(month) ?? null) }
  })
  const table: Table = {
    caption: 'Alignment by month, as it was kept',
    head: ['Month', ...lines.map(({ name }) => name)],
    right: lines.map((_line, at) => at + 1),
    rows: names.map((month, at) => [
      month,
      ...lines.map(({ values }) => {
        const value = values[at] ?? null
        return value === null ? NONE : percent(value)
      }),
    ]),
    empty: 'No month has been kept yet.',
  }
  if (names.length < 2) return table
  return { title: 'Alignment by month', drawing: { kind: 'months', months: names, lines }, table }
}

/** The months in which anything is known, in their order. */
function monthsOf(all: readonly (readonly Month[])[]): string[] {
  const known = all.flatMap((months) => months.flatMap(({ month, value }) => (value === null ? [] : [month])))
  return [...new Set(known)].sort()
}
