import type { Database, Row } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'

/** A reference of a record that has no effect. */
export interface VoidReference {
  readonly stream: string
  readonly externalId: string
  /** The field of the record that holds it. */
  readonly field: string
  readonly reason: string
}

/** The references of the records of a run that have no effect. */
export interface VoidReferences {
  readonly count: number
  /** The first of them by stream, external ID and field. */
  readonly first: readonly VoidReference[]
}

const SHOWN = 10

/** What a reference is to its record: those of records of work and of the model, and the subject of a cost. */
type Role = Row<'pending_reference'>['role'] | Row<'record_link'>['role'] | 'COST'

/** The field that holds a reference, and what it leads to. */
const FIELDS: Readonly<Record<Role, readonly [field: string, thing: string]>> = {
  PARENT_TEAM: ['parent', 'team'],
  PARENT_OBJECTIVE: ['parent', 'objective'],
  OWNER: ['owner', 'team'],
  MEMBER: ['members', 'person'],
  DEPENDS_ON_SERVICE: ['dependsOn', 'service'],
  DEPENDS_ON_ASSET: ['dependsOn', 'asset'],
  USES_SERVICE: ['services', 'service'],
  SUPPORTS_OBJECTIVE: ['objectives', 'objective'],
  RESTS_ON_SERVICE: ['services', 'service'],
  PART_OF_SERVICE: ['services', 'service'],
  SERVICE: ['services', 'service'],
  ASSET: ['assets', 'asset'],
  REQUESTER_TEAM: ['requesterTeam', 'team'],
  ASSIGNEE_TEAM: ['assigneeTeam', 'team'],
  IMPLEMENTING_TEAM: ['implementingTeam', 'team'],
  TEAM: ['team', 'team'],
  CAUSE: ['causedByChange', 'change'],
  SUBJECT: ['service', 'service'],
  TICKET: ['ticket', 'ticket'],
  SURVEY: ['survey', 'survey'],
  COST: ['subject', 'asset or service'],
}

const reference = z.union([
  z.object({ externalId: z.string() }),
  z.object({ name: z.string() }),
  z.object({ email: z.string() }),
  z.object({ identifier: z.object({ kind: z.string(), value: z.string() }) }),
])
/** A cost names several subjects, of which the first that is known counts. */
const references = z.union([
  reference.transform((one) => [one]),
  z.array(z.object({ reference })).transform((all) => all.map((one) => one.reference)),
])

interface Found {
  readonly stream: string
  readonly external_id: string
  readonly role: Role
  readonly reference: unknown
  readonly is_circle: boolean
  readonly count: number
}

/** Entities whose parent, as the record of a run states it, is the entity itself or one below it. */
const circles = (table: 'team' | 'objective') => {
  const own = sql.ref(`${table}_id`)
  return sql`
    select r.stream, r.external_id, l.role, l.reference, true as is_circle
    from records r join record_link l on l.record_id = r.id and l.role = ${`PARENT_${table.toUpperCase()}`}
    join ${sql.table(table)} e on e.id = r.${own} and e.parent_id is null
    where exists (
      with recursive above as (
        select l.${own} as id
        union select p.parent_id from above join ${sql.table(table)} p on p.id = above.id where p.parent_id is not null)
      select from above where above.id = e.id)`
}

/**
 * Reads which references of the records that a run has listed have no effect: they lead to nothing, or to several things,
 * or a parent would make a circle.
 */
export async function voidReferencesOf(db: Kysely<Database>, runId: string): Promise<VoidReferences> {
  const { rows } = await sql<Found>`
    with records as materialized (select r.* from source_record r where r.run_id = ${runId} and r.missing_since is null)
    select stream, external_id, role, reference, is_circle, (count(*) over ())::int as count
    from (
      select r.stream, r.external_id, l.role, l.reference, false as is_circle
      from records r join record_link l on l.record_id = r.id
      where num_nonnulls(l.team_id, l.person_id, l.service_id, l.objective_id, l.asset_id) = 0
      union all
      select r.stream, r.external_id, p.role, p.reference, false
      from records r join pending_reference p on p.record_id = r.id
      union all
      select r.stream, r.external_id, 'COST', s.choices, false
      from records r join cost c on c.id = r.cost_id join cost_subject s on s.id = c.subject_id
      where s.asset_id is null and s.service_id is null
      union all ${circles('team')}
      union all ${circles('objective')}
      union all
      select r.stream, r.external_id, l.role, l.reference, true
      from records r join record_link l on l.record_id = r.id
      where l.role = 'DEPENDS_ON_SERVICE' and l.service_id = r.service_id
    ) found
    order by stream, external_id, role, reference
    limit ${SHOWN}`.execute(db)
  return {
    count: rows[0]?.count ?? 0,
    first: rows.map((row) => ({
      stream: row.stream,
      externalId: row.external_id,
      field: FIELDS[row.role][0],
      reason: reasonOf(row),
    })),
  }
}

function reasonOf({ role, reference: stored, is_circle }: Found): string {
  const [, thing] = FIELDS[role]
  const named = [...new Set(references.parse(stored).map(nameOf))].join(' or ')
  return is_circle ? `the ${thing} with ${named} would make a circle` : `no single ${thing} has ${named}`
}

function nameOf(one: z.output<typeof reference>): string {
  if ('externalId' in one) return `the external ID ${JSON.stringify(one.externalId)}`
  if ('name' in one) return `the name ${JSON.stringify(one.name)}`
  if ('email' in one) return `the address ${JSON.stringify(one.email)}`
  return `the ${one.identifier.kind} ${JSON.stringify(one.identifier.value)}`
}
