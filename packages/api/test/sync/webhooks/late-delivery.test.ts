import { testDatabase } from '@throughline/db/testing'
import {
  definePlugin,
  type IncrementalStream,
  type Plugin,
  secret,
  type TicketRecord,
} from '@throughline/plugin-kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { runMaintenance } from '../../../src/sync/runs/maintenance.ts'
import { sourceNamed } from '../../../src/sync/sources/store.ts'
import { processDeliveries } from '../../../src/sync/webhooks/process-deliveries.ts'
import { syncPlugin } from '../scripted.ts'

interface Issue {
  readonly id: string
  readonly state: 'OPEN' | 'CLOSED'
  readonly at: string
}

const AUDIT = { actor: 'test', requestId: 'test' }
const SOURCE = { name: 'test', plugin: 'tracker', config: { secret: 'env:TOKEN' } }
const NOW = new Date('2030-01-02T00:00:00Z')

/** An issue tracker whose deliveries carry an issue as it was when they were sent. */
function tracker(listed: () => readonly Issue[]): Plugin {
  const issues: IncrementalStream<Issue, never, { since: string }> = {
    name: 'issues',
    record: 'ticket',
    mode: 'incremental',
    cursor: { version: 1, schema: z.object({ since: z.string() }) },
    scopes: async () => [{ id: 'main' }],
    async *pages(_ctx, _scope, from) {
      const raw = listed().filter(({ at }) => at > (from?.since ?? ''))
      yield { raw, next: { since: raw.at(-1)?.at ?? from?.since ?? '' } }
    },
    primaryKey: ({ id }) => id,
    changedAt: ({ at }) => at,
    map: ({ id, state, at }): TicketRecord => ({
      type: 'ticket',
      externalId: id,
      kind: 'TASK',
      title: id,
      state,
      sourceState: state,
      openedAt: at,
    }),
  }
  return definePlugin({
    id: 'tracker',
    title: 'Tracker',
    kind: 'ticketing',
    apiRange: '^2.0.0',
    config: z.object({ secret: secret() }),
    check: async () => [],
    streams: [issues],
    webhook: {
      verify: { scheme: 'token', secret: 'secret', header: 'x-token' },
      receive: async (_ctx, delivery) => ({
        upsert: [{ stream: 'issues', scope: 'main', raw: [delivery.json()] }],
      }),
    },
  })
}

test('a late delivery, and one that is replayed under another id, never turn a record back', async () => {
  const { db, drop } = await testDatabase()
  try {
    const states = async () =>
      (await db.kysely.selectFrom('ticket').select('state').execute()).map(({ state }) => state)
    let listed: Issue[] = []
    const plugin = tracker(() => listed)
    const send = async (id: string, issue: Issue) => {
      const source = await sourceNamed(db.kysely, SOURCE, AUDIT)
      await db.kysely
        .insertInto('webhook_delivery')
        .values({
          source_id: source.id,
          delivery_id: id,
          headers: {},
          body: Buffer.from(JSON.stringify(issue)),
        })
        .execute()
      await processDeliveries(db.kysely, {
        plugin,
        source,
        parts: {
          secrets: { env: { TOKEN: 'token' } },
          signal: new AbortController().signal,
          log: { debug() {}, info() {}, warn() {}, error() {} },
          clock: () => NOW,
        },
        auditContext: AUDIT,
      })
      const delivery = await db.kysely
        .selectFrom('webhook_delivery')
        .select(['status', 'error_message'])
        .where('delivery_id', '=', id)
        .executeTakeFirstOrThrow()
      expect(delivery).toEqual({ status: 'PROCESSED', error_message: null })
    }
    const opened: Issue = { id: 'I-1', state: 'OPEN', at: '2030-01-01T10:00:00Z' }
    const closed: Issue = { id: 'I-1', state: 'CLOSED', at: '2030-01-01T11:00:00Z' }
    listed = [closed]
    await sourceNamed(db.kysely, SOURCE, AUDIT)
    await syncPlugin(db, plugin, { config: {} })
    expect(await states()).toEqual(['CLOSED'])
    await send('late', opened)
    expect(await states()).toEqual(['CLOSED'])
    const reopened: Issue = { id: 'I-1', state: 'OPEN', at: '2030-01-01T12:00:00Z' }
    await send('new', reopened)
    expect(await states()).toEqual(['OPEN'])
    // Of the same second as what is stored: taken, as the source says no more.
    const again: Issue = { ...reopened, state: 'CLOSED' }
    await send('same-second', again)
    expect(await states()).toEqual(['CLOSED'])
    await send('replayed', reopened)
    expect(await states()).toEqual(['CLOSED'])
    // What it names is read again, in case that it is news after all.
    const queued = await db.kysely
      .selectFrom('sync_run')
      .select(['trigger', 'selection'])
      .where('status', '=', 'QUEUED')
      .execute()
    expect(queued).toEqual([{ trigger: 'WEBHOOK', selection: [{ stream: 'issues', scope: 'main' }] }])
    await runMaintenance(db.kysely, NOW, AUDIT)
    expect(await states()).toEqual(['CLOSED'])
  } finally {
    await drop()
  }
})
