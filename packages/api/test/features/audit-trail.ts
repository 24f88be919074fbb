import { parseGlobalId } from '../../src/graph/global-id.ts'
import type { TestApi } from '../harness.ts'

export interface StoredEvent {
  readonly actor: string
  readonly request_id: string
  readonly action: string
  readonly entity_type: string
  readonly entity_id: string
  readonly before: unknown
  readonly after: unknown
}

const COLUMNS = ['actor', 'request_id', 'action', 'entity_type', 'entity_id', 'before', 'after'] as const

/** What the audit trail has on one entity, the oldest first. */
export async function eventsOf(api: TestApi, id: string): Promise<StoredEvent[]> {
  return api.db.kysely
    .selectFrom('audit_event')
    .select(COLUMNS)
    .where('entity_id', '=', uuidFrom(id))
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** What one request left in the audit trail, the oldest first. */
export async function eventsOfRequest(api: TestApi, requestId: string): Promise<StoredEvent[]> {
  return api.db.kysely
    .selectFrom('audit_event')
    .select(COLUMNS)
    .where('request_id', '=', requestId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** How long the audit trail is. */
export async function countEvents(api: TestApi): Promise<number> {
  const { count } = await api.db.kysely
    .selectFrom('audit_event')
    .select((select) => select.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The uuid behind a global id. */
export function uuidFrom(id: string): string {
  const parsed = parseGlobalId(id)
  if (parsed === undefined) throw new Error(`${id} is no id`)
  return parsed.id
}
