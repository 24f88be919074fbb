import { seedDemo } from '@throughline/db/seed'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { make } from '../features/mutate.ts'
import { startApi } from '../harness.ts'
import { applied, exported } from './applied.ts'
import { TRAPS } from './yaml-traps.ts'

test('the export of the demo organisation, applied to an empty database, gives the same export', async () => {
  const demo = await startApi({
    template: 'demo-declarative',
    prepare: ({ kysely }) => seedDemo(kysely, { today: '2031-05-20' }),
  })
  const empty = await startApi()
  try {
    const text = await exported(demo)
    expect(text.length).toBeGreaterThan(100_000)
    expect((await applied(empty, text)).code).toBe(0)
    expect(await exported(empty)).toBe(text)
    expect((await applied(empty, text)).said).toMatch(/^Nothing to do/)
  } finally {
    await demo.stop()
    await empty.stop()
  }
})

test('the e-mail addresses that the API takes are exported and applied', async () => {
  const [one, other] = [await startApi(), await startApi()]
  try {
    const addresses = [
      'jörg@nordlicht.example',
      'a@b',
      '用户@例子.公司',
      'no\u00a0break@example.org',
      `${'😀'.repeat(252)}@b`,
    ]
    for (const email of addresses)
      await make(one, 'Person', { name: `Person of ${email}`.slice(0, 60).toWellFormed(), email })
    const yaml = await exported(one)
    expect(await applied(other, yaml)).toMatchObject({ code: 0 })
    const people = await other.db.kysely.selectFrom('person').select('email').execute()
    expect(people.map(({ email }) => email)).toEqual(expect.arrayContaining(addresses))
  } finally {
    await Promise.all([one.stop(), other.stop()])
  }
})

const text = fc.oneof(
  fc.constantFrom(...TRAPS.filter((one) => one.length < 1_000)),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)
/** The API takes no blanks around names. */
const name = text.map((one) => `n${one}n`.slice(0, 200).toWellFormed())
const names = (kind: string) =>
  fc.uniqueArray(name, { minLength: 4, maxLength: 12 }).map((all) => all.map((one) => `${kind} ${one}`))

/** An organisation of odd texts, in the shape of a file. */
const organisation = fc
  .record({
    teams: names('team'),
    services: names('service'),
    titles: names('objective'),
    assets: names('asset'),
    texts: fc.array(text, { minLength: 8, maxLength: 8 }),
    labels: fc.dictionary(name, text, { maxKeys: 5 }),
  })
  .map(({ teams, services, titles, assets, texts, labels }) => ({
    teams: teams.map((one, n) => ({ name: one, kind: 'IT', contact: texts[n % 8], labels })),
    objectives: titles.map((title, n) => ({
      title,
      description: texts[n % 8],
      keyResults: [{ title: `key ${title}`, unit: '1e3', start: 0, target: 1e21 }],
      services: services.slice(n),
    })),
    services: services.map((one, n) => ({
      name: one,
      kind: 'TECHNICAL',
      owner: teams[n % teams.length],
      description: texts[n % 8],
      groups: [{ name: `group ${titles[0]}` }],
      dependsOn: assets.map((asset) => ({ asset, group: `group ${titles[0]}` })),
    })),
    assets: assets.map((one, n) => ({
      name: one,
      kind: 'server',
      labels: Object.fromEntries(Object.entries(labels).slice(n)),
    })),
    mappingRules: services.map((one, n) => ({ name: one, service: one, description: texts[n % 8] })),
  }))

test('the export of an organisation with odd texts gives the same export, too', async () => {
  await fc.assert(
    fc.asyncProperty(organisation, async (declared) => {
      const one = await startApi()
      const other = await startApi()
      try {
        expect((await applied(one, JSON.stringify(declared))).code).toBe(0)
        expect((await applied(one, JSON.stringify(declared))).said).toMatch(/^Nothing to do/)
        const yaml = await exported(one)
        expect((await applied(other, yaml)).code).toBe(0)
        expect(await exported(other)).toBe(yaml)
        // Another set of files finds everything by its names.
        const byName = await applied(one, yaml, { name: 'other' })
        expect(byName.said).toMatch(/^Nothing to do/)
      } finally {
        await Promise.all([one.stop(), other.stop()])
      }
    }),
    { numRuns: 2 },
  )
})
