import assert from 'node:assert/strict'
import type { BrowserContext, Page } from 'playwright-core'
import type { Example } from '../../packages/api/src/graphiql/example.ts'
import type { PageData } from '../../packages/api/src/graphiql/page-data.ts'

/** What the page under test did that nobody sees on the screen. Filled while it runs. */
export interface Watch {
  /** Addresses of all requests, those of workers too. */
  requests: string[]
  /** Errors of scripts and on the console, and what the content security policy refused. */
  complaints: string[]
}

export function watch(context: BrowserContext): Watch {
  const seen: Watch = { requests: [], complaints: [] }
  context.on('request', (request) => seen.requests.push(request.url()))
  context.on('weberror', (error) => seen.complaints.push(String(error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error') seen.complaints.push(message.text())
  })
  return seen
}

/** The addresses among `requests` that are not on the server's own origin. */
export function foreign(requests: readonly string[], baseUrl: string): string[] {
  const home = new URL(baseUrl).origin
  return requests.filter((url) => !/^(data|blob|about):/.test(url) && new URL(url).origin !== home)
}

/** Opens GraphiQL at `<baseUrl>/graphql`, or at the address that was printed, and waits until it can be used. */
export async function openGraphiql(page: Page, address: string, fragment?: string): Promise<void> {
  const url = new URL(address)
  url.pathname = '/graphql'
  if (fragment !== undefined) url.hash = fragment
  await page.goto(url.href)
  await untilReady(page)
}

/** Waits until GraphiQL can be used after the page was opened or loaded again. */
export async function untilReady(page: Page): Promise<void> {
  await page.locator('#examples-button:enabled').waitFor()
}

/** Waits until GraphiQL has taken the example in, which the menu shows as "current". */
export async function untilCurrent(page: Page, title: string): Promise<void> {
  const name = page.getByText(title, { exact: true })
  await page.locator('#examples [aria-current=true]').filter({ has: name }).waitFor({ state: 'attached' })
}

export type EditorFile = 'operation.graphql' | 'variables.json' | 'request-headers.json' | 'response.json'

/** The text of one of GraphiQL's editors, whole, also where it is scrolled out of sight. */
export function editorText(page: Page, file: EditorFile): Promise<string> {
  return page.evaluate((name) => {
    const editors = globalThis.monaco?.editor.getEditors() ?? []
    const models = editors.map((editor) => editor.getModel())
    return models.find((model) => model?.uri.path.endsWith(name))?.getValue() ?? ''
  }, file)
}

/** Puts `text` into one of GraphiQL's editors as a person would paste it. */
export async function fillEditor(page: Page, file: EditorFile, text: string): Promise<void> {
  await page.evaluate((name) => {
    const editors = globalThis.monaco?.editor.getEditors() ?? []
    editors.find((editor) => editor.getModel()?.uri.path.endsWith(name))?.focus()
  }, file)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}

/** Chooses an example from the menu and waits until GraphiQL has taken it in. */
export async function chooseExample(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Examples' }).click()
  await page.locator('#examples').getByText(title, { exact: true }).click()
  await untilCurrent(page, title)
}

/** Presses "Execute query" (which empties the last answer) and returns the answer that GraphiQL shows. */
export async function execute(page: Page): Promise<{ data?: unknown; errors?: unknown }> {
  await page.locator('.graphiql-execute-button').click()
  await page.waitForFunction(() => {
    const editors = globalThis.monaco?.editor.getEditors() ?? []
    const models = editors.map((editor) => editor.getModel())
    return models.find((model) => model?.uri.path.endsWith('response.json'))?.getValue()
  })
  return JSON.parse(await editorText(page, 'response.json'))
}

/**
 * Opens GraphiQL at the address that was printed and goes through all `examples`: each is listed, fills the editors when chosen, and
 * answers with data and without errors when run. Throws an AssertionError that names the example.
 */
export async function checkExamples(
  page: Page,
  address: string,
  examples: readonly Example[],
): Promise<void> {
  await openGraphiql(page, address)
  await page.getByRole('button', { name: 'Examples' }).click()
  const listed = await page.locator('#examples b').allTextContents()
  assert.deepEqual(
    listed,
    examples.map((example) => example.title),
  )
  await page.keyboard.press('Escape')
  // Some variables follow the day on which the page was made.
  const offered: PageData = JSON.parse((await page.locator('#page-data').textContent()) ?? '')
  for (const { title, query } of examples) {
    await chooseExample(page, title)
    assert.equal(await editorText(page, 'operation.graphql'), query, `"${title}" does not fill the editor`)
    const filled = await editorText(page, 'variables.json')
    const variables = offered.examples.find((example) => example.title === title)?.variables
    assert.equal(filled, variables, `"${title}" lacks its variables`)
    const answer = await execute(page)
    assert.equal(answer.errors, undefined, `"${title}" fails: ${JSON.stringify(answer.errors)}`)
    assert.ok(answer.data, `"${title}" answers without data`)
  }
}
