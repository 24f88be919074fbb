import type { JsonObject } from '@throughline/db'
import type { ActionName, Plugin } from '@throughline/plugin-kit'
import type { ApiFixtures, FakeSystem, Upstream } from '@throughline/plugin-kit/testing'
import { startUpstream } from '@throughline/plugin-kit/testing'
import { sql } from 'kysely'
import { requestAction } from '../../src/sync/outbox/enqueue.ts'
import { processActions } from '../../src/sync/outbox/process-actions.ts'
import { claimRun } from '../../src/sync/runs/claim.ts'
import { executeRun, type RunOutcome } from '../../src/sync/runs/execute.ts'
import { type EnqueuedRun, enqueueRun } from '../../src/sync/runs/request.ts'
import type { Run } from '../../src/sync/runs/store.ts'
import { type ContextParts, openContext } from '../../src/sync/sources/plugin-context.ts'
import { type Source, sourceNamed } from '../../src/sync/sources/store.ts'
import { processDeliveries } from '../../src/sync/webhooks/process-deliveries.ts'
import { startApi, type TestApi } from '../harness.ts'

const AUDIT_CONTEXT = { actor: 'test', requestId: 'test' }
const quiet = () => {}

/** How a run went, and the run as it is noted. */
export interface Reading {
  readonly outcome: RunOutcome | undefined
  readonly run: Run
}

/**
 * A plugin at work: a fake of the system it was written for, with real HTTP, a source of it in a database of its
 * own, and the real server beside.
 */
export class Installed<System extends FakeSystem> {
  readonly system: System
  readonly api: TestApi
  readonly source: Source
  readonly #upstream: Upstream
  readonly #given: {
    readonly plugin: Plugin
    readonly parts: ContextParts
    readonly auditContext: typeof AUDIT_CONTEXT
  }
  #now: number

  private constructor(
    plugin: Plugin,
    fixtures: ApiFixtures<System>,
    parts: { system: System; upstream: Upstream; api: TestApi; source: Source; now: number },
  ) {
    this.system = parts.system
    this.#upstream = parts.upstream
    this.api = parts.api
    this.source = parts.source
    this.#now = parts.now
    this.#given = {
      plugin,
      auditContext: AUDIT_CONTEXT,
      parts: {
        secrets: { env: fixtures.env },
        signal: new AbortController().signal,
        log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
        clock: () => this.now,
        allowPrivateHosts: true,
      },
    }
  }

  static async start<System extends FakeSystem>(
    plugin: Plugin,
    fixtures: ApiFixtures<System>,
    settings: object = {},
  ): Promise<Installed<System>> {
    const system = fixtures.system()
    const upstream = await startUpstream(system.answer)
    const started: { installed?: Installed<System> } = {}
    const now = Date.parse(fixtures.now ?? '2030-01-01T00:00:00Z')
    const clock = () => started.installed?.now ?? new Date(now)
    const api = await startApi({ clock, environment: fixtures.env, costLimit: Number.POSITIVE_INFINITY })
    const config = { ...Object(fixtures.config(upstream.url)), ...settings } as JsonObject
    const named = { name: `${plugin.id}-main`, plugin: plugin.id, config }
    const source = await sourceNamed(api.db.kysely, named, AUDIT_CONTEXT)
    // As fast as this machine goes: how fast a plugin may call is the concern of other tests.
    const fast = { ...plugin, limits: { ...plugin.limits, requestsPerSecond: 10_000, burst: 10_000 } }
    started.installed = new Installed(fast, fixtures, { system, upstream, api, source, now })
    return started.installed
  }

  get now(): Date {
    return new Date(this.#now)
  }

  /** Lets time pass. */
  pass(milliseconds: number): void {
    this.#now += milliseconds
  }

  /** Has the source read, and reads it. */
  async read(
    wanted: Partial<Pick<EnqueuedRun, 'mode' | 'selection' | 'approveRetirement'>> = {},
  ): Promise<Reading> {
    const asked = { sourceId: this.source.id, actor: 'test', at: this.now, trigger: 'MANUAL' as const }
    await this.api.db.kysely
      .transaction()
      .execute((transaction) => enqueueRun(transaction, { ...asked, ...wanted }))
    const reading = await this.readNext()
    if (reading === undefined) throw new Error('The run that was asked for was not there to be claimed.')
    return reading
  }

  /** Carries out the run that is next; undefined where none is. */
  async readNext(): Promise<Reading | undefined> {
    const db = this.api.db.kysely
    const claimed = await claimRun(db, this.source.id, 'test', this.now)
    if (claimed === undefined) return undefined
    const { id, attempt } = claimed.run
    const { plugin, parts, auditContext } = this.#given
    const { outcome } = await executeRun(db, {
      hold: { runId: id, attempt },
      plugin,
      auditContext,
      clock: parts.clock,
      signal: parts.signal,
      open: (source, signal) => openContext(db, plugin, source, { ...parts, signal }),
    })
    const run = await db.selectFrom('sync_run').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    return { outcome, run }
  }

  /** Sends a delivery to the server; gives the status. */
  async deliver(delivery: { headers: Readonly<Record<string, string>>; body: string }): Promise<number> {
    const address = new URL(`/webhooks/${this.source.name}`, this.api.url)
    const response = await fetch(address, { method: 'POST', ...delivery })
    await response.text()
    return response.status
  }

  /** From now on, what was sent before counts as something else. */
  async forgetDeliveries(): Promise<void> {
    await sql`update webhook_delivery set delivery_id = id::text, content_hash = null`.execute(
      this.api.db.kysely,
    )
  }

  processDeliveries(): Promise<number> {
    return processDeliveries(this.api.db.kysely, { source: this.source, ...this.#given })
  }

  /** Puts an action into the outbox. */
  async ask(action: ActionName, input: JsonObject, key: string) {
    const wanted = { sourceId: this.source.id, action, input, asked: input, key }
    return this.api.db.kysely
      .transaction()
      .execute((transaction) => requestAction(transaction, wanted, AUDIT_CONTEXT))
  }

  processActions(): Promise<number> {
    return processActions(this.api.db.kysely, { source: this.source, ...this.#given })
  }

  async stop(): Promise<void> {
    await this.api.stop()
    await this.#upstream.close()
  }
}
