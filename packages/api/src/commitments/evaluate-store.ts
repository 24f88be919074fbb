import type { Database } from '@throughline/db'
import { json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditContext, type AuditEntry, recordAudit } from '../access/audit.ts'
import { burnAlertText, severityOf } from './alert-words.ts'
import { type AlertState, stepAlert } from './burn-alerts.ts'
import { refreshMeasures } from './periods-store.ts'
import type { SloRow } from './settings.ts'
import type { PairStatus, SloStatus } from './status.ts'
import { statusesOf } from './status-store.ts'

const AT_ONCE = 100
/** Milliseconds after which a figure is computed again. */
export const EVALUATED_EVERY = 50_000

/**
 * Evaluates the SLOs whose kept figures are missing or older than 50 seconds, and raises and ends their burn alerts.
 * Any number of processes may do it at once: the row of an SLO is locked while it is evaluated, and its figures, the
 * state of its alerts and the alerts change in one transaction.
 */
export async function evaluateSlos(
  db: Kysely<Database>,
  now: Date,
  auditContext: AuditContext,
): Promise<void> {
  await refreshMeasures(db)
  while ((await evaluateStep(db, now, auditContext)) === AT_ONCE);
}

async function evaluateStep(db: Kysely<Database>, now: Date, auditContext: AuditContext): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const { rows: slos } = await sql<SloRow>`
      select s.* from slo s
      where not exists (
        select from slo_figure f
        where f.slo_id = s.id and f.computed_at > ${new Date(now.getTime() - EVALUATED_EVERY)}::timestamptz)
      order by s.id limit ${AT_ONCE} for no key update skip locked`.execute(transaction)
    const statuses = await statusesOf(transaction, slos, now)
    const evaluated = slos.flatMap((slo, place) => {
      const status = statuses[place]
      return status === undefined ? [] : [{ slo, status }]
    })
    await keepFigures(transaction, evaluated, now)
    await stepAlerts(transaction, evaluated, now, auditContext)
    return slos.length
  })
}

interface Evaluated {
  readonly slo: SloRow
  readonly status: SloStatus
}

async function keepFigures(db: Kysely<Database>, evaluated: readonly Evaluated[], now: Date): Promise<void> {
  if (evaluated.length === 0) return
  await db
    .insertInto('slo_figure')
    .values(
      evaluated.map(({ slo, status }) => ({
        slo_id: slo.id,
        computed_at: now,
        status: status.outcome,
        attainment: status.budget.attainment,
        remaining: status.budget.remaining,
        burn_rate: status.burn,
        figures: json(JSON.parse(JSON.stringify(status))),
      })),
    )
    .onConflict((conflict) =>
      conflict.column('slo_id').doUpdateSet(({ ref }) => ({
        computed_at: ref('excluded.computed_at'),
        status: ref('excluded.status'),
        attainment: ref('excluded.attainment'),
        remaining: ref('excluded.remaining'),
        burn_rate: ref('excluded.burn_rate'),
        figures: ref('excluded.figures'),
      })),
    )
    .execute()
}

/** What an evaluation makes of the burn alerts of some SLOs. */
async function stepAlerts(
  db: Kysely<Database>,
  evaluated: readonly Evaluated[],
  now: Date,
  auditContext: AuditContext,
): Promise<void> {
  const ids = evaluated.map(({ slo }) => slo.id)
  if (ids.length === 0) return
  const stored = await db.selectFrom('slo_alert').selectAll().where('slo_id', 'in', ids).execute()
  for (const { slo, status } of evaluated) {
    const states = stored.filter((row) => row.slo_id === slo.id)
    for (const { pair, evaluation } of status.pairs) {
      const row = states.find((each) => each.factor === pair.factor)
      const before: AlertState =
        row === undefined
          ? { status: 'RESOLVED' }
          : { status: 'FIRING', since: row.since.getTime(), quietSince: row.quiet_since?.getTime() ?? null }
      const { state, event } = stepAlert(before, pair, evaluation, now.getTime())
      await keepState(db, slo.id, pair.factor, state)
      if (event === 'FIRED') await raise(db, slo, { pair, evaluation }, now, auditContext)
      if (event === 'RESOLVED') await end(db, slo.id, pair.factor, now, auditContext)
    }
    // A pair that the SLO is no longer watched with fires no longer.
    for (const { factor } of states) {
      if (status.pairs.some(({ pair }) => pair.factor === factor)) continue
      await keepState(db, slo.id, factor, { status: 'RESOLVED' })
      await end(db, slo.id, factor, now, auditContext)
    }
  }
}

async function keepState(
  db: Kysely<Database>,
  sloId: string,
  factor: number,
  state: AlertState,
): Promise<void> {
  if (state.status === 'RESOLVED') {
    await db.deleteFrom('slo_alert').where('slo_id', '=', sloId).where('factor', '=', factor).execute()
    return
  }
  const quiet = state.quietSince === null ? null : new Date(state.quietSince)
  await db
    .insertInto('slo_alert')
    .values({ slo_id: sloId, factor, since: new Date(state.since), quiet_since: quiet })
    .onConflict((conflict) => conflict.columns(['slo_id', 'factor']).doUpdateSet({ quiet_since: quiet }))
    .execute()
}

const fingerprintOf = (sloId: string, factor: number) => `slo:${sloId}:${factor}`

async function raise(
  db: Kysely<Database>,
  slo: SloRow,
  { pair, evaluation }: PairStatus,
  now: Date,
  auditContext: AuditContext,
): Promise<void> {
  const { title, description } = burnAlertText(slo.name, pair, evaluation)
  const alert = await db
    .insertInto('alert')
    .values({
      slo_id: slo.id,
      source_id: null,
      fingerprint: fingerprintOf(slo.id, pair.factor),
      title,
      description,
      severity: severityOf(pair),
      starts_at: now,
      labels: json({ slo: slo.name, factor: String(pair.factor) }),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await db
    .insertInto('alert_service')
    .values({ alert_id: alert.id, service_id: slo.service_id, source_id: null })
    .execute()
  await recordAudit(db, auditContext, [entry('alert.create', alert.id, null, alert)])
}

async function end(
  db: Kysely<Database>,
  sloId: string,
  factor: number,
  now: Date,
  auditContext: AuditContext,
): Promise<void> {
  const open = await db
    .selectFrom('alert')
    .selectAll()
    .where('slo_id', '=', sloId)
    .where('fingerprint', '=', fingerprintOf(sloId, factor))
    .where('ends_at', 'is', null)
    .execute()
  for (const before of open) {
    const after = await db
      .updateTable('alert')
      .set({ ends_at: now < before.starts_at ? before.starts_at : now })
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(db, auditContext, [entry('alert.update', before.id, before, after)])
  }
}

function entry(action: string, id: string, before: object | null, after: object): AuditEntry {
  return { action, entityType: 'Alert', entityId: id, before, after, reason: 'evaluation of an SLO' }
}
