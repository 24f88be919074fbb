import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditEntry, recordAudit } from '../access/audit.ts'
import { anyId, anyText } from '../graph/sql-arrays.ts'
import { ruleText, type StoredRule } from './rule-book.ts'
import type { WantedLink } from './wanted-link.ts'
import type { MappingWriter } from './writer.ts'

/** Groups by service and name. */
export type Groups = ReadonlyMap<string, string>

function groupKey(serviceId: string, name: string): string {
  return `${serviceId} ${name}`
}

/** UUID of the group of a link; null if it belongs to none. */
export function groupOf({ serviceId, rule }: WantedLink, groups: Groups): string | null {
  return rule.groupName === null ? null : (groups.get(groupKey(serviceId, rule.groupName)) ?? null)
}

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
  return new Map(all.map(({ id, service_id, name }) => [groupKey(service_id, name), id]))
}

/**
 * Gives groups that rules made what the first rule with a link in them says, whichever came first. Groups whose rules
 * have all changed wait for their step.
 */
export async function tendGroups(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  rules: readonly StoredRule[],
  groupIds: readonly string[],
): Promise<void> {
  if (groupIds.length === 0) return
  const groups = await transaction
    .selectFrom('redundancy_group as g')
    .selectAll('g')
    .select(
      sql<readonly string[]>`array(select distinct d.mapping_rule_version_id::text from service_dependency d
        where d.group_id = g.id and d.mapping_rule_version_id is not null)`.as('versions'),
    )
    .where('g.id', '=', anyId(groupIds))
    .where('g.mapping_rule_version_id', 'is not', null)
    .orderBy('g.id')
    .execute()
  const audits: AuditEntry[] = []
  for (const { versions, ...before } of groups) {
    const rule = rules.find(({ versionId }) => versions.includes(versionId))
    if (rule === undefined) continue
    if (before.min_available === rule.groupMinAvailable && before.mapping_rule_version_id === rule.versionId)
      continue
    const after = await transaction
      .updateTable('redundancy_group')
      .set({ min_available: rule.groupMinAvailable, mapping_rule_version_id: rule.versionId })
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    audits.push({
      action: 'redundancy_group.update',
      entityType: 'RedundancyGroup',
      entityId: before.id,
      before,
      after,
      reason: `mapping ${ruleText(rule)}`,
    })
  }
  await recordAudit(transaction, writer.auditContext, audits)
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
