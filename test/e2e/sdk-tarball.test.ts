import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../packages/api/test/harness.ts'
import { type Consumer, openConsumer, readmeScripts, run, SDK } from './consumer.ts'
import { startDemo } from './demo.ts'
import { nodeOf } from './node-versions.ts'

const root = new URL('../../', import.meta.url).pathname

let api: TestApi
let consumer: Consumer
let tarball: string
/** The modules of operations in the installed package, such as `services`. */
let operations: readonly string[]

beforeAll(async () => {
  api = await startDemo()
  consumer = await openConsumer()
  await run('npx', ['-y', 'pnpm', 'pack', '--pack-destination', consumer.folder], SDK)
  const packed = (await readdir(consumer.folder)).find((name) => name.endsWith('.tgz'))
  if (packed === undefined) throw new Error('pnpm pack wrote no tarball')
  tarball = join(consumer.folder, packed)
  // It depends on nothing, so nothing is fetched.
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], consumer.folder)
  const folder = join(consumer.folder, 'node_modules/@throughline/sdk/dist/generated/operations')
  operations = (await readdir(folder)).flatMap((file) => /^(.*)\.js$/.exec(file)?.[1] ?? [])
}, 300_000)
afterAll(async () => {
  await consumer?.[Symbol.asyncDispose]()
  await api?.stop()
})

test('every entry of the workspace has one in the packed SDK', async () => {
  const { exports, publishConfig } = JSON.parse(await readFile(join(SDK, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, string>>
    readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> }
  }
  const compiled = Object.entries(exports).map(([name, source]) => {
    if (!source.startsWith('./src/')) return [name, source]
    const base = source.replace('./src/', './dist/').replace(/\.ts$/, '')
    return [name, { types: `${base}.d.ts`, default: `${base}.js` }]
  })
  expect(publishConfig.exports).toEqual(Object.fromEntries(compiled))
})

test('it holds what is published and nothing else', async () => {
  const paths = (await run('tar', ['tzf', tarball], consumer.folder)).trim().split('\n')
  const strange = paths.filter(
    (path) =>
      !/^package\/(dist\/.*\.(js|d\.ts)|schema\.graphql|package\.json|README\.md|LICENSE)$/.test(path),
  )
  expect(strange).toEqual([])
  expect(paths).toEqual(expect.arrayContaining(['package/README.md', 'package/LICENSE']))
  expect(paths.filter((path) => path.includes('.test.'))).toEqual([])
  expect(operations.length).toBeGreaterThan(100)
})

describe.each([20, 22, 26])('Node %i', (major) => {
  let node: string
  beforeAll(async () => {
    node = await nodeOf(major)
    await consumer.write('first.js', (await readmeScripts())[0] ?? '')
    await consumer.write(
      'every-module.js',
      `import { readFileSync } from 'node:fs'
      import { fileURLToPath } from 'node:url'
      import { createClient, paginate } from '@throughline/sdk'
      import { subscribe } from '@throughline/sdk/subscribe'
      import '@throughline/sdk/types'
      for (const name of ${JSON.stringify(operations)}) {
        const [document] = Object.values(await import('@throughline/sdk/operations/' + name))
        if (!document.text.startsWith(document.kind + ' ' + document.name)) throw new Error(name)
      }
      const schema = readFileSync(fileURLToPath(import.meta.resolve('@throughline/sdk/schema.graphql')), 'utf8')
      console.log(typeof createClient, typeof paginate, typeof subscribe, schema.includes('type Query {'))`,
    )
  }, 600_000)

  test('runs the first script of the README', async () => {
    const env = { THROUGHLINE_URL: api.url, THROUGHLINE_TOKEN: api.token }
    expect(await run(node, ['first.js'], consumer.folder, env)).toBe('Checkout and payment 8\n')
  })

  test('loads every module', async () => {
    expect(await run(node, ['every-module.js'], consumer.folder)).toBe('function function function true\n')
  })
})

describe('TypeScript', () => {
  beforeAll(async () => {
    await consumer.link('@types/node', join(root, 'node_modules/@types/node'))
    await consumer.link('graphql', join(root, 'test/node_modules/graphql'))
    await consumer.write('readme.ts', (await readmeScripts()).join('\n'))
    const entries = ['', '/subscribe', '/types', ...operations.map((name) => `/operations/${name}`)]
    const exported = entries.map((entry, index) => `export * as m${index} from '@throughline/sdk${entry}'`)
    await consumer.write('every-module.ts', exported.join('\n'))
    await consumer.write(
      'typed.ts',
      `import { createClient } from '@throughline/sdk'
      import { Services } from '@throughline/sdk/operations/services'
      const { services } = await createClient({ url: 'http://localhost/graphql' }).execute(Services)
      const name: string | undefined = services.nodes[0]?.name
      // @ts-expect-error a name is a text
      const wrong: number | undefined = services.nodes[0]?.name
      export { name, wrong }`,
    )
  })

  test('resolves every entry with module NodeNext, in Node without the DOM', async () => {
    await consumer.check(['readme.ts', 'typed.ts'], {
      module: 'NodeNext',
      target: 'ES2022',
      lib: ['ES2022'],
      types: ['node'],
      skipLibCheck: false,
    })
  })

  test.each([
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'bundler'],
  ])(
    'resolves every entry with module %s and resolution %s, in a browser',
    async (module, moduleResolution) => {
      await consumer.check(['every-module.ts', 'typed.ts'], {
        module,
        moduleResolution,
        target: 'ES2022',
        lib: ['ES2022', 'DOM'],
        skipLibCheck: false,
      })
    },
  )
})
