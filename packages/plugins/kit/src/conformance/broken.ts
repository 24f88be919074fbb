import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { errorCodeOf } from '../errors.ts'
import type { Plugin } from '../plugin.ts'
import type { BrokenFixture, ConformanceFixtures, NamedCheck } from './fixtures.ts'
import { contextFor, pagesOf } from './listing.ts'

/** What must hold for input that the plugin has to refuse. */
export function brokenInputChecks(
  plugin: Plugin,
  fixtures: ConformanceFixtures,
  broken: BrokenFixture,
): NamedCheck[] {
  return [
    {
      name: `${broken.name}: is refused before the first page`,
      run: async () => {
        for (const stream of plugin.streams) {
          const ctx = await contextFor(plugin, fixtures, { files: broken.files() })
          const iterator = pagesOf(stream, ctx)
          const refusal = await iterator.next().then(
            () => assert.fail(`${stream.name} took the input, or a part of it`),
            (error: unknown) => error,
          )
          assertRefusal(refusal, broken, fixtures)
        }
      },
    },
    {
      name: `${broken.name}: the connection test reports it`,
      run: async () => {
        const reports = await plugin.check(await contextFor(plugin, fixtures, { files: broken.files() }))
        assert.ok(
          reports.some((report) => report.status !== 'ok'),
          'check said ok to input that cannot be read',
        )
      },
    },
  ]
}

function assertRefusal(refusal: unknown, broken: BrokenFixture, fixtures: ConformanceFixtures): void {
  if (errorCodeOf(refusal) !== 'INPUT_ERROR') {
    assert.fail(`The input must be refused with an InputError, not with ${inspect(refusal)}`)
  }
  const message = refusal instanceof Error ? refusal.message : ''
  for (const words of broken.mentions ?? []) {
    assert.ok(message.includes(words), `The message must mention ${JSON.stringify(words)}: ${message}`)
  }
  for (const canary of fixtures.canaries ?? []) {
    assert.ok(!inspect(refusal).includes(canary), `The secret ${canary} stands in the error`)
  }
}
