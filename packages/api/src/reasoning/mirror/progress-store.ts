import type { Database } from '@throughline/db'
import { type Kysely, sql, type Transaction } from 'kysely'
import { dayIn } from '../../graph/calendar.ts'
import type { CriticalityThresholds } from '../../settings/settings.ts'
import { readSettings } from '../../settings/store.ts'
import type { FigureRow } from './figure-rows.ts'
import { after } from './store.ts'

/** What figures are computed from in addition to the graph. */
export interface Basis {
  readonly day: string
  readonly thresholds: CriticalityThresholds
}

/** The rules by which the kept figures were computed; with other ones all are computed again. */
const FORMULA = 'value at risk 2, criticality 2'

/** What has changed since the figures were kept. */
export interface Changes {
  /** True where every figure may differ. */
  readonly everything: boolean
  readonly nodes: readonly string[]
}

/** More change rows than this are not looked at one by one where the answer to a mutation waits. */
export const MOST_CHANGES = 2_000

export async function readBasis(db: Kysely<Database>, now: Date): Promise<Basis> {
  const { timeZone, criticalityThresholds } = await readSettings(db)
  return { day: dayIn(timeZone, now), thresholds: criticalityThresholds }
}

/** What the kept figures contain, or undefined where all of them must be computed. */
export async function readProgress(db: Kysely<Database>, basis: Basis): Promise<string | undefined> {
  const { rows } = await sql<{
    snapshot: string
    day: string
    thresholds: CriticalityThresholds
    formula: string
  }>`
    select snapshot::text as snapshot, day, settings as thresholds, formula from figure_progress
    where snapshot is not null and pg_snapshot_xmax(snapshot) <= pg_snapshot_xmax(pg_current_snapshot())`.execute(
    db,
  )
  const [kept] = rows
  if (kept === undefined || kept.formula !== FORMULA || kept.day !== basis.day) return undefined
  const { critical, high, medium } = kept.thresholds
  const { thresholds } = basis
  return critical === thresholds.critical && high === thresholds.high && medium === thresholds.medium
    ? kept.snapshot
    : undefined
}

/** Notes that the kept figures contain the changes of a snapshot. */
export async function writeProgress(
  transaction: Transaction<Database>,
  snapshot: string,
  { day, thresholds }: Basis,
): Promise<void> {
  await sql`
    insert into figure_progress (snapshot, day, settings, formula)
    values (${snapshot}::pg_snapshot, ${day}, ${JSON.stringify(thresholds)}::jsonb, ${FORMULA})
    on conflict (one_row) do update set snapshot = excluded.snapshot, day = excluded.day,
      settings = excluded.settings, formula = excluded.formula`.execute(transaction)
}

/** Whether figures were ever computed by the rules of this release. */
export async function everComputed(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql`
    select from figure_progress where snapshot is not null and formula = ${FORMULA}`.execute(db)
  return rows.length > 0
}

/** Changes that one snapshot sees and an earlier one does not; undefined where there are more than `most` rows. */
export async function changesBetween(
  db: Kysely<Database>,
  earlier: string,
  later: string,
  most = Infinity,
): Promise<Changes | undefined> {
  const limit = most === Infinity ? sql`` : sql`limit ${most + 1}`
  const { rows } = await sql<{ nodes: string[] | null }>`
    select nodes from graph_change c
    where ${after(sql.ref('c.xid'), earlier)} and pg_visible_in_snapshot(c.xid, ${later}::pg_snapshot)
    ${limit}`.execute(db)
  return rows.length > most ? undefined : together(rows)
}

/** Changes of these transactions; undefined where there are more than `most` rows. */
export async function changesOf(
  db: Kysely<Database>,
  xids: readonly string[],
  most: number,
): Promise<Changes | undefined> {
  const { rows } = await sql<{ nodes: string[] | null }>`
    select nodes from graph_change where xid = any(${xids}::text[]::xid8[]) limit ${most + 1}`.execute(db)
  return rows.length > most ? undefined : together(rows)
}

function together(rows: readonly { readonly nodes: readonly string[] | null }[]): Changes {
  return {
    everything: rows.some(({ nodes }) => nodes === null),
    nodes: [...new Set(rows.flatMap(({ nodes }) => nodes ?? []))],
  }
}

/** The transaction that is open, if it has changed the graph. */
export async function graphChangeOf(transaction: Kysely<Database>): Promise<string | undefined> {
  const { rows } = await sql<{ xid: string }>`
    select xid from graph_change where xid = pg_current_xact_id_if_assigned() limit 1`.execute(transaction)
  return rows[0]?.xid
}

/** Writes the figures that differ from those that are kept. */
export async function writeFigures(
  transaction: Transaction<Database>,
  rows: readonly FigureRow[],
  now: Date,
): Promise<void> {
  await sql`
    update node_figure f
    set value_at_risk = n.value, criticality = n.level, computed_at = ${now}
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ valueAtRisk }) => valueAtRisk)}::float8[],
      ${rows.map(({ level }) => level)}::text[]) as n(id, value, level)
    where f.node_id = n.id
      and (f.computed_at is null or f.value_at_risk <> n.value or f.criticality <> n.level)`.execute(
    transaction,
  )
}

/** Deletes changes that the kept figures contain and that are older than an hour. */
export async function pruneChanges(db: Kysely<Database>): Promise<void> {
  await sql`
    with deleted as (
      delete from graph_change c using figure_progress p
      where c.at < now() - interval '1 hour' and c.xid < pg_snapshot_xmin(p.snapshot)
      returning c.xid
    ), newest as (select xid from deleted order by xid desc limit 1)
    update figure_progress p set pruned_below = greatest(p.pruned_below, (n.xid::text::numeric + 1)::text::xid8)
    from newest n`.execute(db)
}
