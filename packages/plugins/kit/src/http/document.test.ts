import { readFile } from 'node:fs/promises'
import { Secret } from '@throughline/plugin-kit'
import { testContext } from '@throughline/plugin-kit/testing'
import { expect, test, vi } from 'vitest'
import { effectiveLimits } from './limits.ts'
import { opened, upstreamOf } from './opened.fixture.ts'
import { issues } from './reading.fixture.ts'

const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')

test('the document shows the code that is tested', async () => {
  const blocks = (await read('../../docs/http.md')).match(/(?<=```ts\n)[\s\S]*?(?=```)/g)
  expect(blocks).toEqual([await read('./reading.fixture.ts'), await read('./calling.fixture.ts')])
})

test('the first example reads a page', async () => {
  const upstream = await upstreamOf(({ query }) => ({
    json: [Object.fromEntries(query)],
    headers: { 'x-next-page': '3' },
  }))
  const { http } = opened([upstream.url])
  const config = { url: upstream.url, token: new Secret('env:TOKEN', 'hunter2') }
  const page = await issues(testContext(config, { http }), '2030-01-01', 2)
  expect(page).toEqual({ raw: [{ since: '2030-01-01', page: '2', sort: 'updated' }], more: true })
  expect(upstream.requests[0]).toMatchObject({
    path: '/api/issues',
    headers: { authorization: 'Bearer hunter2' },
  })
})

test('the second example prints what it says', async () => {
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
  await import('./calling.fixture.ts')
  expect(printed.mock.calls).toEqual([[{ path: '/api/issues' }]])
  printed.mockRestore()
})

test('the defaults are those of the document', async () => {
  const text = await read('../../docs/http.md')
  const limits = effectiveLimits()
  for (const name of ['requestsPerSecond', 'deadline', 'maxBytes'] as const) {
    expect(text).toContain(`| \`${name}\` | ${limits[name].toLocaleString('en')} |`)
  }
})
