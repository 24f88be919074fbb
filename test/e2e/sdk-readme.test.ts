import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../packages/api/test/harness.ts'
import { type Consumer, openConsumer, readmeScripts, run, SDK } from './consumer.ts'
import { startDemo } from './demo.ts'

const root = new URL('../../', import.meta.url).pathname
const scripts = await readmeScripts()
const [first = ''] = scripts

let api: TestApi
let consumer: Consumer

beforeAll(async () => {
  api = await startDemo()
  consumer = await openConsumer()
  await consumer.link('@throughline/sdk', SDK)
  await consumer.link('graphql', `${root}test/node_modules/graphql`)
  await consumer.link('@types/node', `${root}node_modules/@types/node`)
})
afterAll(async () => {
  await consumer?.[Symbol.asyncDispose]()
  await api?.stop()
})

/** What a module prints that is run on the demo organisation. */
async function output(file: string, text: string): Promise<string> {
  await consumer.write(file, text)
  const env = { THROUGHLINE_URL: api.url, THROUGHLINE_TOKEN: api.token }
  return run(process.execPath, [file], consumer.folder, env)
}

test('the first script prints what the README says', async () => {
  expect(await output('first.ts', first)).toBe('Checkout and payment 8\n')
})

test('all scripts run, one after the other', async () => {
  // Nothing works on sources here: a run that was asked for would not end.
  const ending = scripts.filter((text) => !text.includes('subscribe('))
  expect(ending).toHaveLength(scripts.length - 1)
  const lines = await output('all.ts', ending.join('\n'))
  expect(lines).toMatch(/^checkout-api (HIGH|CRITICAL)$/m)
  expect(lines).toContain(`{ name: 'Billing' }`)
  expect(lines).toMatch(/teams: .*totalCount: \d/)
})

test('all scripts have the types that they need', async () => {
  await consumer.write('readme.ts', scripts.join('\n'))
  const wrong = first.replace(
    /^.*client\.execute.*$/m,
    `// @ts-expect-error this is no reference, and the types say so
    const { service } = await client.execute(ServiceAssets, { by: 'checkout' })
    void by`,
  )
  expect(wrong).toContain('@ts-expect-error')
  await consumer.write('wrong.ts', wrong)
  await consumer.check(['readme.ts', 'wrong.ts'], {
    module: 'NodeNext',
    target: 'ES2022',
    types: ['node'],
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  })
})
