import { Html, html } from './html.ts'
import type { Chart, Content, Figure, Panel, Phase, Query, Table } from './model.ts'
import { STYLE } from './style.ts'

export interface Look {
  /** Makes the address of GraphiQL with a query filled in; reports stand alone and have none. */
  readonly queryLink?: (query: Query) => string
  readonly draw: (drawing: Chart['drawing']) => string
  /** What stands below the title. */
  readonly bar?: Html
  readonly footer: Html
  /** Elements of the head. */
  readonly head?: Html
}

export function renderContent(content: Content, look: Look): string {
  const { title, period, glance, phases } = content
  return renderShell(
    `${title}, ${period}`,
    html`<header><h1>${title}</h1><p class="quiet">${period}</p>${look.bar}</header>
<main>${glance.length === 0 ? undefined : figures(glance, look)}${phases.map((phase) => section(phase, look))}</main>
<footer class="quiet">${look.footer}</footer>`,
    look.head,
  )
}

/** A whole page around its body. */
export function renderShell(title: string, body: Html, head?: Html): string {
  // The bytes between the tags are what the policy has the hash of.
  const style = new Html(`<style>${STYLE}</style>`)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${head}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Throughline</title>
${style}
</head>
<body>
${body}
</body>
</html>
`.text
}

function section({ id, title, about, panels }: Phase, look: Look): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><p class="quiet">${about}</p>
<div class="panels">${panels.map((one) => panel(one, look))}</div></section>`
}

function panel(shown: Panel, look: Look): Html {
  const { id, title, about, query, charts = [], tables = [], why = [], failed } = shown
  const columns = Math.max(0, ...tables.map(({ head }) => head.length))
  const kind = charts.length > 0 || columns > 4 ? 'panel wide' : 'panel'
  const link =
    query === undefined || look.queryLink === undefined
      ? undefined
      : html`<a class="query" href="${look.queryLink(query)}" aria-label="Query of ${title}">Query</a>`
  const content =
    failed === undefined
      ? html`${(shown.figures ?? []).length === 0 ? undefined : figures(shown.figures ?? [], look)}${charts.map((chart) => figure(chart, look))}${tables.map((one) => table(one, look))}`
      : html`<p class="failed">${failed}</p>`
  const words =
    why.length === 0
      ? undefined
      : html`<details><summary>How ${title.charAt(0).toLowerCase()}${title.slice(1)} came about</summary><ul>${why.slice(0, MOST).map((text) => html`<li>${text}</li>`)}${
          why.length > MOST ? html`<li>${why.length - MOST} more in the query.</li>` : undefined
        }</ul></details>`
  return html`<section class="${kind}" id="${id}" aria-labelledby="${id}-title"><div class="head"><h3 id="${id}-title">${title}</h3>${link}</div>
<p class="about">${about}</p>${content}${words}</section>`
}

/** Reasons that a panel lists. */
const MOST = 30

function figures(all: readonly Figure[], { queryLink }: Look): Html {
  return html`<dl class="figures">${all.map(
    ({ label, value, note, tone, panel: anchor, query }) =>
      html`<div><dt>${anchor === undefined ? label : html`<a href="#${anchor}">${label}</a>`}</dt><dd class="value ${tone ?? ''}">${value}</dd>${
        note === undefined || note === '' ? undefined : html`<dd class="note">${note}</dd>`
      }${
        query === undefined || queryLink === undefined
          ? undefined
          : html`<dd class="note"><a class="query" href="${queryLink(query)}" aria-label="Query of ${label}">Query</a></dd>`
      }</div>`,
  )}</dl>`
}

function figure({ title, drawing, table: words }: Chart, look: Look): Html {
  return html`<figure><figcaption>${title}</figcaption><div class="scroll" tabindex="0" role="group" aria-label="Chart: ${title}">${new Html(look.draw(drawing))}</div>
<details><summary>${words.caption} as a table</summary>${table(words, look)}</details></figure>`
}

function table({ caption, head, right = [], rows, empty, queries = [] }: Table, { queryLink }: Look): Html {
  if (rows.length === 0) return html`<p class="note">${caption}: ${empty}</p>`
  const kind = (at: number) => (right.includes(at) ? 'number' : '')
  const cell = (text: string, at: number, query: Query | undefined) =>
    at > 0 || query === undefined || queryLink === undefined
      ? text
      : html`<a href="${queryLink(query)}">${text}</a>`
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="${head.length > 4 ? 'many' : ''}"><caption>${caption}</caption>
<thead><tr>${head.map((text, at) => html`<th scope="col" class="${kind(at)}">${text}</th>`)}</tr></thead>
<tbody>${rows.map((row, place) => html`<tr>${row.map((text, at) => html`<td class="${kind(at)}">${cell(text, at, queries[place])}</td>`)}</tr>`)}</tbody></table></div>`
}
