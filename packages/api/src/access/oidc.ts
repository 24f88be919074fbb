import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { graphqlError } from '../graph/errors.ts'
import { ROLES, type Role } from '../graph/roles.ts'
import type { BearerActor } from './tokens.ts'

/** Which identity provider is trusted, and what its tokens say. */
export interface OidcSettings {
  /** The issuer as its tokens name it; its discovery document lies below it. */
  readonly issuer: string
  /** Must be among the audiences of a token. */
  readonly audience: string
  /** The claim that lists the roles: its name, or a path with dots such as `realm_access.roles`. */
  readonly rolesClaim: string
  /** Milliseconds for which the provider is not asked again; 30 seconds if not given. */
  readonly cooldown?: number
}

/** Asymmetric only: with a public key as the secret, an HMAC could be made by anyone. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']
/** Seconds by which the clocks of two machines may differ. */
const CLOCK_TOLERANCE = 5
/** Milliseconds that the provider has for an answer. */
const TIMEOUT = 5_000
/** Three parts in base64url: what a JWT looks like, and no token of ours does. */
const FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/
/** The audit trail names the bearer by it: printable ASCII, as OpenID Connect has it, and not too long. */
const SUBJECT = /^[\x21-\x7e]{1,190}$/

/** Who presents a JWT of the identity provider. */
export interface OidcVerifier {
  /**
   * Undefined when the token does not hold: no JWT, wrong signature, algorithm, issuer or audience, expired.
   * @throws UNAVAILABLE where the keys of the provider cannot be read.
   */
  actorOf(token: string): Promise<BearerActor | undefined>
}

/**
 * Verifies tokens against the keys that the provider publishes. Keys are kept; a token with a key ID that is not
 * among them makes the provider be asked for new ones, once per cooldown at most.
 */
export function openOidc(settings: OidcSettings): OidcVerifier {
  const { issuer, audience, rolesClaim, cooldown = 30_000 } = settings
  let keys: Promise<JWTVerifyGetKey> | undefined
  let failedAt = Number.NEGATIVE_INFINITY
  const keysOfProvider = async (): Promise<JWTVerifyGetKey> => {
    if (keys === undefined) {
      if (performance.now() - failedAt < cooldown) throw unavailable()
      keys = discoverKeys(issuer, cooldown)
    }
    try {
      return await keys
    } catch {
      // Nothing is known of the provider yet: it is asked again after a while.
      keys = undefined
      failedAt = performance.now()
      throw unavailable()
    }
  }
  return {
    async actorOf(token) {
      if (!FORM.test(token)) return undefined
      const getKey = await keysOfProvider()
      try {
        const { payload } = await jwtVerify(token, getKey, {
          issuer,
          audience,
          algorithms: ALGORITHMS,
          clockTolerance: CLOCK_TOLERANCE,
          requiredClaims: ['exp', 'sub'],
        })
        const { sub, exp } = payload
        if (sub === undefined || exp === undefined || !SUBJECT.test(sub)) return undefined
        const name = `oidc:${sub}`
        return {
          id: name,
          name,
          roles: rolesOf(payload, rolesClaim),
          token: null,
          expiresAt: new Date(exp * 1000),
        }
      } catch (error) {
        if (isRefusal(error)) return undefined
        throw unavailable()
      }
    },
  }
}

/** The roles that a claim names; other values, which may be for other applications, are left out. */
function rolesOf(payload: JWTPayload, claim: string): readonly Role[] {
  const value = payload[claim] ?? claim.split('.').reduce<unknown>(part, payload)
  const named = Array.isArray(value) ? value : [value]
  return ROLES.filter((role) => named.includes(role))
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

async function discoverKeys(issuer: string, cooldown: number): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(TIMEOUT),
    redirect: 'error',
  })
  if (!response.ok) throw new Error(`the discovery document answers with ${response.status}`)
  const found: unknown = await response.json()
  const uri = part(found, 'jwks_uri')
  if (part(found, 'issuer') !== issuer || typeof uri !== 'string')
    throw new Error('the discovery document is not one of this issuer')
  return createRemoteJWKSet(new URL(uri), { cooldownDuration: cooldown, timeoutDuration: TIMEOUT })
}

/** Whether an error says something of the token; else it says something of the provider. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== 'ERR_JOSE_GENERIC'
  )
}

function unavailable() {
  return graphqlError('UNAVAILABLE', 'The keys of the identity provider cannot be read; try again.')
}
