import { type Db, tables } from '@throughline/db'
import { sql } from 'kysely'

/** What only says that somebody looked. */
const BOOKKEEPING = new Set(['source', 'sync_run', 'source_scope', 'source_record', 'webhook_delivery'])

/**
 * Everything that a run could leave behind in the graph and in the audit trail: rows with their versions, samples,
 * events. Two runs that leave the same wrote nothing in between.
 */
export async function traces(db: Db): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {}
  for (const table of Object.keys(tables)) {
    if (BOOKKEEPING.has(table)) continue
    // What was last seen when is bookkeeping, too.
    const { rows } = await sql<{ row: string }>`
      select (to_jsonb(t) - 'last_seen_at')::text as row from ${sql.table(table)} t`.execute(db.kysely)
    found[table] = rows.map(({ row }) => row).sort()
  }
  const { rows } = await sql<{ row: string }>`
    select (to_jsonb(t) - array['last_seen_at', 'run_id'])::text as row from source_record t`.execute(
    db.kysely,
  )
  found.source_record = rows.map(({ row }) => row).sort()
  return found
}

/** The tables in which two traces differ. */
export function differences(
  before: Record<string, readonly string[]>,
  after: Record<string, readonly string[]>,
): string[] {
  return Object.keys(after).filter((table) => before[table]?.join('\n') !== after[table]?.join('\n'))
}

/** The tables that hold one of these texts, wherever in a row, each with what it holds. */
export async function leaks(db: Db, texts: readonly string[]): Promise<string[]> {
  const found: string[] = []
  const { rows: names } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db.kysely)
  for (const { name } of names) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(
      db.kysely,
    )
    for (const { row } of rows) {
      // Bytes are written as hexadecimal digits.
      const plain = row.replaceAll(/\\\\x([0-9a-f]+)/g, (_, digits: string) =>
        Buffer.from(digits, 'hex').toString(),
      )
      for (const text of texts) if (plain.includes(text)) found.push(`${name}: ${text}`)
    }
  }
  return [...new Set(found)]
}
