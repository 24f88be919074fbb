import type { Plugin } from '@throughline/plugin-kit'
import { apiConformance } from '@throughline/plugin-kit/testing'
import { expect, test } from 'vitest'
import { trackerFixtures } from './tracker/fixtures.ts'
import { tracker } from './tracker/plugin.ts'
import { datedOnArrival, turnedBack } from './wrong/turned-back.ts'

const CHECK = 'webhook, a ticket was closed: an earlier state does not turn a record back'

/** What the check says of a plugin; undefined when it finds nothing. */
async function verdict(plugin: Plugin): Promise<unknown> {
  const check = apiConformance(plugin, trackerFixtures).find(({ name }) => name === CHECK)
  if (check === undefined) throw new Error(`There is no check ${CHECK}`)
  return check.run().then(
    () => undefined,
    (error: unknown) => String(error),
  )
}

test('a plugin whose deliveries turn records back is found by the conformance suite', async () => {
  expect(await verdict(tracker)).toBeUndefined()
  expect(await verdict(turnedBack)).toMatch(/does not say when T1 changed: declare changedAt/)
  expect(await verdict(datedOnArrival)).toMatch(/The time of T1 is not its own/)
})
