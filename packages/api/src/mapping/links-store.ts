import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../graph/sql-arrays.ts'
import { type Groups, groupOf } from './groups-store.ts'
import { ruleText } from './rule-book.ts'
import type { WantedLink } from './wanted-link.ts'
import type { MappingWriter } from './writer.ts'

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

/** Writes links with their audit events. A link that someone else has made meanwhile stays theirs. */
export async function writeLinks(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  { added, changed, removed }: LinkChanges,
  groups: Groups,
): Promise<void> {
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
      ${links.map(({ rule }) => rule.strength)}::float8[], ${links.map((link) => groupOf(link, groups))}::uuid[],
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
