import { createHash } from 'node:crypto'
import { type Database, type JsonValue, json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../graph/sql-arrays.ts'
import { answeredValue, type Measure } from './scoring/measures.ts'
import { type CountedAnswer, nextPublication, type Publication } from './scoring/publication.ts'
import type { ScoredSurvey } from './scoring/scored-survey.ts'

/** What is published of the answers to a question, and since when. */
export interface Published extends Publication {
  readonly publishedAt: Date
}

/** Published results by survey (UUID) and question. */
export type PublishedResults = ReadonlyMap<string, ReadonlyMap<string, Published>>

export interface PublishOptions {
  /** Whether results of teams are asked for. They are published once a survey is over. */
  readonly asksCells: boolean
  readonly now: Date
}

/**
 * What may be published of the answers to surveys. It is kept, so that asking again, at whatever time and however
 * often, gives the same result until five more answers came. Within a transaction, such as that of a mutation, only what
 * was published before it.
 */
export async function publishedResults(
  db: Kysely<Database>,
  surveys: readonly ScoredSurvey[],
  { asksCells, now }: PublishOptions,
): Promise<PublishedResults> {
  const scored = surveys.filter(({ measures }) => measures.length > 0)
  if (scored.length === 0) return new Map()
  const ids = scored.map(({ id }) => id)
  const seen = await fingerprints(db, ids)
  const stored = await storedPublications(db, ids)
  // A transaction may be undone, and with it the memory of what it published: it publishes nothing for the first time.
  if (db.isTransaction) return new Map(scored.map(({ id }) => [id, stored.get(id) ?? new Map()]))
  const results = new Map<string, ReadonlyMap<string, Published>>()
  for (const survey of scored) {
    const asks = asksCells && survey.isOver
    const known = stored.get(survey.id)
    const isCurrent = survey.measures.every(({ question }) => {
      const row = known?.get(question.id)
      return row?.seen === seen.get(survey.id) && (row?.split !== null || !asks)
    })
    const isEmpty = known === undefined && seen.get(survey.id) === undefined
    results.set(
      survey.id,
      isEmpty || (isCurrent && known !== undefined)
        ? (known ?? new Map())
        : await publish(db, survey, asks, now),
    )
  }
  return results
}

/** One survey at a time: whoever asks at the same moment waits, and is answered the same. */
function publish(
  db: Kysely<Database>,
  survey: ScoredSurvey,
  asksCells: boolean,
  now: Date,
): Promise<ReadonlyMap<string, Published>> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('throughline.survey_publication'), hashtext(${survey.id}))`.execute(
      transaction,
    )
    const results = new Map<string, Published>()
    const exists = await transaction
      .selectFrom('survey')
      .select('id')
      .where('id', '=', survey.id)
      .forKeyShare()
      .executeTakeFirst()
    if (exists === undefined) return results
    const before = (await storedPublications(transaction, [survey.id])).get(survey.id)
    // The fingerprint first: what comes after it makes the next question look again.
    const seen = (await fingerprints(transaction, [survey.id])).get(survey.id) ?? ''
    const answers = await answersOf(transaction, survey)
    for (const measure of survey.measures) {
      const key = measure.question.id
      const old = before?.get(key) ?? null
      const next = nextPublication(old, countedAnswers(measure, answers), asksCells)
      if (next === null) continue
      const publishedAt = old !== null && countedIn(old) === countedIn(next) ? old.publishedAt : now
      results.set(key, { ...next, publishedAt })
      const row = {
        cells: json(storedCells(next)),
        split: next.split === null ? null : json([...next.split]),
        seen,
        published_at: publishedAt,
      }
      await transaction
        .insertInto('survey_publication')
        .values({ survey_id: survey.id, question_key: key, ...row })
        .onConflict((conflict) => conflict.columns(['survey_id', 'question_key']).doUpdateSet(row))
        .execute()
    }
    return results
  })
}

export function countedIn({ cells }: Publication): number {
  return [...cells.values()].reduce((sum, { members }) => sum + members.size, 0)
}

interface Answered {
  readonly id: string
  readonly cell: string | null
  readonly answers: Readonly<Record<string, unknown>>
}

async function answersOf(db: Kysely<Database>, { id, dimension }: ScoredSurvey): Promise<Answered[]> {
  const { rows } = await sql<Answered>`
    select r.id, ${dimension === 'SIDE' ? sql`t.kind` : sql`r.team_id::text`} as cell, r.answers
    from survey_response r left join team t on t.id = r.team_id
    where r.survey_id = ${id}::uuid`.execute(db)
  return rows
}

function countedAnswers(measure: Measure, rows: readonly Answered[]): CountedAnswer[] {
  return rows.flatMap(({ id, cell, answers }) => {
    const value = answeredValue(measure, answers[measure.question.id])
    if (value === null) return []
    return [{ response: digest(id), cell: cell ?? '', value }]
  })
}

/** Tells whether a response is counted already. Once the response is deleted, it leads to nothing. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

/** Tells whether responses to surveys have changed. */
async function fingerprints(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; seen: string }>`
    select s.id, s.version || '/' || count(*) || '/' || sum(hashtextextended(r.id::text || ' ' || r.version, 0)) as seen
    from survey s join survey_response r on r.survey_id = s.id
    where s.id = ${anyId(ids)}
    group by s.id`.execute(db)
  return new Map(rows.map(({ id, seen }) => [id, seen]))
}

interface StoredPublication extends Published {
  readonly seen: string
}

async function storedPublications(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<Map<string, Map<string, StoredPublication>>> {
  const rows = await db
    .selectFrom('survey_publication')
    .selectAll()
    .where('survey_id', '=', anyId(ids))
    .execute()
  const bySurvey = Map.groupBy(rows, ({ survey_id }) => survey_id)
  return new Map(
    [...bySurvey].map(([id, of]) => [
      id,
      new Map(
        of.map(({ question_key, cells, split, seen, published_at }) => [
          question_key,
          {
            cells: cellsFrom(cells),
            split: split === null ? null : new Set(split as readonly string[]),
            seen,
            publishedAt: published_at,
          },
        ]),
      ),
    ]),
  )
}

interface StoredCell {
  readonly values: readonly (readonly [value: number, count: number])[]
  readonly members: Readonly<Record<string, number>>
}

function storedCells({ cells }: Publication): JsonValue {
  return Object.fromEntries(
    [...cells].map(([cell, { values, members }]) => [
      cell,
      { values: [...values].map(([value, count]) => [value, count]), members: Object.fromEntries(members) },
    ]),
  )
}

/** The column holds what {@link storedCells} wrote. */
function cellsFrom(stored: JsonValue): Publication['cells'] {
  return new Map(
    Object.entries(stored as unknown as Readonly<Record<string, StoredCell>>).map(
      ([cell, { values, members }]) => [
        cell,
        { values: new Map(values), members: new Map(Object.entries(members)) },
      ],
    ),
  )
}
