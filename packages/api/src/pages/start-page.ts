import type { Ask } from './ask.ts'
import { contentOf } from './content.ts'
import { html } from './html.ts'
import type { Query } from './model.ts'
import { renderContent, renderShell } from './render.ts'
import { pagePolicy, STYLE } from './style.ts'

export const PAGE_POLICY = pagePolicy(STYLE)

export interface StartPage {
  readonly ask: Ask
  readonly period: string
  readonly now: Date
  /** Whether a session, and not a header, let the caller in. */
  readonly inSession: boolean
}

/** The state of the cycle on one page. Its links are relative: it also works below a path that a proxy takes away. */
export async function renderStartPage({ ask, period, now, inSession }: StartPage): Promise<string> {
  const content = await contentOf(ask, period, now)
  const { draw } = await import('./charts/draw.ts')
  return renderContent(content, {
    draw,
    queryLink,
    bar: html`<div class="bar"><form method="get"><label for="period">Period</label>
<input id="period" name="period" value="${period}" size="12" maxlength="40" placeholder="2026-Q4"><button>Show</button></form>
<a href="graphql">GraphiQL</a>${
      inSession ? html`<form method="post" action="session/end"><button>Sign out</button></form>` : undefined
    }</div>`,
    footer: html`<p>As of ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC. The same as a file: <code>throughline report --period ${period} --out report.html</code></p>`,
  })
}

/** GraphiQL with the query filled in. It stands in the fragment, which browsers send to no server. */
function queryLink({ document, variables }: Query): string {
  return `graphql#${new URLSearchParams({ query: document, variables: JSON.stringify(variables, null, 2) })}`
}

/** Says how to get in. */
export function renderSignIn(problem: string | undefined): string {
  return renderShell(
    'Sign in',
    html`<header><h1>Throughline</h1><p class="quiet">The state of alignment, for those who have an API token.</p></header>
<main>${problem === undefined ? undefined : html`<p class="failed" role="alert">${problem}</p>`}
<form method="post" action="session"><p><label for="token">API token</label></p>
<p><input id="token" name="token" type="password" autocomplete="off" spellcheck="false" required size="44"> <button>Sign in</button></p></form>
<p>An embedded server prints an address that signs in once: <code>throughline explorer</code>.</p>
<p>Others make a token with <code>throughline token create</code>. Programs send <code>Authorization: Bearer …</code>.</p></main>`,
  )
}
