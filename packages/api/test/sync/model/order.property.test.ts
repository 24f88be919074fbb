import { testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tell } from '../entities/expected-records.ts'
import { asset, type Raw } from '../scripted.ts'
import { modelOf, objective, person, process, service, team, writtenRows } from './model-records.ts'

const SOURCES = ['catalogue', 'directory'] as const
const TYPES = ['asset', 'person', 'team', 'service', 'objective', 'process'] as const
type Source = (typeof SOURCES)[number]
type Type = (typeof TYPES)[number]
const MOST = 4

/** What a source says of the n-th of a type. */
interface Said {
  readonly n: number
  readonly flavour: string
  /** Another of a smaller number, by its name or by what the source calls it. */
  readonly to: number
  readonly byName: boolean
  readonly amount: number
}

const said: fc.Arbitrary<readonly Said[]> = fc.uniqueArray(
  fc.record({
    n: fc.nat(MOST - 1),
    flavour: fc.constantFrom('plain', 'salty', 'sweet'),
    to: fc.nat(MOST - 1),
    byName: fc.boolean(),
    amount: fc.constantFrom(0.25, 0.5, 1),
  }),
  { selector: ({ n }) => n, maxLength: MOST },
)
type Knowledge = Readonly<Record<Type, readonly Said[]>>
const knowledge: fc.Arbitrary<Knowledge> = fc.record({
  asset: said,
  person: said,
  team: said,
  service: said,
  objective: said,
  process: said,
})

/** The records of a type. Parents have smaller numbers, so that there is no circle whose last link would be left out. */
function recordsOf(source: Source, type: Type, all: Knowledge): Raw[] {
  return all[type].map(({ n, flavour, to, byName, amount }): Raw => {
    const id = (what: Type, index: number) => `${source}-${what}-${index}`
    const ref = (what: Type, index = to) =>
      byName ? { name: `${what} ${index}` } : { externalId: id(what, index) }
    const labels = { [flavour]: source, both: flavour }
    const parent = to < n ? { parent: ref(type) } : {}
    const name = `${type} ${n}`
    const someone = byName ? { email: `person-${to}@example.org` } : { externalId: id('person', to) }
    switch (type) {
      case 'asset':
        return asset(id('asset', n), {}, { identifiers: [{ kind: 'serial-number', value: `SN-${n}` }], name })
      case 'person':
        return person(id('person', n), { name: `${flavour} ${n}`, email: `Person-${n}@example.org`, labels })
      case 'team':
        return team(id('team', n), {
          name,
          contact: flavour,
          labels,
          ...parent,
          members: [{ person: someone, role: amount === 1 ? 'LEAD' : 'MEMBER' }],
        })
      case 'service':
        return service(id('service', n), {
          name,
          description: flavour,
          labels,
          owner: ref('team'),
          dependsOn: [
            ...(to === n ? [] : [{ service: ref('service'), strength: amount, group: flavour }]),
            { asset: { identifier: { kind: 'serial-number', value: `SN-${to}` } }, strength: amount },
          ],
        })
      case 'objective':
        return objective(id('objective', n), {
          title: name,
          weight: amount,
          ...parent,
          owner: ref('team'),
          services: [{ service: ref('service'), share: amount }],
          keyResults: [{ title: flavour, start: 0, target: amount }],
        })
      default:
        return process(id('process', n), {
          name,
          services: [{ service: ref('service'), strength: amount }],
          objectives: [{ objective: ref('objective'), share: amount }],
        })
    }
  })
}

type Reading = readonly [Source, Type]
const ALL: readonly Reading[] = SOURCES.flatMap((source) => TYPES.map((type) => [source, type] as const))

/** Every listing at least once, in any order, and some of them again. */
const order: fc.Arbitrary<readonly Reading[]> = fc
  .tuple(
    fc.shuffledSubarray([...ALL], { minLength: ALL.length, maxLength: ALL.length }),
    fc.array(fc.constantFrom(...ALL), { maxLength: 4 }),
  )
  .map(([once, again]) => [...once, ...again])

async function outcome(known: Readonly<Record<Source, Knowledge>>, readings: readonly Reading[]) {
  const database = await testDatabase()
  try {
    const { db } = database
    const read = ([source, type]: Reading) =>
      tell(
        db,
        { [type]: recordsOf(source, type, known[source]) },
        { source, precedence: source === 'catalogue' ? 50 : 60 },
      )
    for (const reading of readings) await read(reading)
    const model = await modelOf(db)
    const before = await writtenRows(db)
    for (const reading of readings.slice(0, 3)) await read(reading)
    expect(await writtenRows(db)).toEqual(before)
    return model
  } finally {
    await database.drop()
  }
}

test('any order and any repetition of two sources ends in the same state, and a repetition writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(knowledge, knowledge, order, async (catalogue, directory, readings) => {
      const known = { catalogue, directory }
      expect(await outcome(known, readings)).toEqual(await outcome(known, ALL))
    }),
    { numRuns: 4, endOnFailure: true },
  )
})
