import type { Database, JsonObject, Row } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { MappingFilter } from './filter.ts'
import { RuleBook, type StoredRule } from './rule-book.ts'

export type RuleRow = Row<'mapping_rule'>

/** Waits for what was written under the current rules to be committed, and lets nothing be written under them anew. */
export async function lockRules(transaction: Kysely<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(1953000037, 1835102320)`.execute(transaction)
}

/** The rules that are in force, in their order. */
export async function storedRules(
  db: Kysely<Database>,
): Promise<readonly (StoredRule & { readonly id: string })[]> {
  const rows = await db
    .selectFrom('mapping_rule as r')
    .innerJoin('mapping_rule_version as v', (join) =>
      join.onRef('v.number', '=', 'r.number').onRef('v.rule_version', '=', 'r.rule_version'),
    )
    .selectAll('r')
    .select('v.id as version_id')
    .where('r.enabled', '=', true)
    .orderBy('r.position')
    .orderBy('r.number')
    .execute()
  return rows.map((row) => ({ ...storedRule(row, row.version_id), id: row.id }))
}

/** The rules that this process has used last, by the versions that they consist of. */
let lastBook: { readonly versions: string; readonly book: RuleBook } | undefined

/**
 * The same, ready to decide. A version of a rule never changes, so the book of the same versions in the same order is
 * used again.
 */
export async function ruleBook(db: Kysely<Database>): Promise<RuleBook> {
  const { rows } = await sql<{ versions: string }>`
    select coalesce(md5(string_agg(v.id::text, ',' order by r.position, r.number)), '') as versions
    from mapping_rule r join mapping_rule_version v on v.number = r.number and v.rule_version = r.rule_version
    where r.enabled`.execute(db)
  const versions = rows[0]?.versions ?? ''
  if (lastBook?.versions !== versions) {
    lastBook = { versions, book: new RuleBook(await storedRules(db)) }
  }
  return lastBook.book
}

/** A rule from its row. */
export function storedRule(row: Omit<RuleRow, 'id'>, versionId: string): StoredRule {
  return {
    versionId,
    number: row.number,
    ruleVersion: row.rule_version,
    filter: row.filter as MappingFilter,
    serviceId: row.service_id,
    serviceName: row.service_name,
    serviceNamespace: row.service_namespace,
    createsService: row.creates_service,
    strength: row.strength,
    groupName: row.group_name,
    groupMinAvailable: row.group_min_available,
  }
}

/** The columns that decide what a rule answers: when one differs, the rule has a new version. */
const DEFINITION = [
  'filter',
  'service_id',
  'service_name',
  'service_namespace',
  'creates_service',
  'strength',
  'group_name',
  'group_min_available',
] as const satisfies readonly (keyof RuleRow)[]

/** What a rule does, as its versions keep it. */
export function definitionOf(row: RuleRow): JsonObject {
  return JSON.parse(
    JSON.stringify(Object.fromEntries(DEFINITION.map((column) => [column, row[column]]))),
  ) as JsonObject
}

/** Keeps the current version of a rule. */
export async function keepVersion(transaction: Kysely<Database>, row: RuleRow): Promise<void> {
  await transaction
    .insertInto('mapping_rule_version')
    .values({
      rule_id: row.id,
      number: row.number,
      rule_version: row.rule_version,
      name: row.name,
      definition: definitionOf(row),
    })
    .execute()
}

/** The number of the next rule: that of a deleted rule is not used again. */
export async function nextNumber(transaction: Kysely<Database>): Promise<number> {
  const { next } = await transaction
    .selectFrom('mapping_rule_version')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
    .executeTakeFirstOrThrow()
  return next
}

/** The ids of all rules in their order, draft ones included. */
export async function ruleOrder(db: Kysely<Database>): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('mapping_rule')
    .select('id')
    .orderBy('position')
    .orderBy('number')
    .execute()
  return rows.map(({ id }) => id)
}

/** Gives the rules their positions, from 1 on. */
export async function writeOrder(transaction: Kysely<Database>, ids: readonly string[]): Promise<void> {
  await sql`
    update mapping_rule r set position = o.position
    from unnest(${[...ids]}::uuid[]) with ordinality as o (id, position)
    where o.id = r.id and r.position <> o.position`.execute(transaction)
}

/** One rule by its UUID. */
export async function ruleRow(db: Kysely<Database>, id: string): Promise<RuleRow | undefined> {
  return db.selectFrom('mapping_rule').selectAll().where('id', '=', id).executeTakeFirst()
}
