import { LineChart, SankeyChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { withVariables } from './colours.ts'
import type { Drawing } from './drawing.ts'
import { optionsOf, sizeOf } from './options.ts'

use([LineChart, SankeyChart, ScatterChart, GridComponent, MarkLineComponent, LabelLayout, SVGRenderer])

/**
 * Draws a chart as SVG without scripts, styles and addresses, so that it stands in a page under a strict policy. This
 * file loads the charting library: import it where a chart is drawn, not before.
 */
export function draw(drawing: Drawing): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...sizeOf(drawing) })
  try {
    chart.setOption(optionsOf(drawing))
    return standing(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}

/** Inline styles become attributes of the same names. What the library keeps for scripts goes. */
function standing(svg: string): string {
  const plain = svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:ecmeta_[a-z_]+|class|xmlns:xlink|baseProfile)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_whole, style: string) => attributes(style))
    .replace(/^<svg width="[^"]*" height="[^"]*"/, '<svg aria-hidden="true" focusable="false"')
  return withVariables(plain)
}

function attributes(style: string): string {
  return style
    .split(';')
    .map((part) => part.split(':'))
    .map(([name = '', value = '']) => (name.trim() === '' ? '' : ` ${name.trim()}="${value.trim()}"`))
    .join('')
}
