import type { Database, NewRow, Row } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { AuditEntry } from '../access/audit.ts'
import { anyId } from '../graph/sql-arrays.ts'

export type Invitation = Row<'survey_invitation'>

/** Invitations as they are now, by ID; they stay so for others until the transaction ends. */
export async function invitationsOf(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Invitation>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('survey_invitation')
    .selectAll()
    .where('id', '=', anyId(ids))
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Stores invitations under their IDs; gives the events of the audit trail. */
export async function writeInvitations(
  db: Kysely<Database>,
  rows: readonly (NewRow<'survey_invitation'> & { readonly id: string })[],
): Promise<AuditEntry[]> {
  if (rows.length === 0) return []
  const before = await invitationsOf(
    db,
    rows.map(({ id }) => id),
  )
  const after = await db
    .insertInto('survey_invitation')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        survey_id: row.ref('excluded.survey_id'),
        team_id: row.ref('excluded.team_id'),
        invited: row.ref('excluded.invited'),
        invited_at: row.ref('excluded.invited_at'),
      })),
    )
    .returningAll()
    .execute()
  return invitationEvents(before, after)
}

/** Events of the audit trail about invitations that are new or other than before. */
export function invitationEvents(
  before: ReadonlyMap<string, Invitation>,
  after: readonly Invitation[],
): AuditEntry[] {
  return after
    .filter(({ id, version }) => before.get(id)?.version !== version)
    .map((row) => ({
      action: before.has(row.id) ? 'survey_invitation.update' : 'survey_invitation.create',
      entityType: 'SurveyInvitation',
      entityId: row.id,
      before: before.get(row.id) ?? null,
      after: row,
    }))
}

/** What users have entered about a survey: the invitations that no record of a source reports. */
export async function enteredInvitations(
  db: Kysely<Database>,
  surveyId: string,
): Promise<Pick<Invitation, 'id' | 'team_id'>[]> {
  return db
    .selectFrom('survey_invitation as i')
    .select(['i.id', 'i.team_id'])
    .where('i.survey_id', '=', surveyId)
    .where(sql<boolean>`not exists (select from source_record r where r.survey_invitation_id = i.id)`)
    .orderBy('i.id')
    .execute()
}

/** Removes invitations; gives the events of the audit trail. */
export async function deleteInvitations(db: Kysely<Database>, ids: readonly string[]): Promise<AuditEntry[]> {
  if (ids.length === 0) return []
  const gone = await db.deleteFrom('survey_invitation').where('id', '=', anyId(ids)).returningAll().execute()
  return gone.map((row) => ({
    action: 'survey_invitation.delete',
    entityType: 'SurveyInvitation',
    entityId: row.id,
    before: row,
    after: null,
  }))
}
