import type { Db, TableName } from '@throughline/db'
import {
  definePlugin,
  InvalidRecordError,
  type NeutralRecord,
  type Plugin,
  type RecordType,
  type SnapshotStream,
} from '@throughline/plugin-kit'
import { sql } from 'kysely'
import { z } from 'zod'
import { resolvePending } from '../../../src/sync/entities/resolve-references.ts'
import type { RunReport } from '../../../src/sync/runs/execute.ts'
import { type Raw, type SyncSettings, syncPlugin } from '../scripted.ts'

/** What a source tells, by type of record, in the order in which the streams are read. */
export type Told = Partial<Record<RecordType, readonly Raw[]>>

/** A plugin that lists records of any types, each type as a complete listing in one page. */
export function telling(told: Told): Plugin {
  const stream = (record: RecordType, raws: readonly Raw[]) =>
    ({
      name: `${record.toLowerCase()}s`,
      record,
      mode: 'snapshot',
      scopes: async () => [{ id: 'main' }],
      async *pages() {
        yield { raw: raws, next: null }
      },
      primaryKey: (raw: Raw) => ('externalId' in raw ? String(raw.externalId) : 'nameless'),
      map(raw: Raw) {
        if ('broken' in raw) throw new InvalidRecordError('The record is broken.')
        return raw as NeutralRecord
      },
    }) as unknown as SnapshotStream<Raw>
  return definePlugin({
    id: 'telling',
    title: 'Telling',
    kind: 'ticketing',
    apiRange: '^2.0.0',
    config: z.unknown(),
    assetKinds: { 'test.thing': { title: 'Thing', attributes: z.record(z.string(), z.unknown()) } },
    check: async () => [],
    streams: Object.entries(told).map(([record, raws]) => stream(record as RecordType, raws)),
  })
}

/** Reads what a source tells, then looks for what was not known before, as every run does. */
export async function tell(db: Db, told: Told, settings: SyncSettings = {}): Promise<RunReport> {
  const report = await syncPlugin(db, telling(told), { config: {} }, settings)
  await resolvePending(db.kysely, { actor: 'test', requestId: 'test' })
  return report
}

export const ticket = (externalId: string, more: object = {}): Raw => ({
  type: 'ticket',
  externalId,
  kind: 'INCIDENT',
  title: `Ticket ${externalId}`,
  state: 'OPEN',
  sourceState: 'New',
  openedAt: '2029-05-01T08:00:00Z',
  ...more,
})

export const effort = (externalId: string, of: string, minutes: number, more: object = {}): Raw => ({
  type: 'effort',
  externalId,
  ticket: of,
  minutes,
  performedAt: '2029-05-02T08:00:00Z',
  ...more,
})

export const ticketEvent = (externalId: string, of: string, state: string, at: string): Raw => ({
  type: 'ticketEvent',
  externalId,
  ticket: of,
  state,
  sourceState: state.toLowerCase(),
  at,
})

export const change = (externalId: string, more: object = {}): Raw => ({
  type: 'change',
  externalId,
  title: `Change ${externalId}`,
  changeType: 'NORMAL',
  state: 'SCHEDULED',
  sourceState: 'Planned',
  ...more,
})

export const alert = (externalId: string, more: object = {}): Raw => ({
  type: 'alert',
  externalId,
  fingerprint: `f-${externalId}`,
  title: `Alert ${externalId}`,
  severity: 'WARNING',
  startsAt: '2029-05-01T08:00:00Z',
  ...more,
})

export const survey = (externalId: string, more: object = {}): Raw => ({
  type: 'survey',
  externalId,
  title: `Survey ${externalId}`,
  template: 'CSAT',
  questions: [{ id: 'q1', text: 'How content?', kind: 'RATING', scale: { min: 1, max: 5 } }],
  scored: 'q1',
  ...more,
})

export const response = (externalId: string, of: string, more: object = {}): Raw => ({
  type: 'response',
  externalId,
  survey: of,
  submittedAt: '2029-05-03T08:00:00Z',
  answers: { q1: 4 },
  ...more,
})

export const samples = (
  externalId: string,
  metric: object,
  values: readonly (readonly [at: string, value: number])[],
): Raw => ({
  type: 'samples',
  externalId,
  metric: { externalId: 'm1', name: 'latency', unit: 'ms', kind: 'GAUGE', ...metric },
  samples: values.map(([at, value]) => ({ at, value })),
})

/** Makes a service, a team or an asset by hand; gives its uuid. */
export async function made(db: Db, table: 'service' | 'team' | 'asset', name: string): Promise<string> {
  const kinds = { service: 'BUSINESS', team: 'IT', asset: 'test.thing' } as const
  const { rows } = await sql<{ id: string }>`
    insert into ${sql.table(table)} (name, kind) values (${name}, ${kinds[table]}) returning id`.execute(
    db.kysely,
  )
  return rows[0]?.id ?? ''
}

/** The rows of a table, what the database made up left out. */
export async function rowsOf(db: Db, table: TableName): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db.kysely)
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(([column]) => !/^(id|version|created_at|updated_at)$/.test(column)),
    ),
  )
}

/** Everything that was written so far and is no note of when something was seen. */
export async function everything(db: Db): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select coalesce(string_agg(line, E'\n' order by line), '') as state from (
      select 'audit ' || count(*)::text as line from audit_event
      union all select 'record ' || (to_jsonb(r) - array['run_id', 'last_seen_at'])::text from source_record r
      union all select 'ticket ' || to_jsonb(t)::text from ticket t
      union all select 'effort ' || to_jsonb(t)::text from effort t
      union all select 'event ' || to_jsonb(t)::text from ticket_event t
      union all select 'change ' || to_jsonb(t)::text from change t
      union all select 'alert ' || to_jsonb(t)::text from alert t
      union all select 'survey ' || to_jsonb(t)::text from survey t
      union all select 'invitation ' || to_jsonb(t)::text from survey_invitation t
      union all select 'response ' || to_jsonb(t)::text from survey_response t
      union all select 'metric ' || to_jsonb(t)::text from metric t
      union all select 'sample ' || to_jsonb(t)::text from metric_sample t
      union all select 'reference ' || to_jsonb(t)::text from external_reference t
      union all select 'pending ' || to_jsonb(t)::text from pending_reference t
      union all select 'ticket_service ' || to_jsonb(t)::text from ticket_service t
      union all select 'ticket_asset ' || to_jsonb(t)::text from ticket_asset t
      union all select 'alert_service ' || to_jsonb(t)::text from alert_service t
      union all select 'change_service ' || to_jsonb(t)::text from change_service t
    ) lines`.execute(db.kysely)
  return rows[0]?.state ?? ''
}

/** What the audit trail has on an entity. */
export async function trailOf(db: Db, id: unknown) {
  return db.kysely
    .selectFrom('audit_event')
    .select(['action', 'before', 'after', 'reason', 'actor'])
    .where('entity_id', '=', String(id))
    .orderBy('at')
    .orderBy('id')
    .execute()
}
