import { request as httpRequest } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startChromium } from './chromium.ts'
import { type ExampleServer, sampleExamples, sampleToken, startExampleServer } from './exampleServer.ts'
import {
  checkExamples,
  chooseExample,
  editorText,
  execute,
  fillEditor,
  foreign,
  openGraphiql,
  untilCurrent,
  untilReady,
  type Watch,
  watch,
} from './graphiqlPage.ts'

let browser: Browser
let open: ExampleServer
let closed: ExampleServer

beforeAll(async () => {
  browser = await startChromium()
  open = await startExampleServer({ givesToken: true })
  closed = await startExampleServer({ givesToken: false })
})

afterAll(async () => {
  await browser?.close()
  await open?.[Symbol.asyncDispose]()
  await closed?.[Symbol.asyncDispose]()
})

/** A page with an empty profile, what it did, and its end. */
async function newPage(): Promise<{ context: BrowserContext; page: Page; seen: Watch } & AsyncDisposable> {
  const context = await browser.newContext()
  const page = await context.newPage()
  return { context, page, seen: watch(context), [Symbol.asyncDispose]: () => context.close() }
}

const tabs = (page: Page) => page.locator('.graphiql-tab-button').allTextContents()

describe('examples', () => {
  test('all are listed, fill the editor and run, with nothing from outside', async () => {
    await using opened = await newPage()
    await checkExamples(opened.page, open.link(), sampleExamples)
    expect(foreign(opened.seen.requests, open.baseUrl)).toEqual([])
    expect(opened.seen.complaints).toEqual([])
    const files = opened.seen.requests.map((url) => new URL(url).pathname.split('/').at(-1) ?? '')
    // The workers are what other ways of serving GraphiQL download from outside.
    for (const name of ['graphiql', 'page', 'editor-worker', 'json-worker', 'graphql-worker'])
      expect(files.filter((file) => file.startsWith(`${name}.`) && file.endsWith('.js'))).not.toEqual([])
  })

  test('the watch sees a request to another origin', async () => {
    await using opened = await newPage()
    await opened.page.setContent('<img src="http://outside.invalid/x.png">')
    expect(foreign(opened.seen.requests, open.baseUrl)).toEqual(['http://outside.invalid/x.png'])
  })

  test('the fragment of the address opens an example', async () => {
    await using opened = await newPage()
    await openGraphiql(opened.page, open.baseUrl, '#one-service-its-dependencies')
    await untilCurrent(opened.page, 'One service & its <dependencies>')
    expect(JSON.parse(await editorText(opened.page, 'variables.json'))).toEqual({ name: 'Checkout' })
  })

  test('a query of one’s own is kept: the example opens beside it', async () => {
    await using opened = await newPage()
    const { page } = opened
    const own = 'query Mine { services { name } }'
    await openGraphiql(page, open.link())
    await fillEditor(page, 'operation.graphql', own)
    await page.getByRole('tab', { name: 'Mine' }).waitFor()
    await chooseExample(page, 'Watch')
    expect(await tabs(page)).toEqual(['Mine', 'Watch'])
    await chooseExample(page, 'Every service')
    expect(await tabs(page)).toEqual(['Mine', 'EveryService'])
    await page.getByRole('tab', { name: 'Mine' }).click()
    expect(await editorText(page, 'operation.graphql')).toBe(own)
    expect(new URL(page.url()).hash).toBe('')
  })

  test('the first visit starts with the first example, the next one as the last one ended', async () => {
    await using opened = await newPage()
    const { page } = opened
    await openGraphiql(page, open.link())
    await untilCurrent(page, 'Every service')
    expect(await editorText(page, 'operation.graphql')).toBe(sampleExamples[0]?.query)
    expect(await page.locator('#about').textContent()).toBe(sampleExamples[0]?.description)
    await chooseExample(page, 'Watch')
    expect(new URL(page.url()).hash).toBe('#watch')
    await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('Watch'))
    await page.reload()
    await untilReady(page)
    expect(await tabs(page)).toEqual(['Watch'])
    expect(await editorText(page, 'operation.graphql')).toBe(sampleExamples[2]?.query)
  })

  const tab = (query: string) => ({
    id: query,
    hash: query,
    title: 'Old',
    query,
    variables: '{"name": 1}',
    headers: '{"Authorization": "Bearer long gone"}',
    operationName: 'Old',
    response: 'old',
  })
  test.each([
    ['tabs of an earlier visit', { tabs: ['query Old { gone }', '{ b }'].map(tab), activeTabIndex: 1 }],
    ['tabs that cannot be read', '{"tabs":['],
  ])('local storage with %s', async (_name, tabState) => {
    await using opened = await newPage()
    const { context, page } = opened
    const stored = {
      'graphiql:tabState': typeof tabState === 'string' ? tabState : JSON.stringify(tabState),
      'graphiql:query': 'query Old { gone }',
      'graphiql:variables': '{"name": ',
      'graphiql:operationName': 'Old',
      'graphiql:theme': 'light',
      'graphiql:queries': JSON.stringify({ queries: [{ query: '{ gone }', operationName: 'Old' }] }),
    }
    await context.addInitScript((entries) => {
      for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value)
    }, stored)
    await openGraphiql(page, open.link())
    const before = await tabs(page)
    await chooseExample(page, 'One service & its <dependencies>')
    expect((await execute(page)).errors).toBeUndefined()
    expect(await tabs(page)).toEqual([...before, 'OneService'])
  })
})

describe('the token', () => {
  test('is filled in and sent, for the schema too', async () => {
    await using opened = await newPage()
    open.authorizations.length = 0
    await openGraphiql(opened.page, open.link())
    expect(await opened.page.getByLabel('API token').inputValue()).toBe(sampleToken)
    expect((await execute(opened.page)).errors).toBeUndefined()
    expect(open.authorizations.length).toBeGreaterThanOrEqual(2)
    expect(new Set(open.authorizations)).toEqual(new Set([`Bearer ${sampleToken}`]))
  })

  test('of the headers editor is sent, whatever its case', async () => {
    await using opened = await newPage()
    const { page } = opened
    await openGraphiql(page, open.link())
    await page.getByRole('button', { name: 'Headers' }).click()
    await fillEditor(page, 'request-headers.json', '{"AUTHORIZATION": "Bearer other"}')
    open.authorizations.length = 0
    expect((await execute(page)).errors).toBeDefined()
    expect(open.authorizations).toEqual(['Bearer other'])
  })

  test('is entered in the bar where the server gives none, and lasts for the session', async () => {
    await using opened = await newPage()
    const { page } = opened
    await openGraphiql(page, closed.baseUrl)
    expect(await page.getByLabel('API token').inputValue()).toBe('')
    expect((await execute(page)).errors).toBeDefined()
    await page.getByLabel('API token').fill(sampleToken)
    const refetched = page.waitForRequest((request) => request.method() === 'POST')
    await page.getByLabel('API token').press('Enter')
    expect((await refetched).headers().authorization).toBe(`Bearer ${sampleToken}`)
    expect((await execute(page)).errors).toBeUndefined()
    await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('EveryService'))
    await page.reload()
    await untilReady(page)
    expect(await tabs(page)).toEqual(['EveryService'])
    expect((await execute(page)).errors).toBeUndefined()
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('sample')
  })

  test('comes from the code of the address, which is gone from it at once and works once', async () => {
    await using opened = await newPage()
    const { page, seen } = opened
    const link = open.link()
    const [, code = ''] = link.split('#code=')
    const atExchange: string[] = []
    await page.route('**/explorer/token', async (route) => {
      atExchange.push(await page.evaluate(() => location.href))
      await route.continue()
    })
    await openGraphiql(page, link)
    expect(atExchange).toEqual([`${open.baseUrl}/graphql`])
    expect(await page.getByLabel('API token').inputValue()).toBe(sampleToken)
    expect(await page.locator('#notice').isVisible()).toBe(false)
    expect(page.url()).not.toContain(code)
    // Neither in an address that a server or its log sees, nor in what outlasts the tab.
    expect(seen.requests.length).toBeGreaterThan(5)
    expect(seen.requests.filter((url) => url.includes(code))).toEqual([])
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('sample')
    await page.reload()
    await untilReady(page)
    expect(await page.getByLabel('API token').inputValue()).toBe(sampleToken)
    expect((await execute(page)).errors).toBeUndefined()
    expect(seen.complaints).toEqual([])

    await using other = await newPage()
    await openGraphiql(other.page, link)
    expect(await other.page.getByLabel('API token').inputValue()).toBe('')
    expect(await other.page.locator('#notice').textContent()).toContain('throughline explorer')
    expect((await execute(other.page)).errors).toBeDefined()
    // A new address in the same tab.
    const refetched = other.page.waitForRequest((request) => request.headers().authorization !== undefined)
    await other.page.goto(open.link())
    expect((await refetched).headers().authorization).toBe(`Bearer ${sampleToken}`)
    expect(await other.page.getByLabel('API token').inputValue()).toBe(sampleToken)
    expect(await other.page.locator('#notice').isVisible()).toBe(false)
    expect((await execute(other.page)).errors).toBeUndefined()
  })

  test('without a code the page says how to get one, where the server has them', async () => {
    await using opened = await newPage()
    const { page } = opened
    await openGraphiql(page, open.baseUrl)
    expect(await page.getByLabel('API token').inputValue()).toBe('')
    expect(await page.locator('#notice').textContent()).toContain('throughline explorer')
    await openGraphiql(page, closed.baseUrl)
    expect(await page.locator('#notice').isVisible()).toBe(false)
  })

  test('is not in the page', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      const headers = { accept: 'text/html', 'sec-fetch-dest': 'document', host }
      const html = await get(open.link(), headers)
      expect(html).toContain('id="page-data"')
      expect(html).not.toContain('sample')
    }
  })
})

/** fetch would replace the Host and Sec-Fetch headers. */
function get(url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { headers }, async (response) => {
      resolve((await response.setEncoding('utf8').toArray()).join(''))
    })
    sent.on('error', reject).end()
  })
}
