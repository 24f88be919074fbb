import assert from 'node:assert/strict'
import { InvalidRecordError } from '../../errors.ts'
import { verificationsOf } from '../../verification.ts'
import { deliveryIdOf } from '../../verify-delivery.ts'
import type { Delivery, Reception, Webhook } from '../../webhook.ts'
import type { DeliveryFixture } from '../api-fixtures.ts'
import type { NamedCheck } from '../fixtures.ts'
import { runOn, type Subject } from './baseline.ts'
import { canariesOf } from './canaries.ts'
import { wrongEnv } from './connection-checks.ts'
import {
  accepted,
  forgeries,
  hasTime,
  proofHeaders,
  reasons,
  type Sent,
  secretIn,
  sentAt,
  verify,
} from './deliveries.ts'
import { Memory } from './memory.ts'
import { assertNone } from './secret-checks.ts'
import { onStage, runBegan, type Stage } from './stage.ts'

/** What must hold for deliveries: whose they are, and what follows from them. */
export function webhookChecks(subject: Subject): NamedCheck[] {
  const { webhook } = subject.plugin
  const deliveries = subject.fixtures.deliveries ?? []
  if (webhook === undefined) return []
  if (deliveries.length === 0) {
    const run = async () => assert.fail('Give apiConformance deliveries for the webhook')
    return [{ name: 'webhook: has a fixture', run }]
  }
  return deliveries.flatMap((fixture) => deliveryChecks(subject, webhook, fixture))
}

function deliveryChecks(subject: Subject, webhook: Webhook, fixture: DeliveryFixture): NamedCheck[] {
  const began = runBegan(subject.fixtures)
  const check = (name: string, judge: (stage: Stage, sent: Sent) => void | Promise<void>): NamedCheck => ({
    name: `webhook, ${fixture.name}: ${name}`,
    run: () =>
      onStage(subject.plugin, subject.fixtures, async (stage) => judge(stage, sentAt(fixture, began))),
  })
  const accepts = (stage: Stage, sent: Sent) => accepted(webhook, stage.config, sent, began)
  return [
    check('a genuine delivery is accepted', (stage, sent) => {
      assert.ok(accepts(stage, sent), `It is refused: ${reasons(webhook, stage.config, sent, began)}`)
    }),
    check('a forged delivery is refused', (stage, sent) => {
      for (const { what, forged } of forgeries(webhook, stage.config, sent, began)) {
        assert.ok(!accepts(stage, forged), `It is accepted with ${what}`)
      }
    }),
    check('without its secret in the configuration it is refused', (_stage, sent) => {
      assert.ok(!verificationsOf(webhook).some((way) => verify(way, () => undefined, sent, began)))
    }),
    {
      name: `webhook, ${fixture.name}: with another secret in the configuration it is refused`,
      run: () =>
        onStage(
          subject.plugin,
          subject.fixtures,
          async (stage) => {
            assert.ok(!accepted(webhook, stage.config, sentAt(fixture, began), began))
          },
          wrongEnv(subject.fixtures),
        ),
    },
    check('a stale delivery is refused', (stage, sent) => {
      const timed = verificationsOf(webhook).filter(hasTime)
      const aDayLater = new Date(began.getTime() + 24 * 3_600_000)
      for (const way of timed) {
        assert.ok(!verify(way, secretIn(stage.config), sent, aDayLater), 'It is accepted a day later')
      }
    }),
    check('a delivery that comes again is known', (_stage, { headers, body }) => {
      const again = sentAt(fixture, began)
      assert.equal(
        deliveryIdOf(webhook, again.headers, again.body),
        deliveryIdOf(webhook, headers, body),
        'The same delivery has another id the second time',
      )
    }),
    check('what follows is what it says', async (stage, sent) => {
      await follows(subject, webhook, fixture, stage, sent)
    }),
    check('what is delivered is named as it is listed', (stage, sent) =>
      namedAsListed(subject, webhook, stage, sent),
    ),
    check('a body that is none is a InvalidRecordError or nothing', async (stage, { headers }) => {
      const body = new TextEncoder().encode('{"cut off')
      await receiveOn(webhook, stage, { headers, body }, began).then(
        ({ upsert = [] }) =>
          assert.equal(upsert.length, 0, 'Something is stored of a body that cannot be read'),
        (error: unknown) => {
          if (!(error instanceof InvalidRecordError)) throw error
        },
      )
    }),
  ]
}

/** The headers that prove where a delivery comes from are kept from the plugin, as a server keeps them. */
export async function receiveOn(
  webhook: Webhook,
  stage: Stage,
  sent: Sent,
  receivedAt: Date,
): Promise<Reception> {
  const proofs = verificationsOf(webhook).flatMap(proofHeaders)
  const headers = Object.entries(sent.headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    value,
  ])
  const text = () => new TextDecoder().decode(sent.body)
  const delivery: Delivery = {
    headers: Object.fromEntries(headers.filter(([name]) => !proofs.includes(name))),
    body: sent.body,
    receivedAt,
    text,
    json() {
      try {
        return JSON.parse(text())
      } catch (cause) {
        throw new InvalidRecordError('The body of the delivery is no JSON', { cause })
      }
    },
  }
  return webhook.receive(stage.context(), delivery)
}

async function follows(
  subject: Subject,
  webhook: Webhook,
  fixture: DeliveryFixture,
  stage: Stage,
  sent: Sent,
): Promise<void> {
  const reception = await receiveOn(webhook, stage, sent, runBegan(subject.fixtures))
  const { upsert = [], refetch = [] } = reception
  assertNone(JSON.stringify(reception), canariesOf(subject.fixtures), 'what follows from a delivery')
  const counts: Record<string, number> = {}
  for (const { stream, raw } of upsert) counts[stream] = (counts[stream] ?? 0) + raw.length
  assert.deepEqual(counts, fixture.upserts ?? {}, 'Raw records by stream')
  assert.deepEqual(
    [...new Set(refetch.map(({ stream }) => stream))].sort(),
    [...(fixture.refetches ?? [])].sort(),
    'Streams to read again',
  )
  for (const part of [...upsert, ...refetch]) await leadsToAScope(subject, stage, part)
  const memory = new Memory()
  for (const { stream, scope, raw } of upsert) memory.store(streamNamed(subject, stream), scope, raw)
  const { unstorable, invalid } = memory.complaints
  assert.equal(unstorable[0] ?? invalid[0], undefined)
}

/** A delivery and the listing mean the same record by the same key, or it is there twice. */
async function namedAsListed(subject: Subject, webhook: Webhook, stage: Stage, sent: Sent): Promise<void> {
  const { upsert = [] } = await receiveOn(webhook, stage, sent, runBegan(subject.fixtures))
  if (upsert.length === 0) return
  const { records } = await runOn(subject, stage)
  for (const { stream, scope, raw } of upsert) {
    const listed = records.filter((kept) => kept.stream === stream && kept.scope === scope)
    const keys = raw.map((each) => streamNamed(subject, stream).primaryKey(each))
    // Some of what is delivered may be listed no longer, such as an alert that has ended.
    assert.ok(
      listed.some(({ primaryKey }) => keys.includes(primaryKey)),
      `${stream} has no ${keys.join(' or ')} in ${scope} when it is listed: a delivery names a record as pages does. Let the fixture deliver a record that the fake system holds`,
    )
  }
}

async function leadsToAScope(
  subject: Subject,
  stage: Stage,
  { stream, scope }: { readonly stream: string; readonly scope?: string },
): Promise<void> {
  const scopes = await streamNamed(subject, stream).scopes(stage.context())
  assert.ok(
    scope === undefined || scopes.some(({ id }) => id === scope),
    `${stream} has no scope ${scope}; it has ${scopes.map(({ id }) => id).join(', ')}`,
  )
}

function streamNamed({ plugin }: Subject, name: string) {
  return plugin.streams.find((stream) => stream.name === name) ?? assert.fail(`There is no stream ${name}`)
}
