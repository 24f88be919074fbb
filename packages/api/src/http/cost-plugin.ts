import { setTimeout } from 'node:timers/promises'
import type { GraphQLError, GraphQLSchema } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import { operationCost } from '../access/cost.ts'
import { POINTS } from '../access/cost-estimate.ts'
import type { RateLimiter, Verdict } from '../access/rate-limit.ts'
import type { RateLimit } from '../access/rate-limit-setting.ts'
import type { Context } from '../graph/context.ts'
import { graphqlError } from '../graph/errors.ts'
import { failedRefusal, refusal } from './refusal.ts'
import type { ServerContext } from './server-context.ts'
import { withHttp } from './status.ts'

/** What an operation costs, as `extensions.cost` of its response. */
interface Cost {
  /** Points that the operation costs at most. */
  readonly requested: number
  /** Points that one operation may cost. */
  readonly limit: number
  /** Points that the actor has left. */
  readonly remaining?: number
}

interface CostOptions {
  readonly schema: GraphQLSchema
  /** Points that one operation may cost. */
  readonly limit: number
  readonly limiter: RateLimiter
  readonly log: Logger
}

/**
 * Computes what an operation costs before any of it is executed, refuses it above the limit, and takes the points from
 * the bucket of the actor. A request that is refused for another reason costs one point.
 */
export function withCost({
  schema,
  limit,
  limiter,
  log,
}: CostOptions): Plugin<Context & ServerContext, ServerContext> {
  /** Why an operation may not run, or null; and its cost. */
  async function charge(
    { document, operationName, variableValues }: Executed,
    context: Context & ServerContext,
  ): Promise<{ readonly cost: Cost; readonly refused: GraphQLError | null }> {
    const requested = operationCost(schema, document, operationName, variableValues)
    if (requested > limit) {
      const cost = { requested, limit, ...remainingOf(context.spent) }
      return { cost, refused: tooDear(cost) }
    }
    if (context.actor !== undefined && requested > POINTS.request) {
      context.spent = await limiter.spend(context.actor.id, requested - POINTS.request)
    }
    const cost = { requested, limit, ...remainingOf(context.spent) }
    if (context.spent?.allowed !== false) return { cost, refused: null }
    await pause(context.signal)
    return { cost, refused: rateLimited(context.spent, cost) }
  }

  return {
    async onRequest({ serverContext, fetchAPI, endResponse }) {
      if (serverContext.actor === undefined) return
      try {
        const spent = await limiter.spend(serverContext.actor.id, POINTS.request)
        serverContext.spent = spent
        if (spent.allowed) return
        await pause(serverContext.signal)
        endResponse(refusal(fetchAPI, rateLimited(spent), 429, retryHeaders(spent)))
      } catch (error) {
        endResponse(failedRefusal(fetchAPI, error, log))
      }
    },
    async onExecute({ args, setResultAndStopExecution }) {
      const { cost, refused } = await charge(args, args.contextValue)
      if (refused !== null) {
        setResultAndStopExecution({ errors: [refused], extensions: { cost } })
        return undefined
      }
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return
          setResult({ ...result, extensions: { ...result.extensions, cost } })
        },
      }
    },
    async onSubscribe({ args, setResultAndStopExecution }) {
      const { refused } = await charge(args, args.contextValue)
      if (refused !== null) setResultAndStopExecution({ errors: [refused] })
    },
    onResponse({ response, serverContext }) {
      if (serverContext.spent === undefined) return
      const headers = rateHeaders(limiter.limit, serverContext.spent.remaining)
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    },
  }
}

/** How long a refused caller waits for its refusal, in ms: one that repeats at once does not crowd out the others. */
const PAUSE = 250

/** Waits, or less if the caller hangs up. */
async function pause(signal: AbortSignal): Promise<void> {
  await setTimeout(PAUSE, undefined, { signal, ref: false }).catch(() => {
    // The caller has gone; the pause has no purpose.
  })
}

type Executed = Pick<
  Parameters<NonNullable<Plugin['onExecute']>>[0]['args'],
  'document' | 'operationName' | 'variableValues'
>

function remainingOf(verdict: Verdict | undefined): { readonly remaining?: number } {
  return verdict === undefined ? {} : { remaining: verdict.remaining }
}

function tooDear(cost: Cost): GraphQLError {
  return graphqlError(
    'QUERY_TOO_COMPLEX',
    `The operation costs ${cost.requested} points; at most ${cost.limit} are allowed. Request smaller pages, fewer nested lists, or less at once.`,
    { cost },
  )
}

/** A request that comes too early is refused by HTTP whatever its media type, as RFC 6585 says. */
function rateLimited(verdict: Verdict, cost?: Cost): GraphQLError {
  const { retryAfter } = verdict
  const error = graphqlError(
    'RATE_LIMITED',
    `The points of this caller are spent; try again in ${retryAfter} s. The header RateLimit says how many are left.`,
    { retryAfter, ...(cost === undefined ? {} : { cost }) },
  )
  return withHttp(error, { status: 429, headers: retryHeaders(verdict) })
}

function retryHeaders({ retryAfter }: Verdict): Record<string, string> {
  return { 'retry-after': String(retryAfter) }
}

/**
 * The headers of draft-ietf-httpapi-ratelimit-headers-10. The policy is the bucket, with the seconds in which it
 * fills; `r` is what is left, `t` the seconds until the bucket is full.
 */
export function rateHeaders({ burst, perSecond }: RateLimit, remaining: number): Record<string, string> {
  return {
    'ratelimit-policy': `"points";q=${burst};w=${Math.ceil(burst / perSecond)};qu="points"`,
    ratelimit: `"points";r=${remaining};t=${Math.ceil((burst - remaining) / perSecond)}`,
  }
}
