import assert from 'node:assert/strict'
import type { Stream } from '../../stream.ts'
import type { Pushed, Webhook } from '../../webhook.ts'
import { byAnotherClock } from '../another-clock.ts'
import type { DeliveryFixture } from '../api-fixtures.ts'
import type { NamedCheck } from '../fixtures.ts'
import { runOn, type Subject } from './baseline.ts'
import { sentAt } from './deliveries.ts'
import { onStage, runBegan, type Stage } from './stage.ts'
import { receiveOn } from './webhook-checks.ts'

/**
 * Deliveries come late, in any order, and again. What is delivered must be read again at the source, or the record must
 * say when it changed: then an earlier state is passed over.
 */
export function earlierStateChecks(subject: Subject): NamedCheck[] {
  const { webhook } = subject.plugin
  if (webhook === undefined) return []
  return (subject.fixtures.deliveries ?? []).map((fixture) => ({
    name: `webhook, ${fixture.name}: an earlier state does not turn a record back`,
    run: () =>
      onStage(subject.plugin, subject.fixtures, (stage) =>
        keepsLaterStates(subject, webhook, fixture, stage),
      ),
  }))
}

async function keepsLaterStates(
  subject: Subject,
  webhook: Webhook,
  fixture: DeliveryFixture,
  stage: Stage,
): Promise<void> {
  const began = runBegan(subject.fixtures)
  const calls = stage.heard.length
  const sent = sentAt(fixture, began)
  const { upsert = [] } = await receiveOn(webhook, stage, sent, began)
  if (upsert.length === 0 || stage.heard.length > calls) return
  const later = new Date(began.getTime() + 3_600_000)
  const again = (await receiveOn(webhook, stage, sent, later)).upsert ?? []
  for (const [index, part] of upsert.entries()) {
    const stream = subject.plugin.streams.find(({ name }) => name === part.stream)
    if (stream === undefined || !canBeTurnedBack(stream)) continue
    checkTimes(stream, part, again[index])
    await checkListedTimes(subject, stage, stream, part)
  }
}

/** The next complete listing puts a snapshot right. What is only appended, and an answer once given, has one state. */
function canBeTurnedBack({ mode, record }: Stream): boolean {
  return mode === 'incremental' && record !== 'response'
}

function checkTimes(stream: Stream, { raw }: Pushed, again: Pushed | undefined): void {
  for (const [index, record] of raw.entries()) {
    const at = timeOf(stream, record)
    assert.ok(
      at !== undefined,
      `${stream.name} does not say when ${stream.primaryKey(record)} changed: declare changedAt for the stream, or read the record again with refetch`,
    )
    assert.equal(
      byAnotherClock(() => timeOf(stream, again?.raw[index] ?? record)),
      at,
      `The time of ${stream.primaryKey(record)} is not its own: the same state, delivered later, has another one`,
    )
  }
}

/** The stored record comes from a listing: it must say its time as well. */
async function checkListedTimes(
  subject: Subject,
  stage: Stage,
  stream: Stream,
  { scope, raw }: Pushed,
): Promise<void> {
  const keys = raw.map((record) => stream.primaryKey(record))
  const { records } = await runOn(subject, stage)
  for (const kept of records) {
    if (kept.stream !== stream.name || kept.scope !== scope || !keys.includes(kept.primaryKey)) continue
    assert.ok(
      timeOf(stream, JSON.parse(kept.raw)) !== undefined,
      `${stream.name} does not say when ${kept.primaryKey} changed when it is listed`,
    )
  }
}

function timeOf(stream: Stream, raw: unknown): number | undefined {
  const text = stream.changedAt?.(raw)
  const at = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}
