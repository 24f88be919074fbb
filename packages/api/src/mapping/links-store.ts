import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../access/audit.ts'
import { anyId, anyText } from '../graph/sql-arrays.ts'
import type { StoredRule } from './rule-book.ts'
import { ruleText } from './rule-book.ts'
import type { MappingWriter } from './writer.ts'

/** A link that a rule wants. */
export interface WantedLink {
  readonly assetId: string
  readonly serviceId: string
  readonly rule: StoredRule
}

/** A link of a rule that stays with other values. */
export interface ChangedLink extends WantedLink {
  readonly id: string
}

/** What is to become of the links of rules. */
export interface LinkChanges {
  readonly added: readonly WantedLink[]
  readonly changed: readonly ChangedLink[]
  /** UUIDs of links. */
  readonly removed: readonly string[]
}

/** Groups by service and name. */
export type Groups = ReadonlyMap<string, string>

export function groupKey(serviceId: string, name: string): string {
  return `${serviceId} ${name}`
}

/** Writes links with their audit events. A link that someone else has made meanwhile stays theirs. */
export async function writeLinks(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  { added, changed, removed }: LinkChanges,
  groups: Groups,
): Promise<void> {
  const groupOf = ({ serviceId, rule }: WantedLink) =>
    rule.groupName === null ? null : (groups.get(groupKey(serviceId, rule.groupName)) ?? null)
  if (removed.length > 0) {
    await sql`
      with gone as (
        delete from service_dependency d where d.id = ${anyId(removed)} and d.mapping_rule_version_id is not null
        returning d.*)
      ${INTO_AUDIT}
      select ${audited(writer, 'unlink')}, gone.service_id, to_jsonb(gone), null, 'mapping rules no longer give the link'
      from gone order by gone.id`.execute(transaction)
  }
  const columns = (links: readonly WantedLink[]) => sql`
    unnest(${links.map(({ serviceId }) => serviceId)}::uuid[], ${links.map(({ assetId }) => assetId)}::uuid[],
      ${links.map(({ rule }) => rule.strength)}::float8[], ${links.map(groupOf)}::uuid[],
      ${links.map(({ rule }) => rule.versionId)}::uuid[], ${links.map(({ rule }) => `mapping ${ruleText(rule)}`)}::text[])`
  if (changed.length > 0) {
    await sql`
      with wanted as (
        select w.*, i.id from ${columns(changed)} with ordinality
          as w (service_id, asset_id, strength, group_id, version_id, reason, place)
        join unnest(${changed.map(({ id }) => id)}::uuid[]) with ordinality as i (id, place) using (place)),
      old as (
        select d.* from service_dependency d where d.id in (select id from wanted) for update),
      new as (
        update service_dependency d
        set strength = w.strength, group_id = w.group_id, mapping_rule_version_id = w.version_id
        from wanted w where w.id = d.id and d.mapping_rule_version_id is not null returning d.*, w.reason)
      ${INTO_AUDIT}
      select ${audited(writer, 'change')}, new.service_id, to_jsonb(old), to_jsonb(new) - 'reason', new.reason
      from new join old using (id) order by new.id`.execute(transaction)
  }
  if (added.length > 0) {
    await sql`
      with made as (
        insert into service_dependency (service_id, on_asset_id, strength, group_id, mapping_rule_version_id)
        select w.service_id, w.asset_id, w.strength, w.group_id, w.version_id
        from ${columns(added)} as w (service_id, asset_id, strength, group_id, version_id, reason)
        on conflict (service_id, on_asset_id) do nothing
        returning *)
      ${INTO_AUDIT}
      select ${audited(writer, 'link')}, made.service_id, null, to_jsonb(made),
        'mapping rule ' || v.number || ', version ' || v.rule_version
      from made join mapping_rule_version v on v.id = made.mapping_rule_version_id order by made.id`.execute(
      transaction,
    )
  }
}

const INTO_AUDIT = sql`
  insert into audit_event
    (actor, request_id, principal_type, principal_id, action, entity_type, entity_id, before, after, reason)`

const audited = ({ auditContext: { actor, requestId, principal } }: MappingWriter, verb: string) => sql`
  ${actor}::text, ${requestId}::text, ${principal?.type ?? null}::text, ${principal?.id ?? null}::uuid,
  ${`service_dependency.${verb}`}::text, 'Service'`

/** Finds the redundancy groups that rules name, and makes those that are not there. */
export async function ensureGroups(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  links: readonly WantedLink[],
): Promise<Groups> {
  const wanted = new Map(
    links.flatMap(({ serviceId, rule }) =>
      rule.groupName === null
        ? []
        : [[groupKey(serviceId, rule.groupName), { serviceId, rule, name: rule.groupName }] as const],
    ),
  )
  if (wanted.size === 0) return new Map()
  const made = await transaction
    .insertInto('redundancy_group')
    .values(
      [...wanted.values()].map(({ serviceId, rule, name }) => ({
        service_id: serviceId,
        name,
        min_available: rule.groupMinAvailable,
        mapping_rule_version_id: rule.versionId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['service_id', 'name']).doNothing())
    .returningAll()
    .execute()
  await recordAudit(
    transaction,
    writer.auditContext,
    made.map((row) => ({
      action: 'redundancy_group.create',
      entityType: 'RedundancyGroup',
      entityId: row.id,
      before: null,
      after: row,
      reason: 'a mapping rule links to the group',
    })),
  )
  const all = await transaction
    .selectFrom('redundancy_group')
    .selectAll()
    .where('service_id', '=', anyId([...wanted.values()].map(({ serviceId }) => serviceId)))
    .where('name', '=', anyText([...wanted.values()].map(({ name }) => name)))
    .execute()
  for (const row of all) {
    const rule = wanted.get(groupKey(row.service_id, row.name))?.rule
    if (rule === undefined || row.mapping_rule_version_id === null) continue
    if (row.min_available === rule.groupMinAvailable) continue
    const after = await transaction
      .updateTable('redundancy_group')
      .set({ min_available: rule.groupMinAvailable, mapping_rule_version_id: rule.versionId })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, writer.auditContext, [
      {
        action: 'redundancy_group.update',
        entityType: 'RedundancyGroup',
        entityId: row.id,
        before: row,
        after,
        reason: `mapping ${ruleText(rule)}`,
      },
    ])
  }
  return new Map(all.map(({ id, service_id, name }) => [groupKey(service_id, name), id]))
}

/** Deletes groups that rules made and that have lost their last member. */
export async function deleteEmptyGroups(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  groupIds: readonly string[],
): Promise<void> {
  if (groupIds.length === 0) return
  const gone = await transaction
    .deleteFrom('redundancy_group')
    .where('id', '=', anyId(groupIds))
    .where('mapping_rule_version_id', 'is not', null)
    .where(sql<boolean>`not exists (select from service_dependency d where d.group_id = redundancy_group.id)`)
    .returningAll()
    .execute()
  await recordAudit(
    transaction,
    writer.auditContext,
    gone.map((row) => ({
      action: 'redundancy_group.delete',
      entityType: 'RedundancyGroup',
      entityId: row.id,
      before: row,
      after: null,
      reason: 'no mapping rule links to the group any more',
    })),
  )
}
