import type { Database } from '@throughline/db'
import type { SurveyInvitationRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../../access/audit.ts'
import { newIds } from '../../graph/new-ids.ts'
import {
  deleteInvitations,
  invitationEvents,
  invitationsOf,
  writeInvitations,
} from '../../surveys/invitations-store.ts'
import type { Author } from './audit-snapshot.ts'
import type { Child, ChildKind } from './child-entities.ts'
import { findOrphans } from './orphans.ts'
import { named } from './reference.ts'

/** How many persons were invited, as sources report it. */
export const SURVEY_INVITATIONS: ChildKind<SurveyInvitationRecord> = {
  is: (record) => record.type === 'surveyInvitation',
  column: 'survey_invitation_id',
  parent: ({ survey }) => ({ role: 'SURVEY', reference: { externalId: survey } }),
  others: ({ team }) => named('TEAM', team),
  write: storeInvitations,
  removeOrphanedRelations: async (db, author, ids) =>
    removeInvitations(db, author, await findOrphans(db, 'survey_invitation_id', ids)),
}

async function storeInvitations(
  db: Kysely<Database>,
  { auditContext, reason }: Author,
  children: readonly Child<SurveyInvitationRecord>[],
): Promise<string[]> {
  if (children.length === 0) return []
  const made = await newIds(db, children.length)
  const ids = children.map(({ entityId }, index) => entityId ?? made[index] ?? '')
  const entries = await writeInvitations(
    db,
    children.map(({ record, parentId, teamId }, index) => ({
      id: ids[index] ?? '',
      survey_id: parentId,
      team_id: teamId,
      invited: record.invited,
      invited_at: record.invitedAt ?? null,
    })),
  )
  await recordAudit(
    db,
    auditContext,
    entries.map((entry) => ({ ...entry, reason })),
  )
  return ids
}

/** Gives invitations the teams that have become known. */
export async function setTeams(
  db: Kysely<Database>,
  { auditContext, reason }: Author,
  found: readonly { readonly id: string; readonly target: string }[],
): Promise<void> {
  if (found.length === 0) return
  const ids = found.map(({ id }) => id)
  const before = await invitationsOf(db, ids)
  await sql`
    update survey_invitation i set team_id = given.target
    from unnest(${ids}::uuid[], ${found.map(({ target }) => target)}::uuid[]) as given (id, target)
    where i.id = given.id and i.team_id is null`.execute(db)
  const entries = invitationEvents(before, [...(await invitationsOf(db, ids)).values()])
  await recordAudit(
    db,
    auditContext,
    entries.map((entry) => ({ ...entry, reason })),
  )
}

/** Removes invitations that no record reports any more: they would count on. */
export async function removeInvitations(
  db: Kysely<Database>,
  { auditContext, reason }: Author,
  ids: readonly string[],
): Promise<void> {
  const entries = await deleteInvitations(db, ids)
  await recordAudit(
    db,
    auditContext,
    entries.map((entry) => ({ ...entry, reason })),
  )
}
