import type { IncomingMessage } from 'node:http'
import { POINTS } from '../access/cost-estimate.ts'
import type { Verdict } from '../access/rate-limit.ts'
import type { BearerActor } from '../access/tokens.ts'
import { DomainError, toGraphQLError } from '../graph/errors.ts'
import { answerJson } from './answer.ts'
import type { Callers } from './callers.ts'
import { rateHeaders } from './cost-plugin.ts'
import {
  failure,
  INGEST_LIMITS,
  type IngestLimits,
  type IngestReply,
  type IngestRequest,
  ingest,
  unknownCaller,
} from './ingest.ts'
import type { Route } from './routes.ts'

export const INGEST_PATH = '/ingest/samples'

/** How many samples cost a point: much less of the work than a row of a mutation, whose results are told one by one. */
const SAMPLES_OF_POINT = 1_000

/** Requests that are read at a time; each takes some megabytes of memory, and more in a temporary file. */
const MOST_AT_ONCE = 8

interface Reply extends IngestReply {
  readonly headers?: Readonly<Record<string, string>>
}

export interface IngestServer extends Partial<IngestLimits> {
  readonly callers: Callers
}

/** A request as it came, over HTTP or in this process. */
export interface IngestCall
  extends Pick<IngestRequest, 'requestId' | 'contentType' | 'contentEncoding' | 'body'> {
  readonly authorization: string | undefined
}

/** Takes samples as NDJSON and CSV. */
export function ingestRoute(server: IngestServer): Route {
  const busy = { count: 0 }
  return {
    methods: ['POST'],
    path: INGEST_PATH,
    async handle(request, response, { requestId }) {
      const {
        authorization,
        'content-type': contentType,
        'content-encoding': contentEncoding,
      } = request.headers
      const call = { authorization, contentType, contentEncoding, requestId, body: request }
      const { status, body, headers = {} } = await inTurn(busy, () => answerIngest(server, call))
      await readOn(request)
      // What is left of a body that is refused is not waited for.
      const close = request.complete ? {} : { connection: 'close' }
      answerJson(response, status, body, { ...headers, ...close })
    },
  }
}

/** How much of a body that is refused is read on, and for how long. */
const READ_ON = { bytes: 32 * 1024 * 1024, milliseconds: 5_000 }

/** Many clients send all before they read: if the connection is closed meanwhile, they do not see why it is refused. */
function readOn(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    let bytes = 0
    const take = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > READ_ON.bytes) stop()
    }
    const timer = setTimeout(stop, READ_ON.milliseconds)
    function stop() {
      clearTimeout(timer)
      request.off('data', take).off('end', stop).off('close', stop).pause()
      resolve()
    }
    request.on('data', take).once('end', stop).once('close', stop)
  })
}

/** Answers a request with samples. @throws what is not the fault of the caller */
export async function answerIngest({ callers, ...limits }: IngestServer, call: IngestCall): Promise<Reply> {
  const actor = await callers.identify(call.authorization)
  if (actor === undefined) return { ...unknownCaller(), headers: { 'www-authenticate': 'Bearer' } }
  return answer(call, actor, callers, { ...INGEST_LIMITS, ...limits })
}

async function inTurn(busy: { count: number }, work: () => Promise<Reply>): Promise<Reply> {
  if (busy.count >= MOST_AT_ONCE) {
    const message = `${MOST_AT_ONCE} requests with samples are being read, and no more are at once; send it again.`
    return { ...failure(503, 'UNAVAILABLE', message), headers: { 'retry-after': '1' } }
  }
  busy.count += 1
  try {
    return await work()
  } finally {
    busy.count -= 1
  }
}

async function answer(
  call: IngestCall,
  actor: BearerActor,
  callers: Callers,
  limits: IngestLimits,
): Promise<Reply> {
  const { limiter } = callers
  let verdict: Verdict | undefined
  const spend = async (points: number) => {
    verdict = await limiter.spend(actor.id, points)
    if (!verdict.allowed) throw new OutOfPoints(verdict)
  }
  const rate = () => (verdict === undefined ? {} : rateHeaders(limiter.limit, verdict.remaining))
  try {
    await spend(POINTS.mutation)
    const reply = await ingest({
      ...call,
      db: callers.database(actor),
      actor,
      limits,
      pay: (samples) => spend(Math.ceil(samples / SAMPLES_OF_POINT)),
    })
    return { ...reply, headers: rate() }
  } catch (error) {
    if (error instanceof OutOfPoints) {
      const { retryAfter } = error.verdict
      const reply = failure(429, 'RATE_LIMITED', error.message)
      return { ...reply, headers: { ...rate(), 'retry-after': String(retryAfter) } }
    }
    return refusedByShare(error)
  }
}

/** Too many statements of the caller run at once. @throws any other error */
function refusedByShare(error: unknown): Reply {
  const known = toGraphQLError(error)
  if (known?.extensions.code !== 'RATE_LIMITED') throw error
  const { retryAfter = 1 } = known.extensions
  return {
    ...failure(429, 'RATE_LIMITED', known.message),
    headers: { 'retry-after': String(retryAfter) },
  }
}

class OutOfPoints extends DomainError {
  readonly verdict: Verdict

  constructor(verdict: Verdict) {
    super(
      'RATE_LIMITED',
      `The points of this caller are spent; try again in ${verdict.retryAfter} s. Nothing is stored.`,
    )
    this.verdict = verdict
  }
}
