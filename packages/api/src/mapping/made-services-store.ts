import { randomUUID } from 'node:crypto'
import type { Database, Row } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../access/audit.ts'
import { violatedConstraint } from '../graph/errors.ts'
import { anyId, anyText } from '../graph/sql-arrays.ts'
import { textOf } from './resolve-store.ts'
import { descriptionByRule, ruleText, type ServiceKey, type StoredRule, serviceNameOf } from './rule-book.ts'
import { type MadeService, possibleNames, type ServiceChange, wantedNames } from './service-names.ts'
import type { MappingWriter } from './writer.ts'

/** A service that is to be made, and the rule that makes it. */
export interface NewService {
  readonly key: ServiceKey
  readonly rule: StoredRule
}

/** One transaction at a time makes services by rules, names them or lets them rest: names depend on each other. */
export async function lockMadeServices(transaction: Kysely<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(1953000037, 1835102321)`.execute(transaction)
}

/**
 * Makes services. Gives false, and makes none, if another transaction has taken one of the names since they were looked
 * up: then what the rules answer has changed.
 */
export async function makeServices(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  wanted: readonly NewService[],
): Promise<boolean> {
  if (wanted.length === 0) return true
  const namespaces = Map.groupBy(wanted, ({ key }) => key.name)
  const known = await transaction
    .selectFrom('mapped_service')
    .select('name')
    .where('name', '=', anyText([...namespaces.keys()]))
    .execute()
  const crowded = new Set(known.map(({ name }) => name))
  const names = wanted.map(({ key }) =>
    serviceNameOf(key, crowded.has(key.name) || (namespaces.get(key.name)?.length ?? 0) > 1),
  )
  const holders = await transaction
    .selectFrom('service')
    .select('name')
    .where('name', '=', anyText(names))
    .execute()
  const taken = new Set(holders.map(({ name }) => name))
  const named = new Map<string, NewService>()
  for (const [index, each] of wanted.entries()) {
    const name = names[index] ?? each.key.name
    // Another service that rules made has the name, and gives way when the services are named.
    const waits = taken.has(name) || named.has(name)
    named.set(waits ? `${name.slice(0, 180)} (${randomUUID().slice(0, 8)})` : name, each)
  }
  const made = await insertServices(transaction, named)
  if (made === undefined) return false
  const origins = made.flatMap((row) => {
    const origin = named.get(row.name)
    return origin === undefined ? [] : [{ row, ...origin }]
  })
  await transaction
    .insertInto('mapped_service')
    .values(
      origins.map(({ row, key, rule }) => ({
        service_id: row.id,
        rule_version_id: rule.versionId,
        name: key.name,
        namespace: key.namespace,
        service_version: row.version,
      })),
    )
    .execute()
  await recordAudit(
    transaction,
    writer.auditContext,
    origins.map(({ row, rule }) => ({
      action: 'service.create',
      entityType: 'Service',
      entityId: row.id,
      before: null,
      after: row,
      reason: `mapping ${ruleText(rule)}`,
    })),
  )
  return true
}

/** The rows of new services by these names; undefined if another transaction has taken one of the names. */
async function insertServices(
  transaction: Kysely<Database>,
  named: ReadonlyMap<string, NewService>,
): Promise<readonly Row<'service'>[] | undefined> {
  await sql`savepoint make_services`.execute(transaction)
  try {
    const rows = await transaction
      .insertInto('service')
      .values(
        [...named].map(([name, { rule }]) => ({
          name,
          kind: 'TECHNICAL' as const,
          description: descriptionByRule(rule),
        })),
      )
      .returningAll()
      .execute()
    await sql`release savepoint make_services`.execute(transaction)
    return rows
  } catch (error) {
    // The constraint is deferrable, so that `on conflict` cannot name it.
    if (violatedConstraint(error) !== 'service_name_key') throw error
    await sql`rollback to savepoint make_services`.execute(transaction)
    await sql`release savepoint make_services`.execute(transaction)
    return undefined
  }
}

/**
 * Brings services that rules made into line with their links: one without links retires, unless something else refers to
 * it, and one with links lives; names have their namespace where another service has the same name. Services that someone
 * else has changed since stay as they are.
 * @param change whether services were created, and whether some have lost links
 */
export async function tendServices(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  serviceIds: readonly string[],
  { created, lost }: { readonly created: boolean; readonly lost: boolean },
): Promise<void> {
  if (serviceIds.length === 0) return
  if (!created && !lost && (await lifecycleChanges(transaction, serviceIds)).length === 0) return
  await lockMadeServices(transaction)
  await writeAll(transaction, writer, await lifecycleChanges(transaction, serviceIds))
  await writeAll(transaction, writer, await nameChanges(transaction, serviceIds))
}

async function lifecycleChanges(
  db: Kysely<Database>,
  serviceIds: readonly string[],
): Promise<readonly ServiceChange[]> {
  // Each `exists` is looked up by an index of its own.
  const { rows } = await sql<ServiceChange>`
    with made as (
      select s.id, s.name, s.lifecycle,
        case when exists (select from service_dependency d where d.service_id = s.id)
            or exists (select from service_dependency d where d.on_service_id = s.id)
            or exists (select from objective_service o where o.service_id = s.id)
            or exists (select from process_service p where p.service_id = s.id)
          then 'LIVE' else 'RETIRED' end as wanted
      from mapped_service m join service s on s.id = m.service_id and s.version = m.service_version
      where s.id = ${anyId(serviceIds)})
    select id, name, wanted as lifecycle from made where lifecycle <> wanted order by id`.execute(db)
  return rows
}

async function nameChanges(
  db: Kysely<Database>,
  serviceIds: readonly string[],
): Promise<readonly ServiceChange[]> {
  const { rows } = await sql<MadeService>`
    select s.id, s.name, s.lifecycle, m.name as base, m.namespace,
      exists (
        select from mapped_service o join service other on other.id = o.service_id
        where o.name = m.name and o.service_id <> m.service_id and other.lifecycle <> 'RETIRED') as crowded
    from mapped_service m join service s on s.id = m.service_id and s.version = m.service_version
    where m.name in (select name from mapped_service where service_id = ${anyId(serviceIds)})
    order by s.id`.execute(db)
  const changes = wantedNames(rows)
  if (changes.length === 0) return []
  const holders = await db
    .selectFrom('service')
    .select(['id', 'name'])
    .where('name', '=', anyText(changes.map(({ name }) => name)))
    .execute()
  return possibleNames(changes, holders)
}

async function writeAll(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  changes: readonly ServiceChange[],
): Promise<void> {
  if (changes.length === 0) return
  const ids = changes.map(({ id }) => id)
  const before = await transaction
    .selectFrom('service')
    .selectAll()
    .where('id', '=', anyId(ids))
    .orderBy('id')
    .forUpdate()
    .execute()
  await sql`
    update service s set name = c.name, lifecycle = c.lifecycle
    from unnest(${ids}::uuid[], ${changes.map(({ name }) => name)}::text[],
      ${changes.map(({ lifecycle }) => lifecycle)}::text[]) as c (id, name, lifecycle)
    where s.id = c.id`.execute(transaction)
  await sql`
    update mapped_service m set service_version = s.version from service s
    where s.id = m.service_id and s.id = ${anyId(ids)}`.execute(transaction)
  const after = await transaction.selectFrom('service').selectAll().where('id', '=', anyId(ids)).execute()
  await recordAudit(
    transaction,
    writer.auditContext,
    after.map((row) => ({
      action: 'service.update',
      entityType: 'Service',
      entityId: row.id,
      before: before.find(({ id }) => id === row.id) ?? null,
      after: row,
      reason: 'mapping rules made the service',
    })),
  )
}

/** A map of what rules want to make, one for each key. */
export function newServices(wanted: readonly NewService[]): readonly NewService[] {
  const byKey = new Map<string, NewService>()
  for (const each of wanted) if (!byKey.has(textOf(each.key))) byKey.set(textOf(each.key), each)
  return [...byKey.values()]
}
