import type { Database } from '@throughline/db'
import type { ResponseRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../../access/audit.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { responseEvents, storeResponses } from '../../surveys/store.ts'
import type { Author } from './audit-snapshot.ts'
import type { Child, ChildKind } from './child-entities.ts'
import { findOrphans } from './orphans.ts'
import { named } from './reference.ts'

/** Responses to surveys as their sources tell of them. */
export const RESPONSES: ChildKind<ResponseRecord> = {
  is: (record) => record.type === 'response',
  column: 'response_id',
  parent: ({ survey }) => ({ role: 'SURVEY', reference: { externalId: survey } }),
  others: ({ team }) => named('TEAM', team),
  write: writeResponses,
  removeOrphanedRelations: async (db, author, ids) =>
    removeResponses(db, author, await findOrphans(db, 'response_id', ids)),
}

async function writeResponses(
  db: Kysely<Database>,
  { auditContext, reason }: Author,
  children: readonly Child<ResponseRecord>[],
): Promise<string[]> {
  const shared = await sharedRows(
    db,
    children.flatMap(({ entityId }) => entityId ?? []),
  )
  const stored = await storeResponses(
    db,
    children.map(({ record, parentId, entityId, teamId }) => ({
      // Where one respondent has several records, what was handed in last counts; else the record itself does.
      id: entityId === undefined || shared.has(entityId) ? undefined : entityId,
      surveyId: parentId,
      respondent: record.respondent ?? null,
      teamId,
      submittedAt: new Date(record.submittedAt),
      answers: record.answers,
      comment: record.comment ?? '',
    })),
  )
  await recordAudit(
    db,
    auditContext,
    responseEvents(stored).map((entry) => ({ ...entry, reason })),
  )
  return stored.map(({ id }) => id)
}

/** Those of these responses that more than one record tells of. */
async function sharedRows(db: Kysely<Database>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select response_id as id from source_record
    where response_id = ${anyId(ids)} and (missing_since is null or retired_at is null)
    group by response_id having count(*) > 1`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Gives responses the teams that have become known. */
export async function setRespondingTeams(
  db: Kysely<Database>,
  { auditContext, reason }: Author,
  found: readonly { readonly id: string; readonly target: string }[],
): Promise<void> {
  if (found.length === 0) return
  const { rows } = await sql<{ id: string; survey_id: string; submitted_at: Date }>`
    update survey_response r set team_id = given.target
    from unnest(${found.map(({ id }) => id)}::uuid[], ${found.map(({ target }) => target)}::uuid[]) as given (id, target)
    where r.id = given.id and r.team_id is null returning r.id, r.survey_id, r.submitted_at`.execute(db)
  await recordAudit(
    db,
    auditContext,
    rows.map((row) => ({
      action: 'response.update',
      entityType: 'SurveyResponse',
      entityId: row.id,
      before: null,
      after: row,
      reason,
    })),
  )
}

/** Removes responses: they would count on. What they said is not told again. */
export async function removeResponses(
  db: Kysely<Database>,
  { auditContext, reason }: Author,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const gone = await db
    .deleteFrom('survey_response')
    .where('id', '=', anyId(ids))
    .returning(['id', 'survey_id', 'submitted_at'])
    .execute()
  await recordAudit(
    db,
    auditContext,
    gone.map((row) => ({
      action: 'response.delete',
      entityType: 'SurveyResponse',
      entityId: row.id,
      before: row,
      after: null,
      reason,
    })),
  )
}
