import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALIGNMENT } from '../../packages/api/src/pages/documents.ts'
import { renderReport, reportOf } from '../../packages/api/src/pages/report.ts'
import type { TestApi } from '../../packages/api/test/harness.ts'
import { startDemo, today } from '../e2e/demo.ts'
import { startChromium } from '../graphiql/chromium.ts'
import { editorText, foreign, untilReady, type Watch, watch } from '../graphiql/graphiqlPage.ts'
import { axeViolations, printedPages, textCollisions } from './layout.ts'

const HOSTILE = '</td></style><script>globalThis.hacked = 1</script><img src=x onerror="hacked = 1">"\'&'
const NOW = new Date(`${today}T12:00:00Z`)

let api: TestApi
let browser: Browser
let directory: string
let start: string
let report: string

beforeAll(async () => {
  browser = await startChromium()
  api = await startDemo()
  const made = await api.ask(
    `mutation Hostile($input: CreateObjectiveInput!) {
      createObjective(input: $input) { __typename }
    }`,
    { input: { title: HOSTILE, benefit: HOSTILE, status: 'ACTIVE', weight: 50 } },
  )
  expect(made.errors).toEqual([])
  start = new URL('/', api.url).href
  const content = await reportOf((document, variables) => api.ask(document, variables), '2026-Q1', NOW)
  directory = await mkdtemp(join(tmpdir(), 'throughline-report-'))
  const file = join(directory, 'report.html')
  await writeFile(file, await renderReport(content, 'html', NOW))
  report = pathToFileURL(file).href
})
afterAll(async () => {
  await browser?.close()
  await api?.stop()
  if (directory !== undefined) await rm(directory, { recursive: true })
})

interface Shown extends AsyncDisposable {
  readonly page: Page
  readonly seen: Watch
}

async function show(address: string, width: number, colorScheme: 'light' | 'dark'): Promise<Shown> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
  const seen = watch(context)
  const page = await context.newPage()
  await page.setExtraHTTPHeaders({ authorization: `Bearer ${api.token}` })
  await page.goto(address)
  return { page, seen, [Symbol.asyncDispose]: () => context.close() }
}

for (const what of ['page', 'report'] as const) {
  for (const width of [1280, 420]) {
    for (const scheme of ['light', 'dark'] as const) {
      test(`the ${what} at ${width}, ${scheme}: accessible, nothing overlaps, nothing from outside`, async () => {
        await using shown = await show(what === 'page' ? start : report, width, scheme)
        const { page, seen } = shown
        expect(await page.locator('h2').allTextContents()).toEqual(['Plan', 'Model', 'Manage', 'Measure'])
        expect(await page.locator('.failed').allTextContents()).toEqual([])
        expect(await page.locator('svg').count()).toBeGreaterThan(2)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        expect(await textCollisions(page)).toEqual([])
        expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
        expect(await page.getByText(HOSTILE).count()).toBeGreaterThan(0)
        expect(seen.complaints).toEqual([])
        expect(
          seen.requests.filter((url) => !url.startsWith('file:') && foreign([url], start).length > 0),
        ).toEqual([])
        await page.locator('summary').evaluateAll((all) => {
          for (const one of all) one.parentElement?.setAttribute('open', '')
        })
        expect(await axeViolations(page)).toEqual([])
      })
    }
  }

  test(`the ${what} prints on at most eight pages`, async () => {
    await using shown = await show(what === 'page' ? start : report, 1280, 'light')
    const pages = await printedPages(shown.page)
    expect(pages).toBeGreaterThan(1)
    expect(pages).toBeLessThanOrEqual(8)
  })
}

test('the page and the session’s form work in a browser; sign-out ends it', async () => {
  await using context = await browser.newContext({ viewport: { width: 420, height: 900 } })
  const page = await context.newPage()
  await page.goto(start)
  expect(await axeViolations(page)).toEqual([])
  await page.getByLabel('API token').fill('tl_wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('The token is unknown').waitFor()
  await page.goto(start)
  await page.getByLabel('API token').fill(api.token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Period').fill('2026-02')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByText('2026-02, 2026-02-01 to 2026-02-28').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('API token').waitFor()
  expect(await context.cookies()).toEqual([])
})

test('a query of the page opens in GraphiQL, filled in and not run', async () => {
  await using context = await browser.newContext()
  const page = await context.newPage()
  await page.setExtraHTTPHeaders({ authorization: `Bearer ${api.token}` })
  await page.goto(`${start}?period=2026-Q1`)
  await page.locator('#fit .head .query').click()
  await untilReady(page)
  await page.waitForFunction(() =>
    globalThis.monaco?.editor
      .getEditors()
      .some((editor) => editor.getModel()?.getValue().startsWith('query Alignment')),
  )
  expect(await editorText(page, 'operation.graphql')).toBe(ALIGNMENT)
  expect(JSON.parse(await editorText(page, 'variables.json'))).toEqual({ period: '2026-Q1' })
  expect(await editorText(page, 'response.json')).toBe('')
})

test('each figure above the phases and each objective, SLO and row of the ledger leads to its own query; all queries run', async () => {
  await using shown = await show(`${start}?period=2026-Q1`, 1280, 'light')
  const { page } = shown
  const names = await page
    .locator('main > dl .query')
    .evaluateAll((all) => all.map((link) => link.getAttribute('aria-label')))
  expect(names).toEqual(
    ['Fit of work', 'Delivery', 'Satisfaction', 'Progress'].map((name) => `Query of ${name}`),
  )
  for (const panel of ['objectives', 'allocation', 'budgets']) {
    expect(await page.locator(`#${panel} tbody tr:first-child td:first-child a`).count(), panel).toBe(1)
  }
  const links = await page
    .locator('a[href^="graphql#"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  expect(links.length).toBeGreaterThan(30)
  for (const link of new Set(links)) {
    const asked = new URLSearchParams(link.slice(link.indexOf('#') + 1))
    const { errors } = await api.ask(asked.get('query') ?? '', JSON.parse(asked.get('variables') ?? '{}'))
    expect(errors, link).toEqual([])
  }
})

test('a row of the ledger leads to the pieces of work of that row', async () => {
  await using shown = await show(`${start}?period=2026-Q1`, 1280, 'light')
  const row = shown.page.locator('#allocation tbody tr').nth(2).locator('a')
  const asked = new URLSearchParams((await row.getAttribute('href'))?.split('#')[1])
  const found = await api.get<{
    alignment: { rows: { nodes: { objective: { title: string } | null; bucket: string | null }[] } }
  }>(asked.get('query') ?? '', JSON.parse(asked.get('variables') ?? '{}'))
  expect(found.alignment.rows.nodes.map(({ objective }) => objective?.title)).toEqual([
    await row.textContent(),
  ])
})

test('what looks for trouble finds it', async () => {
  await using shown = await show(start, 420, 'light')
  const { page } = shown
  await page.evaluate(() => {
    const text = document.createElement('b')
    text.textContent = 'over the title'
    text.style.cssText = 'position:absolute;top:20px;left:12px;color:#eee'
    document.querySelector('h1')?.append(text)
    const wide = document.createElement('p')
    wide.textContent = 'sticks out'
    wide.style.cssText = 'position:absolute;left:400px;white-space:nowrap'
    document.body.append(wide)
  })
  const found = await textCollisions(page)
  expect(found.some((one) => one.includes('over the title'))).toBe(true)
  expect(found).toContain('outside: sticks out')
  expect((await axeViolations(page)).some((one) => one.startsWith('color-contrast'))).toBe(true)
})
