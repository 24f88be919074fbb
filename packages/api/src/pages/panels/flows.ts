import type { SankeyDrawing } from '../charts/drawing.ts'
import type { Chart } from '../model.ts'
import type { Flow } from '../shapes.ts'
import { amount, magnitude } from '../words.ts'
import { bucketName } from './plan.ts'

/** How many of each column are drawn; the smaller ones are drawn as one. */
const TOP = [8, 12, 8] as const
const REST = ['Other teams', 'Other services', 'Other objectives']

interface End {
  readonly id: string
  readonly label: string
}

/** The flow of work from teams by services to objectives. */
export function flowsChart(flows: readonly Flow[]): Chart | undefined {
  const drawn = flows
    .map((flow) => ({ flow, value: magnitude(flow.amount), ends: endsOf(flow) }))
    .filter(({ value }) => value > 0)
  if (drawn.length === 0) return undefined
  const kept = [0, 1, 2].map((column) => largest(drawn, column))
  const nodes = new Map<string, SankeyDrawing['nodes'][number]>()
  const links = new Map<string, { from: string; to: string; value: number }>()
  for (const { value, ends } of drawn) {
    const path = ends.map((end, column) => {
      const shown = kept[column]?.has(end.id) ? end : { id: 'rest', label: REST[column] ?? '' }
      const node = { id: `${column}:${shown.id}`, label: shown.label, column }
      nodes.set(node.id, node)
      return node.id
    })
    for (const [from = '', to = ''] of [path.slice(0, 2), path.slice(1, 3)]) {
      const link = links.get(`${from}>${to}`) ?? { from, to, value: 0 }
      link.value += value
      links.set(`${from}>${to}`, link)
    }
  }
  const largestFlows = drawn.toSorted((one, other) => other.value - one.value).slice(0, 12)
  return {
    title: 'From teams by services to objectives',
    drawing: { kind: 'sankey', nodes: [...nodes.values()], links: [...links.values()] },
    table: {
      caption: 'The largest flows of work',
      head: ['Team', 'Service', 'Objective', 'Work'],
      right: [3],
      rows: largestFlows.map(({ flow, ends }) => [...ends.map(({ label }) => label), amount(flow.amount)]),
      empty: 'No work is recorded.',
    },
  }
}

function endsOf({ team, service, objective, bucket, isRest }: Flow): readonly End[] {
  if (isRest) return REST.map((label) => ({ id: 'rest', label }))
  return [
    team === null ? { id: 'none', label: 'No team' } : { id: team.id, label: team.name },
    service === null ? { id: 'none', label: 'No service' } : { id: service.id, label: service.name },
    objective === null
      ? { id: bucket ?? 'none', label: bucketName(bucket) }
      : { id: objective.id, label: objective.title },
  ]
}

/** The ids of the largest ends of a column. */
function largest(
  drawn: readonly { readonly value: number; readonly ends: readonly End[] }[],
  column: number,
): ReadonlySet<string> {
  const sums = new Map<string, number>()
  for (const { value, ends } of drawn) {
    const id = ends[column]?.id ?? ''
    sums.set(id, (sums.get(id) ?? 0) + value)
  }
  const sorted = [...sums].sort(([, one], [, other]) => other - one)
  return new Set(sorted.slice(0, TOP[column]).map(([id]) => id))
}
