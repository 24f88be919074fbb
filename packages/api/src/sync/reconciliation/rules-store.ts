import type { Database, NewRow } from '@throughline/db'
import type { Kysely } from 'kysely'
import type { AuditEntry } from '../../access/audit.ts'
import { recordAudits, type Writer } from './write-assets.ts'

type RuleTable = 'identification_rule' | 'precedence_rule'

const KEY = {
  identification_rule: ['asset_kind', 'identifier_kind'],
  precedence_rule: ['asset_kind', 'attribute', 'source_id'],
} as const

const TYPE = { identification_rule: 'IdentificationRule', precedence_rule: 'PrecedenceRule' } as const

/** Lets these be all the rules for a kind of asset. */
export async function replaceRules<T extends RuleTable>(
  db: Kysely<Database>,
  writer: Writer,
  table: T,
  assetKind: string,
  rules: readonly NewRow<T>[],
): Promise<void> {
  const before = await db
    .selectFrom<RuleTable>(table)
    .selectAll()
    .where('asset_kind', '=', assetKind)
    .forUpdate()
    .execute()
  const wanted = new Set(rules.map((rule) => keyOf(table, rule)))
  const audits: AuditEntry[] = []
  for (const row of before.filter((rule) => !wanted.has(keyOf(table, rule)))) {
    await db.deleteFrom<RuleTable>(table).where('id', '=', row.id).execute()
    audits.push({ ...entry(table, 'delete', row.id), before: row, after: null })
  }
  for (const rule of rules) {
    const known = before.find((row) => keyOf(table, row) === keyOf(table, rule))
    const after =
      known === undefined
        ? await db
            .insertInto<RuleTable>(table)
            .values(rule as NewRow<RuleTable>)
            .returningAll()
            .executeTakeFirstOrThrow()
        : await db
            .updateTable<RuleTable>(table)
            .set(rule as NewRow<RuleTable>)
            .where('id', '=', known.id)
            .returningAll()
            .executeTakeFirstOrThrow()
    if (known?.version === after.version) continue
    const what = known === undefined ? 'create' : 'update'
    audits.push({ ...entry(table, what, after.id), before: known ?? null, after })
  }
  await recordAudits(db, writer, audits)
}

function keyOf(table: RuleTable, rule: object): string {
  const values = new Map(Object.entries(rule))
  return JSON.stringify(KEY[table].map((column) => values.get(column)))
}

function entry(table: RuleTable, what: string, entityId: string) {
  return { action: `${table}.${what}`, entityType: TYPE[table], entityId }
}
