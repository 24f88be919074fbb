import { type Database, type JsonValue, json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../graph/sql-arrays.ts'
import { countedIn, digest, type PublishedResults } from './publication-store.ts'
import { type Compared, type Pairings, pairingKey } from './scoring/changes.ts'
import type { Draft } from './scoring/drafts.ts'
import { answeredValue, categoryOf } from './scoring/measures.ts'
import { type Pairing, type PanelAnswer, pairingOf } from './scoring/pairs.ts'
import type { Publication } from './scoring/publication.ts'

/** What was found of two surveys, and of how many answers to each. */
interface Kept {
  readonly counted: readonly number[]
  readonly pairing: Pairing
}

/**
 * What is known of those who answered a survey and the one before. It is computed once and kept: of other answers it
 * would be another figure, and the difference of both would be about few.
 */
export async function pairingsOf(
  db: Kysely<Database>,
  compared: readonly Compared[],
  published: PublishedResults,
): Promise<Pairings> {
  const known = await withPanels(
    db,
    compared.flatMap(({ from, to }) => [from.survey.id, to.survey.id]),
  )
  const pairs = compared.flatMap(({ from, to }): [Side, Side][] => {
    const [before, after] = [sideOf(from, published), sideOf(to, published)]
    if (before === undefined || after === undefined) return []
    return known.has(from.survey.id) && known.has(to.survey.id) ? [[before, after]] : []
  })
  if (pairs.length === 0) return new Map()
  const kept = await keptOf(
    db,
    pairs.map(([, { draft }]) => draft.survey.id),
  )
  const pairings = new Map<string, Pairing>()
  for (const [before, after] of pairs) {
    const key = pairingKey(after.draft)
    const found = standing(kept.get(key)?.[before.draft.survey.id], before, after)
    pairings.set(key, found ?? (await pairFirst(db, before, after)))
  }
  return pairings
}

function sideOf(draft: Draft, published: PublishedResults): Side | undefined {
  const publication = published.get(draft.survey.id)?.get(draft.measure.question.id)
  return publication === undefined ? undefined : { draft, publication }
}

const countedOf = (...sides: readonly Side[]) => sides.map(({ publication }) => countedIn(publication))

/** What was found before, if nothing else may be shown; undefined if answers may be paired. */
function standing(kept: Kept | undefined, before: Side, after: Side): Pairing | undefined {
  if (kept !== undefined && String(kept.counted) === String(countedOf(before, after))) return kept.pairing
  return kept?.pairing.outcome === 'PAIRED' ? { outcome: 'ANSWERS_CHANGED' } : undefined
}

/** What was found of surveys, by the later result, then by the survey before. */
async function keptOf(
  db: Kysely<Database>,
  surveys: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, Kept>>>> {
  const rows = await db
    .selectFrom('survey_publication')
    .select(['survey_id', 'question_key', 'pairs'])
    .where('survey_id', '=', anyId(surveys))
    .where('pairs', 'is not', null)
    .execute()
  return new Map(
    rows.map(({ survey_id, question_key, pairs }) => [`${survey_id} ${question_key}`, keptFrom(pairs)]),
  )
}

/** The surveys with respondents that may be known from another one. */
async function withPanels(db: Kysely<Database>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('survey_response')
    .select('survey_id')
    .distinct()
    .where('survey_id', '=', anyId([...new Set(ids)]))
    .where('panel_hash', 'is not', null)
    .execute()
  return new Set(rows.map(({ survey_id }) => survey_id))
}

/** A result with what is published of it. */
interface Side {
  readonly draft: Draft
  readonly publication: Publication
}

/** One at a time for each survey: requests at the same moment wait, and get the same result. */
function pairFirst(db: Kysely<Database>, before: Side, after: Side): Promise<Pairing> {
  return db.transaction().execute(async (transaction) => {
    const { survey, measure } = after.draft
    await sql`select pg_advisory_xact_lock(hashtext('throughline.survey_pairs'), hashtext(${survey.id}))`.execute(
      transaction,
    )
    const kept = (await keptOf(transaction, [survey.id])).get(pairingKey(after.draft))
    const other = standing(kept?.[before.draft.survey.id], before, after)
    if (other !== undefined) return other
    const first = await answersOf(transaction, before)
    const second = await answersOf(transaction, after)
    const pairing: Pairing =
      first === null || second === null ? { outcome: 'ANSWERS_CHANGED' } : pairingOf(first, second)
    const found = json({ [before.draft.survey.id]: { counted: countedOf(before, after), pairing } })
    await sql`
      update survey_publication set pairs = coalesce(pairs, '{}') || ${found}
      where survey_id = ${survey.id}::uuid and question_key = ${measure.question.id}`.execute(transaction)
    return pairing
  })
}

/** The answers that are counted; null if those that are stored differ. */
async function answersOf(
  db: Kysely<Database>,
  { draft: { survey, measure }, publication }: Side,
): Promise<PanelAnswer[] | null> {
  const members = new Set([...publication.cells.values()].flatMap((cell) => [...cell.members.keys()]))
  const { rows } = await sql<{ id: string; panel: string | null; answer: unknown }>`
    select id, panel_hash as panel, answers -> ${measure.question.id}::text as answer
    from survey_response where survey_id = ${survey.id}::uuid`.execute(db)
  const isContent = (value: number) => categoryOf(measure)(value) === 1
  const answers = rows.flatMap(({ id, panel, answer }): PanelAnswer[] => {
    const value = answeredValue(measure, answer)
    if (value === null || !members.has(digest(id))) return []
    return [{ panel, isContent: isContent(value) }]
  })
  const content = [...publication.cells.values()]
    .flatMap(({ values }) => [...values])
    .reduce((sum, [value, times]) => (isContent(value) ? sum + times : sum), 0)
  const isSame = answers.length === members.size && answers.filter((one) => one.isContent).length === content
  return isSame ? answers : null
}

/** The column holds what {@link pairFirst} wrote. */
function keptFrom(stored: JsonValue): Readonly<Record<string, Kept>> {
  return (stored ?? {}) as unknown as Readonly<Record<string, Kept>>
}
