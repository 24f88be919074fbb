import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../../access/audit.ts'
import type { Answers } from '../answers.ts'
import { questionsFrom } from '../questions.ts'
import { lockResponses, responseEvents, storeResponses } from '../store.ts'
import { type AskedQuestion, controlOf } from './form.ts'
import { linkHash, respondentOf, type SurveyKeys, surveyKeys } from './link.ts'
import { type LinkState, linkState } from './state.ts'

/** What a link leads to. */
export interface Invited {
  readonly state: LinkState
  readonly language: string
  readonly title: string
  readonly questions: readonly AskedQuestion[]
}

/** The answers of one respondent. */
export interface Given {
  readonly answers: Answers
  readonly comment: string
}

/**
 * The only actor that is recorded, in the audit trail too: the ID of the request would lead to an address in the log
 * of the server.
 */
const RESPONDENT = { actor: 'respondent', requestId: 'answer-page' } as const

/** The keys of this organisation; undefined while there are no links. */
async function storedKeys(db: Kysely<Database>): Promise<SurveyKeys | undefined> {
  const row = await db.selectFrom('survey_key').select('key').executeTakeFirst()
  return row === undefined ? undefined : surveyKeys(row.key)
}

/** What a link is stored as; undefined if it was not made here. */
export async function knownLink(db: Kysely<Database>, token: string): Promise<Buffer | undefined> {
  const keys = await storedKeys(db)
  return keys === undefined ? undefined : linkHash(token, keys)
}

/** What a link leads to; undefined once its campaign is deleted. */
export async function invitedBy(db: Kysely<Database>, hash: Buffer, now: Date): Promise<Invited | undefined> {
  const row = await linkRow(db, hash)
  if (row === undefined) return undefined
  const { language, title, template, scored } = row
  return {
    state: linkState(periodsOf(row), now),
    language,
    title,
    questions: questionsFrom(row.questions).map((question) => ({
      question,
      control: controlOf(question, template === 'NPS' && question.id === scored),
    })),
  }
}

/**
 * Stores an answer, once for each link: of two that come at the same time one waits for the other and finds the link
 * used. Whether the survey is open is decided again.
 * @returns what the link was before; undefined if it has gone
 */
export function answer(
  db: Kysely<Database>,
  hash: Buffer,
  { answers, comment }: Given,
  now: Date,
): Promise<LinkState | undefined> {
  return db.transaction().execute(async (transaction) => {
    // The survey before the recipient, in the order in which a deletion takes them.
    await sql`select from survey where id = (
      select c.survey_id from campaign_recipient r join campaign c on c.id = r.campaign_id where r.link_hash = ${hash})
      for key share`.execute(transaction)
    await sql`select from campaign_recipient where link_hash = ${hash} for no key update`.execute(transaction)
    // Two links of one recipient wait for each other, too.
    await lockResponses(transaction)
    const row = await linkRow(transaction, hash)
    const keys = await storedKeys(transaction)
    if (row === undefined || keys === undefined) return undefined
    const state = linkState(periodsOf(row), now)
    if (state !== 'OPEN') return state
    const stored = await storeResponses(transaction, [
      {
        id: undefined,
        surveyId: row.surveyId,
        respondent: respondentOf(row.surveyId, row, keys),
        teamId: row.teamId,
        submittedAt: now,
        answers,
        comment,
        panelHash: row.panelHash,
      },
    ])
    await transaction
      .updateTable('campaign_recipient')
      .set({ has_answered: true })
      .where('id', '=', row.id)
      .execute()
    await recordAudit(transaction, RESPONDENT, responseEvents(stored))
    return state
  })
}

function linkRow(db: Kysely<Database>, hash: Buffer) {
  return db
    .selectFrom('campaign_recipient as r')
    .innerJoin('campaign as c', 'c.id', 'r.campaign_id')
    .innerJoin('survey as s', 's.id', 'c.survey_id')
    .where('r.link_hash', '=', hash)
    .select(['r.id', 'r.team_id as teamId', 'r.panel_hash as panelHash', 'c.language'])
    .select(['c.opens_at as campaignOpensAt', 'c.closes_at as campaignClosesAt'])
    .select(['s.id as surveyId', 's.title', 's.template', 's.questions', 's.scored_question_key as scored'])
    .select(['s.opens_at as opensAt', 's.closes_at as closesAt'])
    .select(
      sql<boolean>`r.has_answered or exists (
        select from campaign_recipient other join campaign oc on oc.id = other.campaign_id
        where other.panel_hash = r.panel_hash and oc.survey_id = s.id and other.has_answered)`.as(
        'hasAnswered',
      ),
    )
    .executeTakeFirst()
}

type LinkRow = NonNullable<Awaited<ReturnType<typeof linkRow>>>

function periodsOf({ hasAnswered, campaignOpensAt, campaignClosesAt, opensAt, closesAt }: LinkRow) {
  return {
    hasAnswered,
    campaign: { opensAt: campaignOpensAt, closesAt: campaignClosesAt },
    survey: { opensAt, closesAt },
  }
}
