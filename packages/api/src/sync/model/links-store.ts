import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import { referenceText, TARGET } from '../entities/references.ts'
import type { RunContext } from '../records/run-context.ts'
import { IN_EFFECT } from './claims-store.ts'
import { LINK_TARGETS, type LinkRole, type SaidLink } from './model-kinds.ts'

const TARGETS = ['team', 'person', 'service', 'objective', 'asset'] as const

const rolesTo = (target: (typeof TARGETS)[number]) =>
  Object.entries(LINK_TARGETS).flatMap(([role, to]) => (to === target ? [role as LinkRole] : []))

const isTo = (target: (typeof TARGETS)[number]) => sql`w.role = any (${rolesTo(target)}::text[])`

/** By what the same source calls it: among its records, else as an external reference. */
const byExternalId = (column: string) => sql`
  coalesce(
    (select min(r.${sql.ref(column)}::text)::uuid from source_record r
      where r.source_id = w.source_id and r.external_id = w.reference->>'externalId'
        and r.${sql.ref(column)} is not null and ${IN_EFFECT}
      having count(distinct r.${sql.ref(column)}) = 1),
    ${
      // A subject of an identity provider is not a person that a source may speak of.
      column === 'person_id'
        ? sql`null::uuid`
        : sql`(select e.${sql.ref(column)} from external_reference e
            where e.source = w.source and e.external_id = w.reference->>'externalId' and e.${sql.ref(column)} is not null)`
    })`

/** By the name that it has, else by the name that a source alone gives it. */
const byName = (table: 'team' | 'service' | 'objective', name: 'name' | 'title') => sql`
  coalesce(
    (select min(n.id::text)::uuid from ${sql.table(table)} n
      where n.${sql.ref(name)} = w.reference->>'name' having count(*) = 1),
    (select min(c.${sql.ref(`${table}_id`)}::text)::uuid
      from entity_claim c join source_record r on r.id = c.record_id
      where c.attributes #>> '{name,value}' = w.reference->>'name' and c.${sql.ref(`${table}_id`)} is not null and ${IN_EFFECT}
      having count(distinct c.${sql.ref(`${table}_id`)}) = 1))`

const byEmail = sql`
  coalesce(
    (select n.id from person n where n.email = lower(w.reference->>'email')),
    (select min(c.person_id::text)::uuid from entity_claim c join source_record r on r.id = c.record_id
      where c.person_id is not null and c.attributes #>> '{email,value}' = lower(w.reference->>'email') and ${IN_EFFECT}
      having count(distinct c.person_id) = 1))`

const either = (column: string, other: RawBuilder<unknown>) => sql`
  case when w.reference ? 'externalId' then ${byExternalId(column)} else ${other} end`

/** The uuid that a link leads to, or null. `w` is the link with the id and the name of its source. */
const LINK_TARGET = sql`
  case
    when ${isTo('team')} then ${either('team_id', byName('team', 'name'))}
    when ${isTo('person')} then ${either('person_id', byEmail)}
    when ${isTo('service')} then ${either('service_id', byName('service', 'name'))}
    when ${isTo('objective')} then ${either('objective_id', byName('objective', 'title'))}
    else (select ${TARGET} from (select 'ASSET' as role, w.reference, w.source_id, w.source) w)
  end`

const IS_OPEN = sql`num_nonnulls(l.team_id, l.person_id, l.service_id, l.objective_id, l.asset_id) = 0`

/**
 * Makes these the only links of some records. A link that a record states again keeps what it was found to be. Returns
 * whether the records have links or had some.
 */
export async function saveLinks(
  db: Kysely<Database>,
  recordIds: readonly string[],
  said: readonly (SaidLink & { readonly recordId: string })[],
): Promise<boolean> {
  if (recordIds.length === 0) return false
  const texts = said.map((one) => ({ ...one, text: referenceText(one.reference) })).reverse()
  // A record may refer to one thing twice: the first counts.
  const rows = [...new Map(texts.map((one) => [`${one.recordId} ${one.role} ${one.text}`, one])).values()]
  const given = sql`
    unnest(${rows.map(({ recordId }) => recordId)}::uuid[], ${rows.map(({ role }) => role)}::text[],
      ${rows.map(({ text }) => text)}::jsonb[], ${rows.map(({ detail }) => JSON.stringify(detail))}::jsonb[])
      as said (record_id, role, reference, detail)`
  const { numAffectedRows } = await sql`
    delete from record_link l
    where l.record_id = ${anyId(recordIds)} and not exists (
      select from ${given}
      where said.record_id = l.record_id and said.role = l.role and said.reference = l.reference)`.execute(db)
  if (rows.length === 0) return (numAffectedRows ?? 0n) > 0n
  await sql`
    insert into record_link as l (record_id, role, reference, detail)
    select * from ${given}
    on conflict (record_id, role, reference) do update set detail = excluded.detail
    where l.detail is distinct from excluded.detail`.execute(db)
  await findTargets(db, sql`l.record_id = ${anyId(recordIds)}`)
  return true
}

/** Looks up links that lead nowhere. Returns the records of those that lead somewhere now. */
export async function findTargets(
  db: Kysely<Database>,
  which: RawBuilder<unknown>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ record_id: string }>`
    with w as (
      select l.id, l.role, l.reference, r.source_id, s.name as source
      from record_link l join source_record r on r.id = l.record_id join source s on s.id = r.source_id
      where ${IS_OPEN} and ${IN_EFFECT} and ${which}),
    found as (select w.id, w.role, ${LINK_TARGET} as target from w)
    update record_link l set ${sql.join(
      TARGETS.map(
        (target) =>
          sql`${sql.ref(`${target}_id`)} = case when found.role = any (${rolesTo(target)}::text[]) then found.target end`,
      ),
    )}
    from found where found.id = l.id and found.target is not null
    returning l.record_id`.execute(db)
  return [...new Set(rows.map(({ record_id }) => record_id))]
}

/** Some links that lead nowhere, in the order of their ids. */
export async function openLinks(
  db: Kysely<Database>,
  after: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly source_id: string }[]> {
  const { rows } = await sql<{ id: string; source_id: string }>`
    select l.id, r.source_id from record_link l join source_record r on r.id = l.record_id
    where ${IS_OPEN} and ${IN_EFFECT} and l.id > ${after} order by l.id limit ${limit}`.execute(db)
  return rows
}

/** Who reports in a transaction. */
export type Reporter = Pick<RunContext, 'at' | 'auditContext'>
