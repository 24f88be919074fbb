import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Db } from '@throughline/db'
import { renderForm } from '../pages/answer/form.ts'
import { type Language, renderMessage } from '../pages/answer/page.ts'
import { ANSWER_POLICY } from '../pages/answer/style.ts'
import { answer, type Invited, invitedBy, knownLink } from '../surveys/campaigns/answers-store.ts'
import { type Fields, type ReadForm, readForm } from '../surveys/campaigns/form.ts'
import { wordedFields } from '../surveys/campaigns/form-fields.ts'
import { languages, textsOf } from '../surveys/campaigns/languages-store.ts'
import { DEFAULT_LANGUAGE, filledIn, preferredLanguage, type Texts } from '../surveys/campaigns/texts.ts'
import { ANSWER_LIMITS, type AnswerLimits } from './answer-limit-setting.ts'
import { localLimiter } from './answer-limits.ts'
import { readBody } from './body.ts'
import type { Route, RouteCall } from './routes.ts'

interface AnswersOptions {
  readonly db: Db
  readonly clock: () => Date
  readonly limits?: Partial<AnswerLimits> | undefined
}

/** Bytes of a form. */
const BODY_LIMIT = 200_000
/** Names and values of a form. */
const MOST_FIELDS = 2_000

interface Page {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * The pages on which surveys are answered, by links that are signed and work once. What a link leads to is shown to
 * its bearer; all other addresses give the same page.
 */
export function answerRoutes(options: AnswersOptions): readonly Route[] {
  const limits = { ...ANSWER_LIMITS, ...options.limits }
  const perPeer = localLimiter(limits.perPeer, options.clock)
  const perLink = localLimiter(limits.perLink, options.clock)
  return [
    {
      methods: ['GET', 'POST'],
      path: '/surveys/answer/:token',
      // A link is a secret until it is used, and leads to a person.
      isConfidential: true,
      async handle(request, response, call) {
        send(request, response, await pageFor({ ...options, perPeer, perLink }, request, call))
      },
    },
  ]
}

interface Limited extends AnswersOptions {
  readonly perPeer: ReturnType<typeof localLimiter>
  readonly perLink: ReturnType<typeof localLimiter>
}

async function pageFor(options: Limited, request: IncomingMessage, call: RouteCall): Promise<Page> {
  const { db, clock, perPeer, perLink } = options
  const browser = languageFor(request)
  const peer = await perPeer(call.peer ?? '')
  if (!peer.allowed) return busy(browser, peer.retryAfter)
  const hash = await knownLink(db.kysely, call.params.token ?? '')
  if (hash === undefined) return unknown(browser)
  const link = await perLink(hash.toString('base64url'))
  if (!link.allowed) return busy(browser, link.retryAfter)
  const invited = await invitedBy(db.kysely, hash, clock())
  if (invited === undefined) return unknown(browser)
  if (invited.state !== 'OPEN') return stateOf(invited, invited.state)
  if (request.method !== 'POST') return form(invited, EMPTY, undefined)
  const sent = await fieldsOf(request)
  if (typeof sent === 'string') return refused(invited, sent)
  const read = readForm(invited.questions, sent)
  if (read.problem !== null || read.faults.size > 0) return form(invited, sent, read)
  const before = await answer(db.kysely, hash, read, clock())
  if (before === undefined) return unknown(browser)
  if (before !== 'OPEN') return stateOf(invited, before)
  // Loading the page again then sends nothing again. Relative: it also works below a path that a proxy takes away.
  return { status: 303, body: '', headers: { location: `./${call.params.token}` } }
}

/** What was sent, by name; or why it cannot be read. */
async function fieldsOf(request: IncomingMessage): Promise<Fields | 'TOO_LARGE' | 'NO_FORM'> {
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return 'NO_FORM'
  const body = await readBody(request, BODY_LIMIT)
  if (body === undefined) return 'TOO_LARGE'
  const fields = new Map<string, string[]>()
  let count = 0
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    count += 1
    if (count > MOST_FIELDS) return 'TOO_LARGE'
    // Browsers send the ends of lines in their own way; so kept, they would come back as characters that are no text.
    const text = value.replace(/\r\n?/g, '\n')
    const values = fields.get(name)
    if (values === undefined) fields.set(name, [text])
    else values.push(text)
  }
  return fields
}

interface Worded extends Language {
  readonly texts: Texts
}

function languageOf(name: string): Worded {
  const texts = textsOf(name)
  return { name: languages().has(name) ? name : DEFAULT_LANGUAGE, direction: texts.direction, texts }
}

/** The language of the browser, where no campaign says one. */
function languageFor({ headers }: IncomingMessage): Worded {
  return languageOf(preferredLanguage(headers['accept-language'], languages().keys()))
}

const EMPTY: Fields = new Map()

function form({ language, title, questions }: Invited, fields: Fields, read: ReadForm | undefined): Page {
  const worded = languageOf(language)
  const { texts } = worded
  const problem = read?.problem ?? null
  const body = renderForm({
    language: worded,
    title,
    intro: [texts.intro, texts.anonymity, texts.optional],
    problem: problem === null ? undefined : texts.errors[problem],
    errorTitle: texts.errorTitle,
    fields: wordedFields(questions, texts, { fields, faults: read?.faults ?? new Map() }),
    send: texts.send,
  })
  return { status: read === undefined ? 200 : 422, body }
}

function stateOf({ language, title }: Invited, state: Exclude<Invited['state'], 'OPEN'>): Page {
  const worded = languageOf(language)
  const { texts } = worded
  const [status, heading, text] = {
    ANSWERED: [200, texts.thanksTitle, texts.thanksText] as const,
    CLOSED: [410, texts.closedTitle, texts.closedText] as const,
    NOT_OPEN: [403, texts.notOpenTitle, texts.notOpenText] as const,
  }[state]
  return { status, body: renderMessage(worded, { title: heading, text, about: title }) }
}

function refused({ language, title }: Invited, reason: 'TOO_LARGE' | 'NO_FORM'): Page {
  const worded = languageOf(language)
  const { texts } = worded
  const body = renderMessage(worded, { title: texts.refusedTitle, text: texts.errors[reason], about: title })
  return { status: reason === 'TOO_LARGE' ? 413 : 415, body }
}

function unknown(worded: Worded): Page {
  const { unknownTitle: title, unknownText: text } = worded.texts
  return { status: 404, body: renderMessage(worded, { title, text }) }
}

function busy(worded: Worded, seconds: number): Page {
  const { busyTitle: title, busyText } = worded.texts
  const body = renderMessage(worded, { title, text: filledIn(busyText, { seconds }) })
  return { status: 429, body, headers: { 'retry-after': String(seconds) } }
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, headers }: Page): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'content-security-policy': ANSWER_POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      ...headers,
      // What is left of a body that is refused is not waited for.
      ...(request.method !== 'POST' || request.complete ? {} : { connection: 'close' }),
    })
    .end(body)
}
