import { expect, test } from 'vitest'
import { draw } from './charts/draw.ts'
import { html } from './html.ts'
import { renderMarkdown } from './markdown.ts'
import { renderContent } from './render.ts'

const EVIL = '<img src=x onerror=alert(1)> | [a](javascript:b) "\'\n# no title'
const content = {
  title: EVIL,
  period: '2026',
  glance: [{ label: EVIL, value: EVIL, note: EVIL }],
  phases: [
    {
      id: 'plan',
      title: EVIL,
      about: EVIL,
      panels: [
        {
          id: 'one',
          title: EVIL,
          about: EVIL,
          query: { document: EVIL, variables: { evil: EVIL } },
          why: [EVIL],
          tables: [{ caption: EVIL, head: ['a'], rows: [[EVIL]], empty: EVIL }],
          charts: [
            {
              title: EVIL,
              drawing: {
                kind: 'intervals' as const,
                isShare: false,
                low: 0,
                high: 1,
                rows: [{ label: EVIL, value: 0.5, interval: null }],
              },
              table: { caption: EVIL, head: ['a'], rows: [], empty: EVIL },
            },
          ],
        },
      ],
    },
  ],
}

test('text of the database stays text in Markdown', () => {
  const text = renderMarkdown(content)
  expect(text.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1)
  expect(text).not.toMatch(/(^|[^\\])[<[]/)
  expect(text).toContain('| \\<img src=x onerror=alert(1)\\> \\| ')
})

test('and in HTML, also within charts', () => {
  const text = renderContent(content, { draw, queryLink: () => EVIL, footer: html`${EVIL}` })
  expect(text).not.toContain('<img')
  expect(text).not.toMatch(/="[^"]*<img/)
  expect(text).not.toMatch(/ style="/)
  expect(text).toContain('&#60;img src=x')
})
