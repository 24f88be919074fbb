import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { GraphParts } from '../reasoning/network.ts'
import { emptyOrganisation, insertOrganisation, uuidOf } from '../reasoning/organisation.fixture.ts'
import { organisations } from '../reasoning/organisations.fixture.ts'
import { DAY, sketchParts } from '../reasoning/parts.fixture.ts'
import { failureOf, STRENGTH_OF_PROCESS } from '../reasoning/strengths.ts'
import { gaps } from './gap-store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())

/** Whether anything that is in use, or will be, leans on a node, taken one row at a time. */
function isLeanedOn(parts: GraphParts, start: string): boolean {
  const above = (id: string): string[] => [
    ...parts.dependencies
      .filter(({ on, strength }) => on.id === id && strength > 0)
      .map((row) => row.serviceId),
    ...parts.dependencies
      .filter(
        ({ on, groupId }) =>
          on.id === id && (parts.groups.find((group) => group.id === groupId)?.strength ?? 0) > 0,
      )
      .map((row) => row.serviceId),
    ...parts.relations
      .filter((relation) => relation.strength > 0 && failureOf(relation).failing === id)
      .map((relation) => failureOf(relation).hit),
    ...parts.processServices
      .filter((row) => row.serviceId === id && (row.strength ?? STRENGTH_OF_PROCESS) > 0)
      .map((row) => row.processId),
    ...parts.contributions.filter((row) => row.serviceId === id).map((row) => row.objectiveId),
  ]
  const seen = new Set(above(start))
  for (const id of seen) {
    const node = [...parts.services, ...parts.assets].find((row) => row.id === id)
    if (node?.lifecycle !== 'RETIRED') return true
    for (const next of above(id)) seen.add(next)
  }
  return false
}

/** Assets that no service needs, of which only `idle` has nothing that leans on it. */
const LEANED_ON = sketchParts({
  services: { old: 'RETIRED' },
  assets: { vm: 'LIVE', host: 'LIVE', gone: 'RETIRED', rack: 'LIVE', disk: 'LIVE', idle: 'LIVE' },
  relations: [
    ['vm', 'RUNS_ON', 'host', 1],
    ['vm', 'RUNS_ON', 'gone', 1],
    ['rack', 'CONTAINS', 'gone', 1],
  ],
  processServices: [['close the month', 'old', null]],
  dependencies: [['old', 'a:disk', 1]],
})

it('nothing that something leans on is advised to be retired or switched off', async () => {
  const advised = { gone: 0, kept: 0 }
  await fc.assert(
    fc.asyncProperty(organisations(true), async (parts) => {
      const db = database.db.kysely
      await emptyOrganisation(db)
      await insertOrganisation(db, parts)
      const page = await gaps(db, { on: DAY, limit: 1000 })
      const leaned = new Map(
        [...parts.services, ...parts.assets].map(({ id }) => [uuidOf(id), isLeanedOn(parts, id)]),
      )
      for (const { subject, kind, explanation } of page.gaps) {
        const toDo = explanation.reasons.find(({ code }) => code === 'WHAT_TO_DO')?.text ?? ''
        const isAdvised = /retire it|switch it off/.test(toDo)
        if (isAdvised)
          expect([kind, subject.name, leaned.get(subject.id)]).toEqual([kind, subject.name, false])
        if (kind === 'SERVICE_WITHOUT_OBJECTIVE' || kind === 'ASSET_WITHOUT_SERVICE')
          advised[isAdvised ? 'gone' : 'kept'] += 1
      }
    }),
    { seed: 11, numRuns: 12, examples: [[LEANED_ON]] },
  )
  expect(advised.gone).toBeGreaterThan(5)
  expect(advised.kept).toBeGreaterThan(5)
})
