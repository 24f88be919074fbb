import type { TestDatabase } from '../../src/testing.ts'
import { testDatabase } from '../../src/testing.ts'
import { seedDemo } from '../seed.ts'

/** The day on which the databases of these tests were seeded: a Tuesday. */
export const TODAY = '2031-05-20'

/** A database with the demo organisation, cloned from one that was seeded once. */
export function seededDatabase(): Promise<TestDatabase> {
  return testDatabase({ template: 'seed-tests', prepare: ({ kysely }) => seedDemo(kysely, { today: TODAY }) })
}
