import type { EChartsCoreOption } from 'echarts/core'
import { COLOUR, GROUPS } from './colours.ts'
import type { BudgetDrawing, Drawing, IntervalDrawing, MonthsDrawing, SankeyDrawing } from './drawing.ts'

const TEXT = { color: COLOUR.ink, fontSize: 12, fontFamily: 'system-ui, sans-serif' }
const AXIS = {
  axisLabel: { ...TEXT, color: COLOUR.muted, hideOverlap: true },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: COLOUR.line, width: 1 } },
}

/** Points of the coordinate system of the picture. */
export interface Size {
  readonly width: number
  readonly height: number
}

export const WIDTH = 860

export function sizeOf(drawing: Drawing): Size {
  if (drawing.kind === 'budget' || drawing.kind === 'months') return { width: WIDTH, height: 240 }
  if (drawing.kind === 'intervals') return { width: WIDTH, height: 46 + drawing.rows.length * 30 }
  const tallest = [0, 1, 2].map((at) => drawing.nodes.filter(({ column }) => column === at).length)
  return { width: WIDTH, height: Math.max(200, 30 * Math.max(...tallest)) }
}

function inPercent(share: number): string {
  return `${Math.round(share * 100)}%`
}

export function optionsOf(drawing: Drawing): EChartsCoreOption {
  if (drawing.kind === 'sankey') return sankey(drawing)
  if (drawing.kind === 'months') return months(drawing)
  return drawing.kind === 'budget' ? budget(drawing) : intervals(drawing)
}

function sankey({ nodes, links }: SankeyDrawing): EChartsCoreOption {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]))
  const ends = nodes.filter(({ column }) => column === 2).map(({ id }) => id)
  const colourOf = (id: string) => {
    const at = ends.indexOf(id)
    return at < 0 ? COLOUR.muted : (GROUPS[at % GROUPS.length] ?? COLOUR.accent)
  }
  return {
    animation: false,
    series: [
      {
        type: 'sankey',
        silent: true,
        left: 4,
        right: 250,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: 14,
        layoutIterations: 64,
        label: {
          ...TEXT,
          width: 190,
          overflow: 'truncate',
          formatter: ({ name }: { name: string }) => labels.get(name) ?? '',
        },
        lineStyle: { color: 'target', opacity: 0.35, curveness: 0.5 },
        data: nodes.map(({ id, column }) => ({
          name: id,
          depth: column,
          itemStyle: { color: colourOf(id), borderWidth: 0 },
        })),
        links: links.map(({ from, to, value }) => ({ source: from, target: to, value })),
      },
    ],
  }
}

function budget({ points, marks, timeZone }: BudgetDrawing): EChartsCoreOption {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone })
  const values = points.map(([, remaining]) => remaining)
  return {
    animation: false,
    grid: { left: 56, right: 20, top: 16, bottom: 28 },
    xAxis: {
      ...AXIS,
      type: 'time',
      splitLine: { show: false },
      axisLabel: { ...AXIS.axisLabel, formatter: (at: number) => day.format(new Date(at)) },
    },
    yAxis: {
      ...AXIS,
      type: 'value',
      max: 1,
      min: Math.min(0, Math.floor(Math.min(...values) * 4) / 4),
      axisLabel: { ...AXIS.axisLabel, formatter: inPercent },
    },
    series: [
      {
        type: 'line',
        silent: true,
        showSymbol: false,
        data: points,
        lineStyle: { color: COLOUR.accent, width: 2 },
        itemStyle: { color: COLOUR.accent },
        areaStyle: { color: COLOUR.accent, opacity: 0.12 },
        markLine: {
          silent: true,
          symbol: ['none', 'none'],
          label: { show: false },
          lineStyle: { color: COLOUR.bad, type: 'dashed', width: 1.5 },
          data: marks.map((at) => ({ xAxis: at })),
        },
      },
    ],
  }
}

/** Lines have their names at their ends, and symbols of their own: colour alone tells none apart. */
function months({ months: names, lines }: MonthsDrawing): EChartsCoreOption {
  return {
    animation: false,
    grid: { left: 56, right: 120, top: 16, bottom: 28 },
    xAxis: { ...AXIS, type: 'category', data: names, boundaryGap: false },
    yAxis: { ...AXIS, type: 'value', min: 0, max: 1, axisLabel: { ...AXIS.axisLabel, formatter: inPercent } },
    series: lines.map(({ name, values }, at) => {
      const color = GROUPS[at % GROUPS.length] ?? COLOUR.accent
      return {
        name,
        type: 'line',
        silent: true,
        symbol: ['circle', 'rect', 'triangle', 'diamond'][at % 4],
        symbolSize: 7,
        data: values.map((value) => value ?? '-'),
        lineStyle: { color, width: 2 },
        itemStyle: { color },
        endLabel: { ...TEXT, show: true, formatter: '{a}', distance: 8 },
        labelLayout: { moveOverlap: 'shiftY' },
      }
    }),
  }
}

function intervals({ low, high, isShare, rows }: IntervalDrawing): EChartsCoreOption {
  const upwards = rows.toReversed()
  const labels = new Map(upwards.map(({ label }, at) => [String(at), label]))
  return {
    animation: false,
    grid: { left: 300, right: 24, top: 8, bottom: 28 },
    xAxis: {
      ...AXIS,
      type: 'value',
      min: low,
      max: high,
      axisLabel: isShare ? { ...AXIS.axisLabel, formatter: inPercent } : AXIS.axisLabel,
    },
    yAxis: {
      ...AXIS,
      type: 'category',
      data: [...labels.keys()],
      axisLabel: {
        ...TEXT,
        interval: 0,
        width: 230,
        overflow: 'truncate',
        formatter: (key: string) => labels.get(key) ?? '',
      },
    },
    series: [
      ...upwards.flatMap(({ interval }, at) =>
        interval === null
          ? []
          : [
              {
                type: 'line',
                silent: true,
                symbol: 'none',
                lineStyle: { color: COLOUR.muted, width: 3 },
                data: [
                  [interval.low, String(at)],
                  [interval.high, String(at)],
                ],
              },
            ],
      ),
      {
        type: 'scatter',
        silent: true,
        symbolSize: 11,
        itemStyle: { color: COLOUR.accent },
        data: upwards.map(({ value }, at) => [value, String(at)]),
      },
    ],
  }
}
