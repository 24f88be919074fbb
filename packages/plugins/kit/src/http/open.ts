import { setMaxListeners } from 'node:events'
import { Agent, type Dispatcher } from 'undici'
import type { PluginLog } from '../context.ts'
import { ConfigError, ConnectorError, RateLimited, Transient } from '../errors.ts'
import { guardedLookup, isPrivateLiteral, privateAddress, type Resolve, systemResolve } from './addresses.ts'
import { answerOf, readBody } from './answer.ts'
import { DeclaredHosts } from './hosts.ts'
import type { Http, HttpLimits, HttpMethod, HttpRequest, HttpResponse } from './http.ts'
import { type EffectiveLimits, effectiveLimits } from './limits.ts'
import { type Outgoing, outgoingOf } from './outgoing.ts'
import { Pace } from './pace.ts'
import { headersForStrangers, MAX_REDIRECTS, redirectTarget } from './redirect.ts'
import { retryAfterOf } from './retry-after.ts'
import { type Verdict, verdictOn, verdictOnBreak } from './verdict.ts'
import { OutOfTime, pause, within } from './within.ts'

export type { Resolve, ResolvedAddress } from './addresses.ts'

/** What an open way out is made of. Everything below `log` is for tests. */
export interface OpenHttpOptions {
  /** `host` for the ports of http and https, `host:port` for that port alone. */
  readonly hosts: readonly string[]
  readonly limits?: HttpLimits | undefined
  /** Whether addresses of private networks and of this machine may be called. */
  readonly allowPrivate?: boolean | undefined
  /** Ends every call at once, also one that waits for its turn. */
  readonly signal: AbortSignal
  readonly log?: PluginLog | undefined
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
export function openHttp(options: OpenHttpOptions): OpenHttp {
  return new GuardedHttp(options)
}

/** Connections to one host at a time. */
const MAX_CONNECTIONS = 20
const CONNECT_TIMEOUT = 10_000
/** For the head of an answer, and for each further part of it. */
const LONGEST_SILENCE = 30_000
/** How often one call is made at most. */
const MAX_ATTEMPTS = 5
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 20_000
/** What is read of an answer that nobody wants, so that its connection can be used again. */
const DRAIN_BYTES = 64 * 1024

/** One call on its way. Instants are on the clock that only goes forward. */
interface Call {
  readonly start: URL
  readonly request: HttpRequest
  readonly outgoing: Outgoing
  readonly end: number
}

type Attempt = { readonly answer: HttpResponse } | Verdict

class GuardedHttp implements OpenHttp {
  readonly #hosts: DeclaredHosts
  readonly #limits: EffectiveLimits
  readonly #allowPrivate: boolean
  readonly #log: PluginLog | undefined
  readonly #clock: () => number
  /** Durations must not depend on somebody setting the time. */
  readonly #now: () => number
  readonly #random: () => number
  readonly #wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  readonly #agent: Agent
  readonly #paces = new Map<string, Pace>()
  readonly #life = new AbortController()
  readonly #letGo: () => void

  constructor({ signal, resolve = systemResolve, allowPrivate = false, ...options }: OpenHttpOptions) {
    this.#hosts = new DeclaredHosts(options.hosts)
    this.#limits = effectiveLimits(options.limits)
    this.#allowPrivate = allowPrivate
    this.#log = options.log
    this.#clock = options.clock ?? Date.now
    this.#now = options.clock ?? (() => performance.now())
    this.#random = options.random ?? Math.random
    this.#wait = options.wait ?? pause
    const silence = Math.min(LONGEST_SILENCE, this.#limits.deadline / 2)
    this.#agent = new Agent({
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
    await this.#agent.destroy()
  }

  async request(url: string | URL, request: HttpRequest = {}): Promise<HttpResponse> {
    this.#life.signal.throwIfAborted()
    const start = addressOf(url, request.query)
    const call = { start, request, outgoing: outgoingOf(request), end: this.#now() + this.#limits.deadline }
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(call)
      if ('answer' in outcome) return outcome.answer
      const { error } = outcome
      const harmless = outcome.undone || isIdempotent(request)
      const passing = error instanceof Transient || error instanceof RateLimited
      const delay = this.#delay(error, attempt)
      if (!passing || !harmless || attempt === MAX_ATTEMPTS || this.#now() + delay >= call.end) throw error
      this.#log?.info(`${error.message}; trying again`, { attempt, delay })
      await this.#wait(delay, this.#life.signal)
    }
  }

  /** Exponential with full jitter, and never before the other side wants to be called again. */
  #delay(error: ConnectorError, attempt: number): number {
    const ceiling = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1))
    const asked = error instanceof RateLimited ? (error.retryAfter ?? 0) * 1000 : 0
    return Math.max(asked, this.#random() * ceiling)
  }

  /** Makes the call once, redirects included. Throws what no repetition can help. */
  async #attempt(call: Call): Promise<Attempt> {
    let headers = call.outgoing.headers
    let url = call.start
    for (let redirects = 0; ; redirects += 1) {
      const what = this.#checked(call, url)
      await this.#turn(what, url, call.end)
      const outcome = await this.#sendInTime(call, what, url, headers)
      if (!('redirect' in outcome)) return outcome
      if (redirects === MAX_REDIRECTS) throw new ConfigError(`${what}: more than ${MAX_REDIRECTS} redirects`)
      if (outcome.redirect.origin !== url.origin) headers = headersForStrangers(headers)
      url = outcome.redirect
    }
  }

  /** The call as messages name it. @throws ConfigError when the address may not be called. */
  #checked(call: Call, url: URL): string {
    const what = nameOf(call, url)
    const problem = this.#hosts.problem(url)
    if (problem !== undefined) throw new ConfigError(`${what}: ${call.outgoing.hide(url.host)} ${problem}`)
    if (!this.#allowPrivate && isPrivateLiteral(url)) throw privateAddress(url.hostname)
    return what
  }

  /** Waits until the host may be called. @throws RateLimited when that is after the call's deadline. */
  async #turn(what: string, url: URL, end: number): Promise<void> {
    const pace = this.#paceOf(url)
    let at = pace.next(this.#now())
    const tooLate = (until: number) => {
      const seconds = Math.ceil((until - this.#now()) / 1000)
      return new RateLimited(
        `${what}: not called, its host cannot be called again before the deadline`,
        seconds,
      )
    }
    if (at >= end) throw tooLate(at)
    pace.take(at)
    for (;;) {
      const left = at - this.#now()
      if (left > 0) await this.#wait(left, this.#life.signal)
      this.#life.signal.throwIfAborted()
      // Meanwhile another call may have been told to pause.
      if (pace.heldUntil <= at) return
      at = pace.heldUntil
      if (at >= end) throw tooLate(at)
    }
  }

  #paceOf({ host }: URL): Pace {
    const known = this.#paces.get(host)
    if (known !== undefined) return known
    const pace = new Pace(this.#limits.requestsPerSecond, this.#limits.burst)
    this.#paces.set(host, pace)
    return pace
  }

  async #sendInTime(
    call: Call,
    what: string,
    url: URL,
    headers: Outgoing['headers'],
  ): Promise<Attempt | { readonly redirect: URL }> {
    const { signal } = this.#life
    try {
      const left = Math.max(1, Math.min(this.#limits.deadline, call.end - this.#now()))
      return await within(left, signal, (inTime) => this.#send(call, what, url, headers, inTime))
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof Transient) return { error, undone: false }
      if (error instanceof ConnectorError) throw error
      if (error instanceof OutOfTime) {
        throw new Transient(`${what}: no answer within ${this.#limits.deadline} milliseconds`)
      }
      return verdictOnBreak(what, error)
    }
  }

  async #send(
    call: Call,
    what: string,
    url: URL,
    headers: Outgoing['headers'],
    signal: AbortSignal,
  ): Promise<Attempt | { readonly redirect: URL }> {
    const { method, body = null } = call.outgoing
    const path = `${url.pathname}${url.search}`
    const response = await this.#agent.request({ origin: url.origin, path, method, headers, body, signal })
    const status = response.statusCode
    this.#log?.debug(what, { status })
    if (isAnswer(status, call.request)) {
      const bytes = await readBody(what, response.body, response.headers, this.#maxBytes(call))
      return { answer: answerOf(what, url, status, response.headers, bytes) }
    }
    await drain(response, signal)
    const redirect = redirectTarget(method, url, status, [response.headers.location].flat()[0])
    if (redirect !== undefined) return { redirect }
    const retryAfter = retryAfterOf(response.headers, this.#clock())
    const verdict = verdictOn(what, status, retryAfter)
    if (verdict.error instanceof RateLimited && retryAfter !== undefined) {
      this.#paceOf(url).holdUntil(this.#now() + retryAfter * 1000)
    }
    return verdict
  }

  #maxBytes({ request }: Call): number {
    return request.maxBytes ?? this.#limits.maxBytes
  }
}

async function drain({ body }: Dispatcher.ResponseData, signal: AbortSignal): Promise<void> {
  try {
    await body.dump({ limit: DRAIN_BYTES, signal })
  } catch {
    // The status says all there is to say; a connection that broke after it changes nothing.
  }
}

function addressOf(url: string | URL, query: HttpRequest['query']): URL {
  const address = URL.parse(String(url))
  if (address === null) throw new ConfigError('An address to call is no absolute URL')
  address.hash = ''
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of [value ?? []].flat()) address.searchParams.append(name, String(one))
  }
  return address
}

function nameOf({ outgoing }: Call, { host, pathname }: URL): string {
  return outgoing.hide(`${outgoing.method} ${host}${pathname}`)
}

function isAnswer(status: number, { accept = [] }: HttpRequest): boolean {
  return (status >= 200 && status < 300) || accept.includes(status)
}

const IDEMPOTENT: readonly HttpMethod[] = ['GET', 'HEAD', 'PUT', 'DELETE']

function isIdempotent({ method = 'GET', idempotent }: HttpRequest): boolean {
  return idempotent ?? IDEMPOTENT.includes(method)
}
