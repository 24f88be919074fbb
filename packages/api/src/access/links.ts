import { isDeepStrictEqual } from 'node:util'
import { type TableName, tables } from '@throughline/db'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Work } from '../graph/mutation.ts'
import { recordAudit } from './audit.ts'
import { auditContextOf } from './entity-writes.ts'
import { requireTeam } from './team-scope-store.ts'

/** A table whose rows tie two or more entities together. */
export interface LinkTable {
  readonly table: TableName
  /** The type that the audit trail files the link under: the one that is its subject. */
  readonly type: string
  /** The column that points to the subject. */
  readonly subject: string
  /** The columns that name a link; there is one row for each combination. */
  readonly key: readonly string[]
}

type LinkRow = Readonly<Record<string, unknown>>

/**
 * Stores links: new ones are added, those that are there take the given values, and are a user's from then on. Each
 * that is new or different gets an audit event of its subject. Gives the rows as they are now, in the order of their keys.
 */
export async function putLinks(work: Work, link: LinkTable, rows: readonly LinkRow[]): Promise<LinkRow[]> {
  const stored: LinkRow[] = []
  const ofUser = 'source_id' in tables[link.table] ? { source_id: null } : {}
  for (const given of inKeyOrder(link, rows)) {
    const { before, after } = await putLink(work, link, { ...ofUser, ...given })
    await requireTeam(work, link.table, after)
    stored.push(after)
    if (before === undefined || !isDeepStrictEqual(after, before)) {
      await audit(work, link, before === undefined ? 'link' : 'change', before ?? null, after)
    }
  }
  return stored
}

/** A link before and after: undefined before where it is new. */
async function putLink(
  work: Work,
  link: LinkTable,
  row: LinkRow,
): Promise<{ before: LinkRow | undefined; after: LinkRow }> {
  for (;;) {
    const before = await findLink(work, link, row, true)
    if (before !== undefined) return { before, after: await changeLink(work, link, row) }
    const after = await work.transaction
      .insertInto<TableName>(link.table)
      .values(row as never)
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (after !== undefined) return { before, after: after as LinkRow }
    // Somebody else has made it since it was looked for: now it is there to be found.
  }
}

/** Removes links; says how many were there. */
export async function removeLinks(work: Work, link: LinkTable, rows: readonly LinkRow[]): Promise<number> {
  let removed = 0
  for (const row of inKeyOrder(link, rows)) {
    const before = await findLink(work, link, row, true)
    if (before === undefined) continue
    await requireTeam(work, link.table, before)
    let query = work.transaction.deleteFrom<TableName>(link.table)
    for (const column of link.key) query = query.where(is(column, row[column]))
    await query.execute()
    await audit(work, link, 'unlink', before, null)
    removed += 1
  }
  return removed
}

/** One order for everybody: two who tie the same things at the same time do not wait for each other. */
function inKeyOrder(link: LinkTable, rows: readonly LinkRow[]): LinkRow[] {
  const key = (row: LinkRow) => link.key.map((column) => String(row[column])).join(' ')
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

async function findLink(
  work: Work,
  link: LinkTable,
  row: LinkRow,
  lock: boolean,
): Promise<LinkRow | undefined> {
  let query = work.transaction.selectFrom<TableName>(link.table).selectAll()
  for (const column of link.key) query = query.where(is(column, row[column]))
  return (lock ? query.forUpdate() : query).executeTakeFirst() as Promise<LinkRow | undefined>
}

async function changeLink(work: Work, link: LinkTable, row: LinkRow): Promise<LinkRow> {
  const changes = Object.fromEntries(Object.entries(row).filter(([column]) => !link.key.includes(column)))
  if (Object.keys(changes).length === 0) {
    const same = await findLink(work, link, row, false)
    if (same === undefined) throw new Error('a locked link is gone')
    return same
  }
  let query = work.transaction.updateTable<TableName>(link.table).set(changes as never)
  for (const column of link.key) query = query.where(is(column, row[column]))
  return query.returningAll().executeTakeFirstOrThrow() as Promise<LinkRow>
}

async function audit(
  work: Work,
  link: LinkTable,
  what: string,
  before: object | null,
  after: object | null,
): Promise<void> {
  const row = (after ?? before) as LinkRow
  await recordAudit(work.transaction, auditContextOf(work), [
    {
      action: `${link.table}.${what}`,
      entityType: link.type,
      entityId: String(row[link.subject]),
      before,
      after,
    },
  ])
}

function is(column: string, value: unknown): RawBuilder<SqlBool> {
  return value === null ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${value}`
}
