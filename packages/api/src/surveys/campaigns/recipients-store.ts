import { randomBytes } from 'node:crypto'
import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import type { TeamCount } from './counts.ts'
import { KEY_BYTES, newLink, panelHash, type Series, type SurveyKeys, surveyKeys } from './link.ts'

/** Someone who gets a link. */
interface Recipient {
  /** UUID. */
  readonly teamId: string | null
  /** What the caller knows the recipient by in the surveys of a series; only a keyed hash of it is stored. */
  readonly panel: string | null
}

/** The keys of the organisation; made with the first link. */
export async function surveyKeysOf(transaction: Kysely<Database>): Promise<SurveyKeys> {
  await transaction
    .insertInto('survey_key')
    .values({ key: randomBytes(KEY_BYTES) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { key } = await transaction.selectFrom('survey_key').select('key').executeTakeFirstOrThrow()
  return surveyKeys(key)
}

/** Stores recipients of a campaign; gives the tokens of their links, in their order. They cannot be had again. */
export async function addRecipients(
  transaction: Kysely<Database>,
  {
    campaignId,
    series,
    keys,
  }: { readonly campaignId: string; readonly series: Series; readonly keys: SurveyKeys },
  recipients: readonly Recipient[],
): Promise<string[]> {
  const links = recipients.map(() => newLink(keys))
  const teams = recipients.map(({ teamId }) => teamId)
  const panels = recipients.map(({ panel }) => (panel === null ? null : panelHash(panel, series, keys)))
  await sql`insert into campaign_recipient (campaign_id, team_id, panel_hash, link_hash)
    select ${campaignId}::uuid, given.team, given.panel, given.hash
    from unnest(${teams}::uuid[], ${panels}::text[], ${links.map(({ hash }) => hash)}::bytea[])
      as given (team, panel, hash)`.execute(transaction)
  return links.map(({ token }) => token)
}

interface CampaignCount extends TeamCount {
  readonly campaignId: string
  readonly answered: number
}

/** How many of each team have a link of each campaign, and have answered by it. */
export async function countsOf(db: Kysely<Database>, campaigns: readonly string[]): Promise<CampaignCount[]> {
  const { rows } = await sql<CampaignCount>`
    select r.campaign_id as "campaignId", r.team_id as "teamId", count(*)::int as invited,
      (count(*) filter (where r.has_answered))::int as answered
    from campaign_recipient r where r.campaign_id = ${anyId(campaigns)}
    group by r.campaign_id, r.team_id order by r.team_id`.execute(db)
  return rows
}

/** Which of these campaigns have closed, by themselves or with their survey. */
export async function closedAmong(
  db: Kysely<Database>,
  campaigns: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select c.id from campaign c join survey s on s.id = c.survey_id
    where c.id = ${anyId(campaigns)} and least(c.closes_at, s.closes_at) <= ${now}`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** The names of teams by UUID. */
export async function teamNames(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('team').select(['id', 'name']).where('id', '=', anyId(ids)).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
