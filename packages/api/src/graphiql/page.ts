import type { Assets } from './assets.ts'
import { type Example, exampleSlug, exampleVariables } from './example.ts'
import type { PageData } from './page-data.ts'

/**
 * The HTML of GraphiQL with a bar of examples above it. It names no address but `assetBase` and needs no
 * script or style inside itself, so it runs under {@link contentSecurityPolicy}.
 */
export function renderGraphiqlPage(options: {
  title: string
  examples: readonly Example[]
  assets: Assets
  /** Where the assets lie, relative to the page, ending in a slash. */
  assetBase: string
  /** Where the code of the address is exchanged for an API token, relative to the page. */
  exchange?: string
  /** The time that examples with days in them are made for. */
  now: Date
}): string {
  const { assets, assetBase, examples, now, title } = options
  const address = (name: keyof Assets) => escapeHtml(`${assetBase}${assets[name].fileName}`)
  const data: PageData = {
    examples: examples.map((example) => ({
      slug: exampleSlug(example.title),
      title: example.title,
      description: example.description,
      query: example.query,
      variables: JSON.stringify(exampleVariables(example, now), null, 2) ?? '',
    })),
    exchange: options.exchange ?? '',
    workers: {
      editorWorkerService: address('editor-worker.js'),
      json: address('json-worker.js'),
      graphql: address('graphql-worker.js'),
    },
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} GraphiQL</title>
<link rel="icon" href="${address('icon.svg')}">
<link rel="stylesheet" href="${address('graphiql.css')}">
<link rel="stylesheet" href="${address('page.css')}">
<script type="application/json" id="page-data">${jsonForScript(data)}</script>
<script defer src="${address('page.js')}"></script>
<script defer src="${address('graphiql.js')}"></script>
</head>
<body>
<div class="graphiql-container page">
<header class="page-bar">
<span class="page-name"><img src="${address('icon.svg')}" alt="" width="28" height="28">${escapeHtml(title)}</span>
<button type="button" id="examples-button" class="page-examples" popovertarget="examples" disabled>Examples</button>
<div id="examples" class="page-menu" popover role="menu" aria-label="Examples">
${examples.map(menuItem).join('\n')}
</div>
<p class="page-about" id="about" aria-live="polite"></p>
<label class="page-token">API token
<input id="token" type="password" autocomplete="off" spellcheck="false" placeholder="paste a token"></label>
</header>
<p class="page-notice" id="notice" role="alert" hidden></p>
<div id="root"><p class="page-loading">Loading GraphiQL…</p></div>
<noscript><p class="page-loading">GraphiQL needs JavaScript. The API itself takes POST requests at this address.</p></noscript>
</div>
</body>
</html>
`
}

/**
 * Nothing from outside and no script but the server's own files. Inline styles are allowed because the
 * editor makes its style sheets while it runs; fonts and cursors are inside GraphiQL's style sheet.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

function menuItem({ title, description }: Example): string {
  return `<button type="button" role="menuitem" data-example="${exampleSlug(title)}">
<b>${escapeHtml(title)}</b><span>${escapeHtml(description)}</span></button>`
}

/** JSON that cannot end the script element around it. */
function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
