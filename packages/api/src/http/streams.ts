import type { Db } from '@throughline/db'
import type { ExecutionResult, GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import { unauthenticated } from '../access/authorise.ts'
import { type BearerActor, currentRights, type StoredRights } from '../access/tokens.ts'
import type { EventHub } from '../events/hub.ts'
import { graphqlError } from '../graph/errors.ts'
import { endable } from './endable.ts'
import type { StreamLimits } from './stream-limits.ts'

const LOOK_EVERY = 1_000
/** Looks between two checks of tokens of which no notice has come. */
const CHECK_EVERY = 15
/** Seconds after which a refused subscriber may try again. */
const RETRY_AFTER = 10

interface OpenStream {
  /** The `id` of the actor. */
  readonly actor: string
  /** The rights that it was opened with. */
  readonly stored: StoredRights | null
  readonly expiresAt: Date | null
  readonly end: (error: GraphQLError) => void
}

/**
 * The open subscriptions of this process: how many an actor may have, and their end when its token is revoked or
 * expires, or its rights change.
 */
export class Streams {
  readonly #db: Db
  readonly #hub: EventHub
  readonly #limits: StreamLimits
  readonly #log: Logger
  readonly #open = new Set<OpenStream>()
  #leave: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #looks = 0

  constructor(db: Db, hub: EventHub, limits: StreamLimits, log: Logger) {
    this.#db = db
    this.#hub = hub
    this.#limits = limits
    this.#log = log
  }

  /** Why one more stream of this actor is refused, or null. */
  refusal(actor: string): GraphQLError | null {
    const { perToken, perProcess } = this.#limits
    const mine = [...this.#open].filter((stream) => stream.actor === actor).length
    if (mine >= perToken)
      return tooMany(`This actor has ${mine} open subscriptions, the most that it may have`)
    if (this.#open.size < perProcess) return null
    return tooMany(`This server has ${this.#open.size} open subscriptions, the most that it takes`)
  }

  /** Counts a stream. Returns what takes it off again. */
  add(stream: OpenStream): () => void {
    this.#open.add(stream)
    this.#leave ??= this.#hub.subscribe('throughline_token', {
      onNotice: (id) => void this.#check((one) => one.stored?.id === id),
      onGap: () => void this.#check(() => true),
    })
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY)
    this.#timer.unref()
    // It may have been revoked while it was on its way here.
    void this.#check((one) => one === stream)
    return () => {
      this.#open.delete(stream)
      if (this.#open.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
      this.#leave?.()
      this.#leave = undefined
    }
  }

  #look(): void {
    this.#looks += 1
    const all = !this.#hub.connected || this.#looks % CHECK_EVERY === 0
    const now = Date.now()
    void this.#check(({ expiresAt }) => all || (expiresAt !== null && expiresAt.getTime() <= now))
  }

  /** Ends those of these streams whose token is not valid any more, or has other rights. */
  async #check(which: (stream: OpenStream) => boolean): Promise<void> {
    const streams = [...this.#open].filter(which)
    if (streams.length === 0) return
    try {
      const now = Date.now()
      const stored = streams.flatMap((stream) => stream.stored ?? [])
      const current =
        stored.length === 0 ? new Map<string, string>() : await currentRights(this.#db.kysely, stored)
      for (const { stored: rights, expiresAt, end } of streams) {
        const isExpired = expiresAt !== null && expiresAt.getTime() <= now
        const ends = isExpired || (rights !== null && current.get(rights.id) !== rights.rights)
        if (ends) end(unauthenticated())
      }
    } catch (error) {
      // The next look asks again.
      this.#log.warn({ err: error }, 'the tokens of open subscriptions could not be checked')
    }
  }
}

function tooMany(reason: string): GraphQLError {
  return graphqlError('RATE_LIMITED', `${reason}. Close one, or subscribe later.`, {
    retryAfter: RETRY_AFTER,
    http: { status: 429, headers: { 'retry-after': String(RETRY_AFTER) } },
  })
}

/** Counts every subscription and ends it with its token. */
export function withStreams(streams: Streams): Plugin<{ readonly actor?: BearerActor }> {
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const { actor } = args.contextValue
      if (actor === undefined) return undefined
      const refused = streams.refusal(actor.id)
      if (refused !== null) {
        setResultAndStopExecution({ errors: [refused] })
        return undefined
      }
      const stream = endable<ExecutionResult, GraphQLError>((error) => ({ errors: [error] }))
      const takeOff = streams.add({
        actor: actor.id,
        stored: actor.stored,
        expiresAt: actor.expiresAt,
        end: stream.end,
      })
      return {
        onSubscribeResult({ result, setResult }) {
          if (Symbol.asyncIterator in result) setResult(stream.over(result, takeOff))
          else takeOff()
        },
        onSubscribeError: takeOff,
      }
    },
  }
}
