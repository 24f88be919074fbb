import { AuthError, ConfigError, type PluginContext, Secret, TransientError } from '@throughline/plugin-kit'
import type { LimesurveyConfig } from './config.ts'
import { SESSION_ENDED, statusOf } from './status.ts'
import { envelopeSchema } from './wire.ts'

type Context = PluginContext<LimesurveyConfig>

/** What a method is called with, after the key of the session. */
type Params = readonly unknown[]

/** How a call may be treated. */
export interface CallOptions {
  /** Whether making it twice does no harm. */
  readonly idempotent: boolean
}

/** A login at RemoteControl. LimeSurvey may end it at any time; then it is begun again, once for a call. */
export class Session {
  readonly #ctx: Context
  #key: Secret

  private constructor(ctx: Context, key: Secret) {
    this.#ctx = ctx
    this.#key = key
  }

  /** @throws AuthError when name and password are refused. */
  static async open(ctx: Context): Promise<Session> {
    return new Session(ctx, await logIn(ctx))
  }

  /** What a method answered, `{ status }` included where that is no error of the session. */
  async call(method: string, params: Params, options: CallOptions): Promise<unknown> {
    const answer = await rpc(this.#ctx, method, [this.#key, ...params], options)
    if (!SESSION_ENDED.test(statusOf(answer) ?? '')) return answer
    this.#key = await logIn(this.#ctx)
    const second = await rpc(this.#ctx, method, [this.#key, ...params], options)
    if (!SESSION_ENDED.test(statusOf(second) ?? '')) return second
    throw new TransientError(`LimeSurvey ended the session of ${method} twice`)
  }

  /** Logs out. */
  async close(): Promise<void> {
    try {
      await rpc(this.#ctx, 'release_session_key', [this.#key], { idempotent: true })
    } catch (error) {
      // The work is done or has failed for a reason of its own; LimeSurvey ends the session by itself, later.
      this.#ctx.log.debug('The session could not be released', {
        reason: error instanceof Error ? error.name : 'unknown',
      })
    }
  }
}

/** Runs `work` in a session of its own, which is released whatever happens. */
export async function inSession<T>(ctx: Context, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await Session.open(ctx)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

async function logIn(ctx: Context): Promise<Secret> {
  const { user, password } = ctx.config
  const key = await rpc(ctx, 'get_session_key', [user, password], { idempotent: true })
  if (typeof key === 'string' && key !== '') return new Secret('the session of RemoteControl', key)
  if (statusOf(key) === undefined) throw new TransientError('LimeSurvey answered get_session_key with no key')
  throw new AuthError(
    'LimeSurvey refuses user and password: correct them; after too many attempts it refuses everything for a while',
  )
}

async function rpc(
  ctx: Context,
  method: string,
  params: Params,
  { idempotent }: CallOptions,
): Promise<unknown> {
  const response = await ctx.http.request(ctx.config.url, {
    method: 'POST',
    json: { jsonrpc: '2.0', id: 1, method, params },
    idempotent,
    accept: [404],
  })
  if (response.status === 404) {
    throw new ConfigError(
      'There is nothing at the url: take the address that the global settings show under Interfaces',
    )
  }
  const envelope = envelopeSchema.safeParse(response.json())
  if (!envelope.success)
    throw new TransientError(`LimeSurvey answered ${method} with something else than JSON-RPC`)
  const { result, error } = envelope.data
  if (error !== null && error !== undefined)
    throw new TransientError(`LimeSurvey could not make the call ${method}`)
  return result
}
