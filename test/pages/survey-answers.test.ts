import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, done, listAt, make } from '../../packages/api/test/features/mutate.ts'
import { startApi, type TestApi } from '../../packages/api/test/harness.ts'
import { startChromium } from '../graphiql/chromium.ts'
import { foreign, watch } from '../graphiql/graphiqlPage.ts'
import { axeViolations, textCollisions } from './layout.ts'

const HOSTILE = '</legend></style><script>globalThis.hacked = 1</script><img src=x onerror="hacked = 1">"\'&'
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3)

let now = new Date('2026-05-05T12:00:00Z')
let api: TestApi
let browser: Browser
let copy: Page
let survey: string

beforeAll(async () => {
  browser = await startChromium()
  copy = await browser.newPage({ viewport: { width: 420, height: 900 } })
  api = await startApi({ clock: () => now })
  const four = ['functionality', 'satisfaction', 'culture', 'planning']
  survey = await make(api, 'Survey', {
    title: `Business and IT ${HOSTILE}`,
    template: 'CUSTOM',
    closesAt: '2026-06-01T00:00:00Z',
    questions: [
      { key: 'content', text: 'How content are you?', kind: 'RATING', scale: { min: 1, max: 5 } },
      { key: 'recommend', text: 'Would you recommend us?', kind: 'RATING', scale: { min: 0, max: 10 } },
      { key: 'effort', text: 'How easy was it?', kind: 'RATING', scale: { min: 1, max: 7 } },
      ...four.map((key) => ({ key, text: key, kind: 'RATING', scale: { min: 1, max: 5 } })),
      { key: 'percent', text: 'How sure are you, in percent?', kind: 'RATING', scale: { min: 0, max: 100 } },
      { key: 'lost', text: 'Time lost in the last week', kind: 'MINUTES' },
      { key: 'best', text: `What is best? ${LONG}`, kind: 'CHOICE', options: ['Speed', LONG, HOSTILE] },
      { key: 'why', text: 'Why?', kind: 'TEXT' },
    ],
  })
})
afterAll(async () => {
  await browser?.close()
  await api?.stop()
})

async function linkIn(language: string): Promise<string> {
  const input = { survey: { id: survey }, language, recipients: [{}] }
  const made = await done(api, 'createCampaign', input, 'links { path }')
  return new URL(String(at(listAt(made, 'links')[0], 'path')), api.url).href
}

/**
 * In both themes and at both widths: nothing that axe finds, nothing over something else, nothing that sticks out. axe
 * waits for timers, which a page without scripts does not have: it looks at the same document in a page of its own.
 */
async function isFine(page: Page): Promise<void> {
  for (const width of [1280, 420]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect(await textCollisions(page)).toEqual([])
  }
  await copy.setContent(await page.content())
  for (const colorScheme of ['light', 'dark'] as const) {
    await copy.emulateMedia({ colorScheme })
    expect(await axeViolations(copy)).toEqual([])
  }
}

for (const [language, words] of [
  [
    'en',
    { send: 'Send answers', wrong: 'Enter a number', thanks: 'Thank you', closed: 'This survey has closed' },
  ],
  [
    'de',
    { send: 'Antworten senden', wrong: 'eine Zahl', thanks: 'Vielen Dank', closed: 'Umfrage ist beendet' },
  ],
] as const) {
  test(`a survey is answered without scripts in ${language}: form, errors, thanks, closed`, async () => {
    const [link, late] = [await linkIn(language), await linkIn(language)]
    await using context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr' })
    const seen = watch(context)
    const page = await context.newPage()
    await page.goto(link)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await isFine(page)
    // By keyboard: every question is reached, and a scale is answered with the arrows.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(
      await page
        .locator('input:checked')
        .first()
        .evaluate((input: HTMLInputElement) => input.name),
    ).toBe('answer:content')
    await page.getByRole('group', { name: 'How content are you?' }).getByText('4', { exact: true }).click()
    await page
      .getByRole('group', { name: 'Would you recommend us?' })
      .getByText('10', { exact: true })
      .click()
    await page.getByLabel('How sure are you, in percent?').fill('a lot')
    await page.getByLabel('Time lost').fill('25')
    await page.getByText(HOSTILE, { exact: true }).click()
    await page.getByLabel('Why?').fill(`Two\nlines \u200f${HOSTILE}`)
    await page.getByRole('button', { name: words.send }).click()
    const summary = page.getByRole('alert')
    expect(await summary.textContent()).toContain(words.wrong)
    await isFine(page)
    // The summary leads to the field, which has what was entered, and says what is wrong.
    await summary.getByRole('link').click()
    const field = page.getByLabel('How sure are you, in percent?')
    expect(await field.inputValue()).toBe('a lot')
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    const described = (await field.getAttribute('aria-describedby'))?.split(' ') ?? []
    const about = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).textContent()))
    expect(about.join(' ')).toContain(words.wrong)
    expect(
      await page.locator('input:checked').evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
    ).toEqual(['4', '10', '', '', '', '', '', HOSTILE])
    expect(await page.getByLabel('Why?').inputValue()).toBe(`Two\nlines \u200f${HOSTILE}`)
    await field.fill('62,5')
    await page.getByRole('button', { name: words.send }).click()
    await page.getByRole('heading', { name: words.thanks }).waitFor()
    expect(page.url().replace(/#.*/, '')).toBe(link)
    await isFine(page)
    now = new Date('2026-06-02T12:00:00Z')
    try {
      await page.goto(late)
      await page.getByRole('heading', { name: words.closed }).waitFor()
      await isFine(page)
    } finally {
      now = new Date('2026-05-05T12:00:00Z')
    }
    expect(await context.cookies()).toEqual([])
    expect(foreign(seen.requests, api.url)).toEqual([])
    expect(seen.complaints.filter((one) => !/status of (410|422)/.test(one))).toEqual([])
    const stored = await api.get(
      `{ survey(by: { id: "${survey}" }) { responses(first: 1) { nodes { answers } } } }`,
    )
    expect(at(listAt(stored, 'survey', 'responses', 'nodes')[0], 'answers')).toEqual({
      content: 4,
      recommend: 10,
      percent: 62.5,
      lost: 25,
      best: HOSTILE,
      why: `Two\nlines \u200f${HOSTILE}`,
    })
  })
}
