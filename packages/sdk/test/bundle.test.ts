import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'
import { answer, scriptedServer } from './scripted-server.ts'

const root = new URL('..', import.meta.url).pathname
const coreBudget = 5000
const operationBudget = 1000
const subscribeBudget = 1000

/** Bundles and minifies a module that is given as text, as a browser application's build would. */
async function bundle(code: string, format: 'esm' | 'iife' = 'esm'): Promise<string> {
  const built = await rolldown({
    input: 'entry.ts',
    platform: 'browser',
    external: /^node:/,
    plugins: [
      {
        name: 'entry',
        resolveId: (id, from) => {
          if (id === 'entry.ts') return `${root}entry.ts`
          return from?.endsWith('/entry.ts') && id.startsWith('./') ? root + id.slice(2) : null
        },
        load: (id) => (id === `${root}entry.ts` ? { code, moduleType: 'ts' } : null),
      },
    ],
  })
  const { output } = await built.generate({ format, minify: true, name: 'sdk' })
  await built.close()
  return output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('')
}

const gzipped = (code: string) => gzipSync(code).length

test('the core stays within 5 kB', async () => {
  const size = gzipped(await bundle(`export * from './src/index.ts'`))
  expect(size).toBeGreaterThan(1000)
  expect(size).toBeLessThan(coreBudget)
})

test('subscriptions add less than 1 kB to the core', async () => {
  const core = gzipped(await bundle(`export * from './src/index.ts'`))
  const both = gzipped(
    await bundle(`export * from './src/index.ts'; export { subscribe } from './src/subscribe.ts'`),
  )
  expect(both).toBeGreaterThan(core)
  expect(both).toBeLessThan(core + subscribeBudget)
})

test.each(['services', 'service-assets', 'create-service'])(
  'the operation %s stays within 1 kB',
  async (name) => {
    const code = await bundle(`export * from './test/fixtures/generated/operations/${name}.ts'`)
    expect(code).not.toContain('import')
    expect(gzipped(code)).toBeLessThan(operationBudget)
  },
)

test('one operation ships one operation, and neither pagination nor subscriptions that are not used', async () => {
  const code = await bundle(`
    import { createClient } from './src/index.ts'
    import { Services } from './test/fixtures/generated/operations/services.ts'
    export const run = (url: string) => createClient({ url }).execute(Services)`)
  expect(code).toContain('query Services')
  expect(code).not.toContain('CreateService')
  expect(code).not.toContain('hasNextPage:')
  expect(code).not.toContain('event-stream')
})

test('the core runs where there is nothing but the web platform', async () => {
  const data = {
    services: { edges: [{ node: { name: 'a' } }], pageInfo: { hasNextPage: false, endCursor: null } },
  }
  await using server = await scriptedServer(answer({ data }))
  const code = await bundle(
    `import { createClient, paginate } from './src/index.ts'
    import { Services } from './test/fixtures/generated/operations/services.ts'
    export const run = (url: string) => paginate(createClient({ url }), Services, {}).toArray()`,
    'iife',
  )
  const web = { fetch, Headers, URL, AbortController, crypto, setTimeout, clearTimeout }
  const context = createContext({ ...web, url: server.url })
  const nodes: unknown = await runInContext(`${code}; sdk.run(url)`, context)
  expect(JSON.stringify(nodes)).toBe('[{"name":"a"}]')
})
