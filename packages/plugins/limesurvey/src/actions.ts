import { createHash } from 'node:crypto'
import {
  type ActionResult,
  InvalidRecordError,
  type Invitation,
  type PluginContext,
  TransientError,
} from '@throughline/plugin-kit'
import { read, says } from './client.ts'
import type { LimesurveyConfig } from './config.ts'
import { inSession, type Session } from './session.ts'
import { refusalOf, statusOf } from './status.ts'
import { addedSchema, invitedSchema, participantSchema } from './wire.ts'

/** Not repeated by the client: the whole action is, and looks first at what was done. */
const ONCE = { idempotent: false }

/**
 * Enters people as participants of a survey and has LimeSurvey invite them. The access code of each follows from the
 * key and the address. As LimeSurvey takes no code twice and sends an invitation only to those who have had none,
 * doing it again with the same key does nothing.
 */
export async function sendSurvey(
  ctx: PluginContext<LimesurveyConfig>,
  { survey, recipients }: Invitation,
  key: string,
): Promise<ActionResult> {
  const people = [...new Set(recipients.map((address) => address.trim().toLowerCase()))].map((email) => ({
    email,
    token: accessCode(ctx, survey, email, key),
  }))
  return inSession(ctx, async (session) => {
    const ids = await enter(session, survey, people)
    await invite(session, survey, ids)
    return { externalId: `${survey}.${ids[0]}` }
  })
}

interface Person {
  readonly email: string
  readonly token: string
}

/** Nobody but this source can tell the code of somebody, whatever they know of the key. */
function accessCode(
  ctx: PluginContext<LimesurveyConfig>,
  survey: string,
  email: string,
  key: string,
): string {
  // A pseudonym makes no difference between capitals and small letters, a key does.
  const exact = Buffer.from(key).toString('hex')
  const secret = ctx.pseudonym(`invitation ${survey} ${exact} ${email}`)
  return createHash('sha256').update(secret).digest('hex').slice(0, 35)
}

/** The participants' ids, whether they were entered now or before. */
async function enter(session: Session, survey: string, people: readonly Person[]): Promise<string[]> {
  const what = `enter participants into the survey ${survey}`
  const answer = await session.call('add_participants', [Number(survey), people, false], ONCE)
  if (says(answer, /participants table/i)) throw noParticipants(survey)
  const added = read(answer, addedSchema, what)
  const ids: string[] = []
  for (const [index, { token }] of people.entries()) {
    const id = added[index]?.tid ?? (await known(session, survey, token))
    if (id === undefined) {
      throw new InvalidRecordError(
        `LimeSurvey does not take recipient ${index + 1} of ${people.length} for the survey ${survey}`,
      )
    }
    ids.push(id)
  }
  return ids
}

async function known(session: Session, survey: string, token: string): Promise<string | undefined> {
  const params = [Number(survey), { token }, ['tid']]
  const answer = await session.call('get_participant_properties', params, { idempotent: true })
  if (says(answer, /no results were found/i)) return undefined
  return read(answer, participantSchema, `look up participants of the survey ${survey}`).tid
}

/** LimeSurvey sends a certain number at a time, to those who have had no invitation yet. */
async function invite(session: Session, survey: string, ids: readonly string[]): Promise<void> {
  let left = ids
  let failed = 0
  while (left.length > 0) {
    const params = [Number(survey), left.map(Number), true]
    const answer = await session.call('invite_participants', params, ONCE)
    // Whoever is left has had an invitation, or wants none.
    if (says(answer, /no candidate tokens/i)) break
    const what = `invite participants to the survey ${survey}`
    // A refusal has the shape of results, too: only this tells that some were tried.
    if (!says(answer, /left to send/i)) throw refusalOf(statusOf(answer) ?? '', what)
    const results = read(answer, invitedSchema, what)
    const tried = left.filter((id) => id in results)
    if (tried.length === 0) break
    failed += tried.filter((id) => !wasSent(results[id])).length
    left = left.filter((id) => !tried.includes(id))
  }
  if (failed === 0) return
  throw new TransientError(
    `LimeSurvey could not send ${failed} invitations to the survey ${survey}: look at its mail settings`,
  )
}

function wasSent(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'status' in result && result.status === 'OK'
}

function noParticipants(survey: string): InvalidRecordError {
  return new InvalidRecordError(
    `The survey ${survey} has no participants: set them up in LimeSurvey under Survey participants`,
  )
}
