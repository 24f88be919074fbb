import type { Plugin } from '../plugin.ts'
import { actionChecks } from './api/action-checks.ts'
import { answerChecks } from './api/answer-checks.ts'
import { subjectOf } from './api/baseline.ts'
import { connectionChecks } from './api/connection-checks.ts'
import { cursorChecks } from './api/cursor-checks.ts'
import { earlierStateChecks } from './api/earlier-state-checks.ts'
import { faultChecks } from './api/fault-checks.ts'
import { interruptionChecks } from './api/interruption-checks.ts'
import { apiListingChecks } from './api/listing-checks.ts'
import { newestChecks } from './api/newest-checks.ts'
import { removalChecks } from './api/removal-checks.ts'
import { refuseShortSecrets, secretChecks } from './api/secret-checks.ts'
import { webhookChecks } from './api/webhook-checks.ts'
import type { ApiFixtures, FakeSystem } from './api-fixtures.ts'
import type { NamedCheck } from './fixtures.ts'

/**
 * The promises of a plugin that calls an API, as checks for any test runner:
 *
 * ```ts
 * for (const check of apiConformance(plugin, fixtures)) test(check.name, check.run)
 * ```
 *
 * The fake system of the fixtures runs as a real server on the loopback address, and the plugin reaches it through
 * the real HTTP client; only its pauses are not waited for. Checks may run alone and in any order.
 *
 * @throws TypeError when a secret of the fixtures is too short to be looked for.
 */
export function apiConformance<System extends FakeSystem>(
  plugin: Plugin,
  fixtures: ApiFixtures<System>,
): NamedCheck[] {
  refuseShortSecrets(fixtures)
  const subject = subjectOf(plugin, fixtures)
  return [
    ...apiListingChecks(subject),
    ...connectionChecks(subject),
    ...cursorChecks(subject),
    ...interruptionChecks(subject),
    ...newestChecks(subject),
    ...removalChecks(subject),
    ...faultChecks(subject),
    ...answerChecks(subject),
    ...secretChecks(subject),
    ...webhookChecks(subject),
    ...earlierStateChecks(subject),
    ...actionChecks(subject),
  ]
}
