import type { Ask } from './ask.ts'
import { contentOf } from './content.ts'
import { html } from './html.ts'
import { renderMarkdown } from './markdown.ts'
import type { Content } from './model.ts'
import { renderContent } from './render.ts'
import type { ReportFormat } from './report-format.ts'
import { STYLE, styleSource } from './style.ts'

/** What the report leaves out of the page: what is only of today. */
const OF_TODAY: ReadonlySet<string> = new Set(['changes', 'tickets', 'alerts'])

/** The content of a report on a period, as of now. */
export async function reportOf(ask: Ask, period: string, now: Date): Promise<Content> {
  const { phases, ...rest } = await contentOf(ask, period, now)
  return {
    ...rest,
    phases: phases.map((phase) => ({ ...phase, panels: phase.panels.filter(({ id }) => !OF_TODAY.has(id)) })),
  }
}

/** One file that needs no other. */
export async function renderReport(content: Content, format: ReportFormat, now: Date): Promise<string> {
  if (format === 'json') return `${JSON.stringify(content, null, 2)}\n`
  if (format === 'md') return renderMarkdown(content)
  const { draw } = await import('./charts/draw.ts')
  return renderContent(content, {
    draw,
    head: html`<meta http-equiv="content-security-policy" content="default-src 'none'; style-src ${styleSource(STYLE)}; base-uri 'none'; form-action 'none'">
`,
    footer: html`<p>Made by Throughline on ${now.toISOString().slice(0, 10)}.</p>`,
  })
}
