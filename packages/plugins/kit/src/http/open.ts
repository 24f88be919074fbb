import { setMaxListeners } from 'node:events'
import type { Dispatcher } from 'undici'
import { backoffDelay } from '../backoff.ts'
import type { PluginLog } from '../context.ts'
import { ConfigError, RateLimitedError, SyncError, TransientError } from '../errors.ts'
import { guardedLookup, isPrivateLiteral, PRIVATE, type Resolve, systemResolve } from './addresses.ts'
import { Agents } from './agents.ts'
import { answerOf, readBody } from './answer.ts'
import { type Call, callOf } from './call.ts'
import { DeclaredHosts } from './hosts.ts'
import type { Http, HttpLimits, HttpRequest, HttpResponse } from './http.ts'
import { type EffectiveLimits, effectiveLimits } from './limits.ts'
import type { PreparedRequest } from './outgoing.ts'
import { headersForStrangers, MAX_REDIRECTS, redirectTarget } from './redirect.ts'
import { retryAfterOf } from './retry-after.ts'
import { HostRateLimits } from './turns.ts'
import { classifyBreak, classifyStatus, type ResponseError } from './verdict.ts'
import { pause, TimeoutExceeded, within } from './within.ts'

export type { Resolve, ResolvedAddress } from './addresses.ts'

/** What an open way out is made of. What stands below `log` is there for tests. */
export interface OpenHttpOptions {
  /** `host` for the ports of http and https, `host:port` for that port alone. */
  readonly hosts: readonly string[]
  readonly limits?: HttpLimits | undefined
  /** Whether addresses of private networks and of this machine may be called. */
  readonly allowPrivate?: boolean | undefined
  /** Ends every call at once, also one that waits for its turn. */
  readonly signal: AbortSignal
  readonly log?: PluginLog | undefined
  /** Called before each request but GET and HEAD, also before a repetition. If it throws, nothing is sent. */
  readonly beforeWrite?: (() => Promise<void>) | undefined
  /** Milliseconds since 1970. */
  readonly clock?: () => number
  /** From 0 to less than 1. */
  readonly random?: () => number
  readonly resolve?: Resolve
  /** Waits, and throws the signal's reason as soon as it is aborted. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** A way out that holds connections until it is closed. */
export interface OpenHttp extends Http {
  /** Ends what still runs and lets go of all connections. */
  close(): Promise<void>
}

/**
 * Opens the way out for one plugin with one configuration. Rates and pauses are kept for as long as it is open.
 *
 * @throws ConfigError when a host is not written as one, PluginError when a limit is no limit.
 */
export function createHttpClient(options: OpenHttpOptions): OpenHttp {
  return new GuardedHttp(options)
}

/** Connections to one host at a time. */
const MAX_CONNECTIONS = 20
const CONNECT_TIMEOUT = 10_000
/** For the head of an answer, and for each further part of it. */
const LONGEST_SILENCE = 30_000
/** How often one call is made at most. */
const MAX_ATTEMPTS = 5
const BACKOFF = { base: 500, max: 20_000 }
/** What is read of an answer that nobody wants, so that its connection can be used again. */
const DRAIN_BYTES = 64 * 1024

/** Methods that change nothing on the other side. */
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD'])

type Attempt = { readonly answer: HttpResponse } | ResponseError

class GuardedHttp implements OpenHttp {
  readonly #hosts: DeclaredHosts
  readonly #limits: EffectiveLimits
  readonly #allowPrivate: boolean
  readonly #log: PluginLog | undefined
  readonly #clock: () => number
  /** Durations must not depend on somebody setting the time. */
  readonly #now: () => number
  readonly #random: () => number
  readonly #wait: (milliseconds: number) => Promise<void>
  readonly #beforeWrite: (() => Promise<void>) | undefined
  readonly #agents: Agents
  readonly #turns: HostRateLimits
  readonly #life = new AbortController()
  readonly #letGo: () => void

  constructor({ signal, resolve = systemResolve, allowPrivate = false, ...options }: OpenHttpOptions) {
    this.#hosts = new DeclaredHosts(options.hosts)
    this.#limits = effectiveLimits(options.limits)
    this.#allowPrivate = allowPrivate
    this.#log = options.log
    this.#beforeWrite = options.beforeWrite
    this.#clock = options.clock ?? Date.now
    this.#now = options.clock ?? (() => performance.now())
    this.#random = options.random ?? Math.random
    const wait = options.wait ?? pause
    this.#wait = async (milliseconds) => {
      await wait(milliseconds, this.#life.signal)
      this.#life.signal.throwIfAborted()
    }
    this.#turns = new HostRateLimits(this.#limits, this.#now, this.#wait)
    // Half of the deadline, so that a call that nobody answers can be made once more.
    const silence = Math.min(LONGEST_SILENCE, this.#limits.deadline / 2)
    this.#agents = new Agents({
      allowH2: false,
      connections: MAX_CONNECTIONS,
      connect: { lookup: guardedLookup(resolve, allowPrivate), timeout: CONNECT_TIMEOUT },
      headersTimeout: silence,
      bodyTimeout: silence,
    })
    setMaxListeners(0, this.#life.signal)
    const stop = () => this.#life.abort(signal.reason)
    this.#letGo = () => signal.removeEventListener('abort', stop)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  }

  async close(): Promise<void> {
    this.#letGo()
    this.#life.abort(new ConfigError('The way out was closed: it cannot be used after its run'))
    await this.#agents.destroy()
  }

  async request(url: string | URL, request: HttpRequest = {}): Promise<HttpResponse> {
    const call = callOf(url, request, this.#limits, this.#now())
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(call)
      if ('answer' in outcome) return outcome.answer
      const { error, undone } = outcome
      const delay = this.#delay(error, attempt)
      const passing = error instanceof TransientError || error instanceof RateLimitedError
      const harmless = undone || call.idempotent
      if (!passing || !harmless || attempt === MAX_ATTEMPTS || this.#now() + delay >= call.end) throw error
      this.#log?.info(`${error.message}; trying again`, { attempt, delay })
      await this.#wait(delay)
    }
  }

  /** Exponential with full jitter, and never before the other side wants to be called again. */
  #delay(error: SyncError, attempt: number): number {
    const asked = error instanceof RateLimitedError ? (error.retryAfter ?? 0) * 1000 : 0
    return Math.max(asked, backoffDelay(attempt, BACKOFF, this.#random))
  }

  /** Makes the call once, redirects included. Throws what no repetition can help. */
  async #attempt(call: Call): Promise<Attempt> {
    let { headers } = call.outgoing
    let url = call.start
    for (let redirects = 0; ; redirects += 1) {
      const what = call.nameAt(url)
      this.#check(what, url)
      await this.#turns.take(what, url.host, call.end)
      if (!READING.has(call.outgoing.method)) await this.#beforeWrite?.()
      const outcome = await this.#sendInTime(call, what, url, headers)
      if (!('redirect' in outcome)) return outcome
      if (redirects === MAX_REDIRECTS) throw new ConfigError(`${what}: more than ${MAX_REDIRECTS} redirects`)
      if (outcome.redirect.origin !== url.origin) headers = headersForStrangers(headers)
      url = outcome.redirect
    }
  }

  /** @throws ConfigError when the address may not be called. */
  #check(what: string, url: URL): void {
    const problem = this.#hosts.problem(url)
    if (problem !== undefined) throw new ConfigError(`${what}: ${problem}`)
    if (!this.#allowPrivate && isPrivateLiteral(url)) throw new ConfigError(`${what}: ${PRIVATE}`)
  }

  async #sendInTime(
    call: Call,
    what: string,
    url: URL,
    headers: PreparedRequest['headers'],
  ): Promise<Attempt | { readonly redirect: URL }> {
    const { signal } = this.#life
    const left = Math.max(1, Math.min(this.#limits.deadline, call.end - this.#now()))
    try {
      return await within(left, signal, (inTime) => this.#send(call, what, url, headers, inTime))
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof TransientError) return { error, undone: false }
      if (error instanceof SyncError) throw error
      if (error instanceof TimeoutExceeded) {
        throw new TransientError(`${what}: no answer within ${this.#limits.deadline} milliseconds`)
      }
      return classifyBreak(what, error)
    }
  }

  async #send(
    call: Call,
    what: string,
    url: URL,
    headers: PreparedRequest['headers'],
    signal: AbortSignal,
  ): Promise<Attempt | { readonly redirect: URL }> {
    const { method, body = null } = call.outgoing
    const path = `${url.pathname}${url.search}`
    const agent = this.#agents.trusting(call.ca)
    const response = await agent.request({ origin: url.origin, path, method, headers, body, signal })
    const status = response.statusCode
    this.#log?.debug(what, { status })
    if (call.isAnswer(status)) {
      const bytes = await readBody(what, response.body, response.headers, call.maxBytes)
      return { answer: answerOf(what, url, status, response.headers, bytes) }
    }
    await drain(response, signal)
    const redirect = redirectTarget(what, method, url, status, [response.headers.location].flat()[0])
    if (redirect !== undefined) return { redirect }
    const retryAfter = retryAfterOf(response.headers, this.#clock())
    const verdict = classifyStatus(what, status, retryAfter)
    if (verdict.error instanceof RateLimitedError) this.#turns.hold(url.host, verdict.error.retryAfter ?? 0)
    return verdict
  }
}

async function drain({ body }: Dispatcher.ResponseData, signal: AbortSignal): Promise<void> {
  try {
    await body.dump({ limit: DRAIN_BYTES, signal })
  } catch {
    // The status says all there is to say; a connection that broke after it changes nothing.
  }
}
