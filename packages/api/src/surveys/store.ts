import type { Database, JsonObject, Row } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { AuditEntry } from '../access/audit.ts'
import { newIds } from '../graph/new-ids.ts'
import { anyId } from '../graph/sql-arrays.ts'
import type { Answers } from './answers.ts'

/** A response as it was given, its survey known. */
export interface GivenResponse {
  /** The uuid of the row that holds it, where that is known. */
  readonly id: string | undefined
  readonly surveyId: string
  /** A pseudonym; null where nobody can tell. */
  readonly respondent: string | null
  /** The uuid of the team of the respondent; null where that is not known. */
  readonly teamId: string | null
  readonly submittedAt: Date
  readonly answers: Answers
  readonly comment: string
  /** A keyed hash that is the same for one respondent in all surveys of a series; only campaigns know it. */
  readonly panelHash?: string | null
}

/** What became of a response, and the row that stands for its respondent. */
export interface StoredResponse {
  readonly given: GivenResponse
  readonly outcome: 'RECORDED' | 'REPLACED' | 'UNCHANGED'
  readonly id: string
}

type Response = Row<'survey_response'>

/**
 * Stores responses. There is one of each respondent of a survey, and the one that was handed in last counts,
 * in whatever order they come. A row that is named is the response's own: it takes whatever is said now.
 */
export async function storeResponses(
  transaction: Kysely<Database>,
  responses: readonly GivenResponse[],
): Promise<StoredResponse[]> {
  if (responses.length === 0) return []
  await lockResponses(transaction)
  const before = await standing(transaction, responses)
  const ids = await newIds(transaction, responses.length)
  const drafts = new Map<string, GivenResponse>()
  const places = responses.map((given) => {
    const key = keyOf(given)
    const known = (key === undefined ? undefined : before.byKey.get(key)) ?? ownPlace(before, given)
    const id = known?.id ?? ids.pop() ?? ''
    if (key !== undefined) before.byKey.set(key, known ?? { id, submittedAt: given.submittedAt })
    const standingNow = drafts.get(id)?.submittedAt ?? known?.submittedAt
    if (given.id === id || standingNow === undefined || given.submittedAt >= standingNow)
      drafts.set(id, given)
    return { given, id }
  })
  const after = await save(transaction, drafts)
  return places.map(({ given, id }): StoredResponse => {
    if (drafts.get(id) !== given) return { given, id, outcome: 'UNCHANGED' }
    const known = before.rows.get(id)
    if (known === undefined) return { given, id, outcome: 'RECORDED' }
    return { given, id, outcome: known.version === after.get(id)?.version ? 'UNCHANGED' : 'REPLACED' }
  })
}

/** Two calls with the same respondents wait for each other instead of meeting at the unique key. */
export async function lockResponses(transaction: Kysely<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('throughline.response'))`.execute(transaction)
}

/** The audit trail of responses that were stored. What was answered is not told: the trail cannot forget. */
export function responseEvents(stored: readonly StoredResponse[]): AuditEntry[] {
  return stored
    .filter(({ outcome }) => outcome !== 'UNCHANGED')
    .map(({ given, id, outcome }) => ({
      action: outcome === 'RECORDED' ? 'response.create' : 'response.update',
      entityType: 'SurveyResponse',
      entityId: id,
      before: null,
      after: { id, survey_id: given.surveyId, submitted_at: given.submittedAt },
    }))
}

interface Standing {
  readonly rows: ReadonlyMap<string, Response>
  readonly byKey: Map<string, Place>
}

interface Place {
  readonly id: string
  readonly submittedAt: Date
}

/** The rows that stand for these responses already, locked. */
async function standing(
  transaction: Kysely<Database>,
  responses: readonly GivenResponse[],
): Promise<Standing> {
  const asked = responses.filter(({ respondent }) => respondent !== null)
  const rows = await transaction
    .selectFrom('survey_response')
    .selectAll()
    .where((where) =>
      where.or([
        sql<boolean>`id = ${anyId(responses.flatMap(({ id }) => id ?? []))}`,
        sql<boolean>`(survey_id, respondent) in (
          select * from unnest(${asked.map(({ surveyId }) => surveyId)}::uuid[], ${asked.map(({ respondent }) => respondent)}::text[]))`,
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  const place = (row: Response): Place => ({ id: row.id, submittedAt: row.submitted_at })
  return {
    rows: new Map(rows.map((row) => [row.id, row])),
    byKey: new Map(
      rows.flatMap((row) =>
        row.respondent === null ? [] : [[`${row.survey_id} ${row.respondent}`, place(row)]],
      ),
    ),
  }
}

/** The row that is the response's own, unless it stands for another respondent or survey by now. */
function ownPlace({ rows }: Standing, { id, surveyId, respondent }: GivenResponse): Place | undefined {
  const row = rows.get(id ?? '')
  if (row === undefined || row.survey_id !== surveyId) return undefined
  if (row.respondent !== null && row.respondent !== respondent) return undefined
  return { id: row.id, submittedAt: row.submitted_at }
}

function keyOf({ surveyId, respondent }: GivenResponse): string | undefined {
  return respondent === null ? undefined : `${surveyId} ${respondent}`
}

async function save(
  transaction: Kysely<Database>,
  drafts: ReadonlyMap<string, GivenResponse>,
): Promise<ReadonlyMap<string, Response>> {
  if (drafts.size === 0) return new Map()
  const rows = await transaction
    .insertInto('survey_response')
    .values(
      [...drafts].map(([id, { surveyId, respondent, teamId, submittedAt, answers, comment, panelHash }]) => ({
        id,
        survey_id: surveyId,
        respondent,
        team_id: teamId,
        submitted_at: submittedAt,
        answers: JSON.parse(JSON.stringify(answers)) as JsonObject,
        comment,
        panel_hash: panelHash ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        survey_id: row.ref('excluded.survey_id'),
        respondent: row.ref('excluded.respondent'),
        team_id: row.ref('excluded.team_id'),
        submitted_at: row.ref('excluded.submitted_at'),
        answers: row.ref('excluded.answers'),
        comment: row.ref('excluded.comment'),
        panel_hash: row.ref('excluded.panel_hash'),
      })),
    )
    .returningAll()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
