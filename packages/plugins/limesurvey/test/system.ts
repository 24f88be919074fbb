import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'
import { z } from 'zod'
import { asleep, bare, type MadeUpRow, type MadeUpSurvey, pulse, staff, toPulse, toStaff } from './content.ts'

export const USER = 'throughline'
export const PASSWORD = 'made-up-password-1'
export const PATH = '/index.php/admin/remotecontrol'

/** How many mails it sends at a time. */
const MOST_MAILS = 2

const callSchema = z.object({ method: z.string(), params: z.array(z.unknown()), id: z.number() })
const tokenSchema = z.object({ token: z.string() })

interface Participant {
  readonly tid: number
  readonly email: string
  readonly token: string
  sent: boolean
}

/** LimeSurvey as its documentation and its source describe RemoteControl, over surveys and responses in memory. */
export class MadeUpLimesurvey implements FakeSystem {
  surveys: MadeUpSurvey[] = [pulse, staff, bare, asleep]
  responses = new Map<number, MadeUpRow[]>([
    [pulse.sid, toPulse.map((row) => ({ ...row }))],
    [staff.sid, toStaff.map((row) => ({ ...row }))],
  ])
  /** By survey; one without an entry has no participants table. */
  participants = new Map<number, Participant[]>([[pulse.sid, []]])
  /** Addresses that no mail reaches. */
  unreachable = new Set<string>()
  /** Permissions that the user lacks. */
  forbidden = new Set<string>()
  sessions = new Set<string>()
  /** Ends each session after so many calls. */
  callsInSession = Number.POSITIVE_INFINITY
  /** Older versions put each response under its id. */
  wraps = false
  #logins = 0
  #calls = 0

  readonly answer = ({ method, path, body }: UpstreamRequest): UpstreamAnswer => {
    if (path !== PATH) return { status: 404, text: 'Not found' }
    if (method !== 'POST') return { text: '' }
    const { method: name, params, id } = callSchema.parse(JSON.parse(body))
    return { json: { id, result: this.#called(name, params), error: null } }
  }

  /** Somebody corrects an answer. */
  touch(at: Date): void {
    const row = this.responses.get(pulse.sid)?.find(({ id }) => id === '5')
    if (row === undefined) return
    row.tool = 'M'
    row.datestamp = inBerlin(at)
  }

  remove(stream: string): void {
    if (stream === 'surveys') this.surveys = this.surveys.filter(({ sid }) => sid !== staff.sid)
    else
      this.responses.set(
        pulse.sid,
        (this.responses.get(pulse.sid) ?? []).filter(({ id }) => id !== '5'),
      )
  }

  #called(method: string, [key, ...params]: readonly unknown[]): unknown {
    if (method === 'get_session_key') return this.#logIn(key, params[0])
    if (method === 'release_session_key') {
      this.sessions.delete(String(key))
      return 'OK'
    }
    this.#calls += 1
    if (this.#calls % this.callsInSession === 0) this.sessions.clear()
    if (!this.sessions.has(String(key))) return { status: 'Invalid session key' }
    if (this.forbidden.has(method)) return { status: 'No permission' }
    if (method === 'list_surveys') return this.#listSurveys()
    if (method === 'get_question_properties') return this.#details(Number(params[0]))
    const survey = this.surveys.find(({ sid }) => sid === params[0])
    if (survey === undefined) return { status: 'Error: Invalid survey ID' }
    if (method === 'get_survey_properties') return { language: 'de', ...propertiesOf(survey, params[1]) }
    if (method === 'list_questions') return listed(survey)
    if (method === 'export_responses') return this.#export(survey, params)
    const people = this.participants.get(survey.sid)
    if (method === 'add_participants') return this.#add(people, params[1])
    if (method === 'get_participant_properties') return this.#find(people, params[1])
    if (method === 'invite_participants') return this.#invite(people, params[1])
    return { status: 'unknown method' }
  }

  #logIn(user: unknown, password: unknown): unknown {
    if (user !== USER || password !== PASSWORD) return { status: 'Invalid user name or password' }
    this.#logins += 1
    const key = `session-${this.#logins}-of-remotecontrol`
    this.sessions.add(key)
    return key
  }

  #listSurveys(): unknown {
    if (this.surveys.length === 0) return { status: 'No surveys found' }
    return this.surveys.map(({ sid, surveyls_title, startdate, expires, active }) => ({
      sid: String(sid),
      surveyls_title,
      startdate,
      expires,
      active,
    }))
  }

  #details(qid: number): unknown {
    const question = this.surveys.flatMap(({ questions }) => questions).find((each) => each.qid === qid)
    if (question === undefined) return { status: 'Error: Invalid questionid' }
    return {
      subquestions: question.subquestions ?? 'No available answers',
      answeroptions: question.answeroptions ?? 'No available answer options',
    }
  }

  #export({ sid }: MadeUpSurvey, params: readonly unknown[]): unknown {
    const [, type, , completion, heading, answers, from, to, columns] = params
    const rows = this.responses.get(sid) ?? []
    if (rows.length === 0) return { status: 'No Data, could not get max id.' }
    if (type !== 'json' || completion !== 'complete' || heading !== 'code' || answers !== 'short') {
      return { status: 'This fake LimeSurvey exports nothing else' }
    }
    const first = typeof from === 'number' ? from : 1
    const last = typeof to === 'number' ? to : Number.MAX_SAFE_INTEGER
    const found = rows.filter(
      ({ id, submitdate }) => submitdate !== null && Number(id) >= first && Number(id) <= last,
    )
    const shown = found.map((row) =>
      Array.isArray(columns) ? Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])) : row,
    )
    // Without any response there is one of which everything is empty.
    const all = shown.length === 0 ? [{ id: '', submitdate: '' }] : shown
    const responses = this.wraps ? all.map((row) => ({ [row.id ?? '']: row })) : all
    return Buffer.from(JSON.stringify({ responses })).toString('base64')
  }

  #add(people: Participant[] | undefined, wanted: unknown): unknown {
    if (people === undefined) return { status: 'No survey participants table' }
    if (!Array.isArray(wanted)) return { status: 'Faulty parameters' }
    return wanted.map((person: { email: string; token: string }) => {
      if (people.some(({ token }) => token === person.token)) {
        return { ...person, errors: { token: ['Token has already been taken.'] } }
      }
      if (person.email.includes('..')) return { ...person, errors: { email: ['Invalid email address.'] } }
      const added = { tid: people.length + 1, email: person.email, token: person.token, sent: false }
      people.push(added)
      return { ...added, tid: String(added.tid), sent: 'N' }
    })
  }

  #find(people: Participant[] | undefined, query: unknown): unknown {
    const found = people?.find(({ token }) => token === tokenSchema.parse(query).token)
    if (found !== undefined) return { tid: String(found.tid) }
    return { status: 'Error: No results were found based on your attributes.' }
  }

  #invite(people: Participant[] | undefined, ids: unknown): unknown {
    if (people === undefined) return { status: 'Error: No survey participants table' }
    const pending = people.filter(({ tid, sent }) => !sent && Array.isArray(ids) && ids.includes(tid))
    if (pending.length === 0) return { status: 'Error: No candidate tokens' }
    const results = pending.slice(0, MOST_MAILS).map((person) => {
      person.sent = !this.unreachable.has(person.email)
      const { tid, email, sent } = person
      return [String(tid), { email, status: sent ? 'OK' : 'fail' }] as const
    })
    return { ...Object.fromEntries(results), status: `${pending.length - results.length} left to send` }
  }
}

/** The settings of a survey that are asked for. */
function propertiesOf({ datestamp, startdate, datecreated }: MadeUpSurvey, wanted: unknown): object {
  const all = Object.entries({ datestamp, startdate, datecreated })
  return Object.fromEntries(all.filter(([name]) => Array.isArray(wanted) && wanted.includes(name)))
}

function listed({ questions }: MadeUpSurvey): unknown {
  if (questions.length === 0) return { status: 'No questions found' }
  const [first] = questions
  const part = { ...first, qid: 9999, parent_qid: first?.qid, title: 'SQ1', type: 'T', question: 'a part' }
  // In no order, and with parts among them, as older versions give them.
  return [part, ...questions]
    .toReversed()
    .map(({ subquestions: _, answeroptions: __, ...question }) => question)
}

/** An instant as LimeSurvey in Berlin notes it. */
export function inBerlin(instant: Date): string {
  return instant.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' })
}
