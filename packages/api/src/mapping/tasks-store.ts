import { isDeepStrictEqual } from 'node:util'
import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditEntry, recordAudit } from '../access/audit.ts'
import { anyId } from '../graph/sql-arrays.ts'
import type { StoredTask } from './facts-store.ts'
import type { TaskReason } from './resolve-store.ts'
import type { MappingWriter } from './writer.ts'

/** What rules leave undecided about an asset. */
export interface WantedTask {
  readonly assetId: string
  readonly versionId: string
  readonly reason: TaskReason
  readonly names: readonly string[]
  readonly candidates: readonly string[]
}

/** The tasks of some assets: what is there, and what is to be there. */
export interface TaskChange {
  readonly assetId: string
  readonly stored: StoredTask | null
  readonly wanted: WantedTask | undefined
}

/** Opens, changes and closes tasks, with their audit events. What is right already is not written. */
export async function writeTasks(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  changes: readonly TaskChange[],
): Promise<void> {
  const closed = changes.flatMap(({ stored, wanted }) =>
    stored !== null && wanted === undefined ? [stored] : [],
  )
  const written = changes.flatMap(({ stored, wanted }) =>
    wanted === undefined || isSame(stored, wanted) ? [] : [wanted],
  )
  const before = new Map(changes.map(({ assetId, stored }) => [assetId, stored]))
  const audits: AuditEntry[] = closed.map((task) => ({
    action: 'mapping_task.close',
    entityType: 'MappingTask',
    entityId: task.id,
    before: task,
    after: null,
    reason: 'the reason for the task no longer exists',
  }))
  if (closed.length > 0) {
    await transaction
      .deleteFrom('mapping_task')
      .where('id', '=', anyId(closed.map(({ id }) => id)))
      .execute()
  }
  if (written.length > 0) {
    const rows = await save(transaction, written)
    await saveCandidates(
      transaction,
      rows.map(({ id, asset_id }) => ({
        taskId: id,
        candidates: written.find(({ assetId }) => assetId === asset_id)?.candidates ?? [],
      })),
    )
    for (const row of rows) {
      const stored = before.get(row.asset_id) ?? null
      audits.push({
        action: `mapping_task.${stored === null ? 'open' : 'update'}`,
        entityType: 'MappingTask',
        entityId: row.id,
        before: stored,
        after: row,
      })
    }
  }
  await recordAudit(transaction, writer.auditContext, audits)
}

function isSame(stored: StoredTask | null, { versionId, reason, names, candidates }: WantedTask): boolean {
  if (stored === null) return false
  const { id: _, ...kept } = stored
  return isDeepStrictEqual(kept, { versionId, reason, names: [...names], candidates: [...candidates] })
}

interface SavedTask {
  readonly id: string
  readonly asset_id: string
}

async function save(
  transaction: Kysely<Database>,
  tasks: readonly WantedTask[],
): Promise<readonly SavedTask[]> {
  const { rows } = await sql<SavedTask>`
    insert into mapping_task (asset_id, rule_version_id, reason, names, name_keys)
    select w.asset_id, w.version_id, w.reason, n.names, array(select service_name_key(name) from unnest(n.names) as name)
    from unnest(${tasks.map(({ assetId }) => assetId)}::uuid[], ${tasks.map(({ versionId }) => versionId)}::uuid[],
      ${tasks.map(({ reason }) => reason)}::text[], ${tasks.map(({ names }) => JSON.stringify(names))}::text[])
      as w (asset_id, version_id, reason, names)
    cross join lateral (select array(select jsonb_array_elements_text(w.names::jsonb)) as names) n
    on conflict (asset_id) do update set rule_version_id = excluded.rule_version_id, reason = excluded.reason,
      names = excluded.names, name_keys = excluded.name_keys
    returning *`.execute(transaction)
  return rows
}

async function saveCandidates(
  transaction: Kysely<Database>,
  tasks: readonly { readonly taskId: string; readonly candidates: readonly string[] }[],
): Promise<void> {
  const pairs = tasks.flatMap(({ taskId, candidates }) =>
    candidates.map((serviceId) => ({ taskId, serviceId })),
  )
  const rows = sql`
    unnest(${pairs.map(({ taskId }) => taskId)}::uuid[], ${pairs.map(({ serviceId }) => serviceId)}::uuid[])
      as w (task_id, service_id)`
  await sql`
    delete from mapping_task_service c where c.task_id = ${anyId(tasks.map(({ taskId }) => taskId))}
      and not exists (select from ${rows} where w.task_id = c.task_id and w.service_id = c.service_id)`.execute(
    transaction,
  )
  await sql`
    insert into mapping_task_service (task_id, service_id) select w.task_id, w.service_id from ${rows}
    on conflict do nothing`.execute(transaction)
}
