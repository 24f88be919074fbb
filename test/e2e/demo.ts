import { seedDemo } from '@throughline/db/seed'
import { startApi, type TestApi } from '../../packages/api/test/harness.ts'

/** The day on which the demo organisation of the tests was written. */
export const today = '2026-03-02'

/** The real server at noon of that day, on the demo organisation, in a database of its own. */
export function startDemo(): Promise<TestApi> {
  return startApi({
    template: 'demo',
    prepare: ({ kysely }) => seedDemo(kysely, { today }),
    clock: () => new Date(`${today}T12:00:00Z`),
    figures: true,
  })
}
