import type { Plugin } from '../plugin.ts'
import { brokenInputChecks } from './broken.ts'
import type { ConformanceFixtures, NamedCheck } from './fixtures.ts'
import { flawedInputCheck } from './flawed.ts'
import { listingChecks } from './listings.ts'
import { removalChecks } from './removals.ts'

/**
 * The promises every plugin makes, as checks for any test runner:
 *
 * ```ts
 * for (const check of conformance(plugin, fixtures)) test(check.name, check.run)
 * ```
 *
 * Every check lists anew, so they may run alone and in any order.
 */
export function conformance(plugin: Plugin, fixtures: ConformanceFixtures): NamedCheck[] {
  if (fixtures.listings.length === 0) throw new TypeError('Give conformance at least one listing')
  return [
    ...fixtures.listings.flatMap((listing) => listingChecks(plugin, fixtures, listing)),
    ...(fixtures.broken ?? []).flatMap((broken) => brokenInputChecks(plugin, fixtures, broken)),
    ...(fixtures.flawed ?? []).map((flawed) => flawedInputCheck(plugin, fixtures, flawed)),
    ...removalChecks(plugin, fixtures),
  ]
}
