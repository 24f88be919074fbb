import type { NamedStatements } from '@throughline/db'
import { COST_LIMIT } from '../access/cost-limit.ts'
import type { OidcSettings } from '../access/oidc.ts'
import { RATE_LIMIT, type RateLimit } from '../access/rate-limit-setting.ts'
import { ANSWER_LIMITS } from '../http/answer-limit-setting.ts'
import { STREAM_LIMITS, type StreamLimits } from '../http/stream-limits.ts'
import { HOST_LIMITS, type HostLimits } from '../work/host-limits.ts'
import { UsageError } from './exit.ts'
import { directoryFrom, filled, homeFrom } from './variables.ts'

/** What the process is told from outside. */
export interface Environment {
  /** A PostgreSQL of the operator's own; undefined is the embedded one. */
  readonly databaseUrl: string | undefined
  /** The same database without PgBouncer in between; undefined if DATABASE_URL is direct. */
  readonly directUrl: string | undefined
  /** Whether statements are prepared under names. */
  readonly namedStatements: NamedStatements
  /** Where the embedded PostgreSQL keeps its data, and the first token its file. */
  readonly home: string
  readonly seed: 'demo' | 'none'
  readonly port: number
  readonly host: string
  /** Lets an embedded server listen on an address that other machines reach. */
  readonly allowRemote: boolean
  /** Undefined where nothing is said. */
  readonly logLevel: string | undefined
  /** The keys that secrets are sealed with, `id:base64` each; undefined where none are named. */
  readonly secretKeys: string | undefined
  /** The configuration file; undefined is throughline.config.ts of the directory, if there is one. */
  readonly configFile: string | undefined
  /** The identity provider whose tokens are accepted; undefined where none is. */
  readonly oidc: OidcSettings | undefined
  /** Lets every source call private addresses. */
  readonly allowPrivateHosts: boolean
  /** How many sources are worked on at once. */
  readonly workConcurrency: number
  /** How many subscriptions may be open at a time. */
  readonly streams: StreamLimits
  /** What a process which runs a plugin may take before it is ended. */
  readonly pluginLimits: HostLimits
  /** Points that one operation of the API may cost. */
  readonly costLimit: number
  /** The bucket of points of each actor. */
  readonly rateLimit: RateLimit
  /** The bucket of requests to the answer pages of surveys, of each address at the other end. */
  readonly answersPerPeer: RateLimit
  /** The address under which others reach the server, with its path; undefined where nothing is said. */
  readonly publicUrl: string | undefined
  /** Origins whose pages may call the API from a browser. */
  readonly corsOrigins: readonly string[]
  /** Where `env:` secrets come from. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** What relative paths on the command line are relative to. */
  readonly directory: string
}

/** @throws UsageError where a variable holds what it cannot. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const databaseUrl = filled(env.DATABASE_URL)
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new UsageError('DATABASE_URL must begin with postgres://, e.g. postgres://user@host/throughline')
  }
  // Said without repeating it: it may hold a password. A host may be left out for a socket, which no URL allows.
  if (databaseUrl !== undefined && !URL.canParse(databaseUrl.replace('@/', '@localhost/'))) {
    throw new UsageError('DATABASE_URL must look like postgres://user:password@host:5432/throughline')
  }
  const directUrl = filled(env.DATABASE_DIRECT_URL)
  if (directUrl !== undefined && (databaseUrl === undefined || !/^postgres(ql)?:\/\//.test(directUrl))) {
    throw new UsageError('DATABASE_DIRECT_URL must begin with postgres:// and needs DATABASE_URL')
  }
  const namedStatements = filled(env.THROUGHLINE_PREPARED) ?? 'auto'
  if (namedStatements !== 'on' && namedStatements !== 'off' && namedStatements !== 'auto')
    throw new UsageError(`THROUGHLINE_PREPARED is "${namedStatements}"; it is on, off or auto`)
  const seed = filled(env.THROUGHLINE_SEED) ?? (databaseUrl === undefined ? 'demo' : 'none')
  if (seed !== 'demo' && seed !== 'none')
    throw new UsageError(`THROUGHLINE_SEED is "${seed}"; it is demo or none`)
  const logLevel = filled(env.LOG_LEVEL)
  if (logLevel !== undefined && !LEVELS.includes(logLevel))
    throw new UsageError(`LOG_LEVEL is "${logLevel}"; it is one of ${LEVELS.join(', ')}`)
  return {
    databaseUrl,
    directUrl,
    namedStatements,
    home: homeFrom(env),
    seed,
    port: portFrom(filled(env.PORT) ?? '4000'),
    host: filled(env.HOST) ?? '127.0.0.1',
    allowRemote: truthFrom('THROUGHLINE_ALLOW_REMOTE', env),
    logLevel,
    secretKeys: filled(env.THROUGHLINE_SECRET_KEYS),
    configFile: filled(env.THROUGHLINE_CONFIG),
    oidc: oidcFrom(env),
    allowPrivateHosts: truthFrom('THROUGHLINE_ALLOW_PRIVATE_HOSTS', env),
    workConcurrency: countFrom('THROUGHLINE_WORK_CONCURRENCY', env, 2),
    streams: {
      perToken: countFrom('THROUGHLINE_STREAMS_PER_TOKEN', env, STREAM_LIMITS.perToken),
      perProcess: countFrom('THROUGHLINE_STREAMS_PER_PROCESS', env, STREAM_LIMITS.perProcess),
    },
    pluginLimits: {
      memory: countFrom('THROUGHLINE_RUN_MEMORY', env, HOST_LIMITS.memory),
      load: secondsFrom('THROUGHLINE_PLUGIN_LOAD_SECONDS', env, HOST_LIMITS.load),
      silence: secondsFrom('THROUGHLINE_PLUGIN_SILENCE_SECONDS', env, HOST_LIMITS.silence),
      stall: secondsFrom('THROUGHLINE_PLUGIN_STALL_SECONDS', env, HOST_LIMITS.stall),
      attempts: countFrom('THROUGHLINE_PLUGIN_ATTEMPTS', env, HOST_LIMITS.attempts),
    },
    ...pointLimits(env),
    answersPerPeer: {
      burst: countFrom('THROUGHLINE_ANSWERS_BURST', env, ANSWER_LIMITS.perPeer.burst),
      perSecond: countFrom('THROUGHLINE_ANSWERS_PER_SECOND', env, ANSWER_LIMITS.perPeer.perSecond),
    },
    publicUrl: publicUrlFrom(env),
    corsOrigins: originsFrom(env),
    variables: env,
    directory: directoryFrom(env),
  }
}

/** @throws UsageError where an issuer has no audience or the other way round, or is no address to trust. */
function oidcFrom(env: NodeJS.ProcessEnv): OidcSettings | undefined {
  const issuer = filled(env.THROUGHLINE_OIDC_ISSUER)
  const audience = filled(env.THROUGHLINE_OIDC_AUDIENCE)
  if (issuer === undefined && audience === undefined) return undefined
  if (issuer === undefined || audience === undefined)
    throw new UsageError('THROUGHLINE_OIDC_ISSUER and THROUGHLINE_OIDC_AUDIENCE are set together')
  if (!/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(issuer) || !URL.canParse(issuer))
    throw new UsageError(
      `THROUGHLINE_OIDC_ISSUER is "${issuer}"; it is an https:// address, or http:// on this machine`,
    )
  if (issuer.length > 100)
    throw new UsageError('THROUGHLINE_OIDC_ISSUER has at most 100 characters: persons are known by it')
  return {
    issuer,
    audience,
    rolesClaim: filled(env.THROUGHLINE_OIDC_ROLES_CLAIM) ?? 'roles',
    teamsClaim: filled(env.THROUGHLINE_OIDC_TEAMS_CLAIM),
    teamsSource: filled(env.THROUGHLINE_OIDC_TEAMS_SOURCE),
    createPeople: truthFrom('THROUGHLINE_OIDC_CREATE_PEOPLE', env, true),
  }
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

function portFrom(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new UsageError(`PORT is "${text}"; it is a number from 0 to 65535`)
}

/** @throws UsageError where no bucket could ever hold what one operation may cost */
function pointLimits(env: NodeJS.ProcessEnv): Pick<Environment, 'costLimit' | 'rateLimit'> {
  const costLimit = countFrom('THROUGHLINE_COST_LIMIT', env, COST_LIMIT)
  const burst = countFrom('THROUGHLINE_RATE_BURST', env, Math.max(RATE_LIMIT.burst, costLimit))
  const perSecond = countFrom('THROUGHLINE_RATE_PER_SECOND', env, RATE_LIMIT.perSecond)
  if (burst >= costLimit) return { costLimit, rateLimit: { burst, perSecond } }
  throw new UsageError(
    `THROUGHLINE_RATE_BURST is ${burst}; it is at least THROUGHLINE_COST_LIMIT, which is ${costLimit}`,
  )
}

/** @throws UsageError for what no browser sends as an origin, and for `*`: it would open the API to every page */
function originsFrom(env: NodeJS.ProcessEnv): readonly string[] {
  const origins = (filled(env.THROUGHLINE_CORS_ORIGINS) ?? '').split(',').map((origin) => origin.trim())
  return origins.filter((origin) => {
    if (origin === '') return false
    const url = URL.parse(origin)
    if (url?.origin === origin && /^https?:/.test(origin) && !origin.includes('*')) return true
    throw new UsageError(
      `THROUGHLINE_CORS_ORIGINS contains "${origin}"; list exact origins such as https://app.example.com, separated by commas. Wildcards are not supported.`,
    )
  })
}

/** @throws UsageError for what is no address that links can begin with */
function publicUrlFrom(env: NodeJS.ProcessEnv): string | undefined {
  const text = filled(env.THROUGHLINE_PUBLIC_URL)
  if (text === undefined) return undefined
  const url = URL.parse(text)
  const isAddress =
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  // Not repeated: it may hold a password.
  if (!isAddress || /[?#\s]/.test(text))
    throw new UsageError(
      'THROUGHLINE_PUBLIC_URL is the http:// or https:// address of the server, with its path and without user, query and fragment, e.g. https://it.example.org/throughline',
    )
  return text
}

function truthFrom(name: string, env: NodeJS.ProcessEnv, otherwise = false): boolean {
  const text = filled(env[name])
  if (text === undefined) return otherwise
  if (text === 'false') return false
  if (text === 'true') return true
  throw new UsageError(`${name} is "${text}"; it is true or false`)
}

function countFrom(name: string, env: NodeJS.ProcessEnv, otherwise: number): number {
  const text = filled(env[name])
  if (text === undefined) return otherwise
  const count = Number(text)
  if (Number.isSafeInteger(count) && count > 0) return count
  throw new UsageError(`${name} is "${text}"; it is a whole number above 0`)
}

/** Milliseconds from a variable that holds seconds. */
function secondsFrom(name: string, env: NodeJS.ProcessEnv, otherwise: number): number {
  return countFrom(name, env, otherwise / 1000) * 1000
}
