import { createHash } from 'node:crypto'
import type { Database } from '@throughline/db'
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import { graphqlError } from '../graph/errors.ts'
import { ROLES, type Role } from '../graph/roles.ts'
import { rightsFrom } from './grants.ts'
import { findSubject, type Identity, signIn } from './sign-in-store.ts'
import type { BearerActor } from './tokens.ts'

/** Which identity provider is trusted, and what its tokens say. */
export interface OidcSettings {
  /** The issuer as its tokens name it; its discovery document lies below it. */
  readonly issuer: string
  /** Must be among the audiences of a token. */
  readonly audience: string
  /** The claim that lists the roles: its name, or a path with dots such as `realm_access.roles`. */
  readonly rolesClaim: string
  /** The claim that lists the teams of a person; memberships are left alone if not given, or if a token lacks it. */
  readonly teamsClaim?: string | undefined
  /** The source of external references by which the claim names teams; their names here if not given. */
  readonly teamsSource?: string | undefined
  /** Whether a subject that is not known yet becomes a person; true if not given. */
  readonly createPeople?: boolean | undefined
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

/** As the column takes it. */
const EMAIL = /^[^@\s]{1,64}@[^@\s]{1,189}$/
/** Teams of one token. */
const MOST_TEAMS = 200
/** Tokens that a process remembers to have signed in. */
const MOST_SIGNED_IN = 10_000

/** Who presents a JWT of the identity provider. */
export interface OidcVerifier {
  /**
   * Undefined when the token does not hold: no JWT, wrong signature, algorithm, issuer or audience, expired, or its
   * person is not active. The first time that a process sees a token is a sign-in: the person is found or made.
   * @throws UNAVAILABLE where the keys of the provider cannot be read.
   */
  actorOf(db: Kysely<Database>, token: string): Promise<BearerActor | undefined>
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
  const verify = async (token: string): Promise<JWTPayload | undefined> => {
    const getKey = await keysOfProvider()
    try {
      const { payload } = await jwtVerify(token, getKey, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ['exp', 'sub'],
      })
      return payload
    } catch (error) {
      if (isRefusal(error)) return undefined
      throw unavailable()
    }
  }
  /** Tokens that have signed their person in, by their hash. */
  const signedIn = new LRUCache<string, true>({ max: MOST_SIGNED_IN })
  return {
    async actorOf(db, token) {
      if (!FORM.test(token)) return undefined
      const payload = await verify(token)
      if (payload === undefined) return undefined
      const { sub, exp } = payload
      if (sub === undefined || exp === undefined || !SUBJECT.test(sub)) return undefined
      const hash = createHash('sha256').update(token).digest('base64')
      const known = signedIn.has(hash) ? await findSubject(db, issuer, sub) : undefined
      const person = known ?? (await signIn(db, identityOf(payload, sub, settings)))
      signedIn.set(hash, true)
      if (person?.active === false) return undefined
      const name = `oidc:${sub}`
      const stated = rolesOf(payload, rolesClaim)
      const actor = { name, expiresAt: new Date(exp * 1000) }
      if (person === undefined) return { ...actor, id: name, roles: stated, stored: null }
      return {
        ...actor,
        id: person.id,
        principal: { type: 'Person', id: person.id },
        ...rightsFrom(person.grants, stated),
        stored: { kind: 'person', id: person.id, rights: person.grants.join() },
      }
    },
  }
}

/** What a token says of its subject. */
function identityOf(payload: JWTPayload, subject: string, settings: OidcSettings): Identity {
  const { issuer, teamsClaim, teamsSource, createPeople = true } = settings
  const email = text(payload.email)?.toLowerCase()
  const teams = teamsClaim === undefined ? undefined : claimAt(payload, teamsClaim)
  const named = [payload.name, payload.preferred_username, email].flatMap((value) => text(value) ?? [])
  return {
    issuer,
    subject,
    name: named[0] ?? subject,
    // An address that the provider has not verified may belong to another person.
    email: payload.email_verified === true && email !== undefined && EMAIL.test(email) ? email : null,
    issuedAt: payload.iat === undefined ? new Date() : new Date(payload.iat * 1000),
    teams:
      teams === undefined
        ? undefined
        : (Array.isArray(teams) ? teams : [teams]).flatMap((value) => text(value) ?? []).slice(0, MOST_TEAMS),
    teamsSource,
    mayCreate: createPeople,
  }
}

/** A text of a claim that can be stored as a name: without control characters, 200 characters at most. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const cleaned = value
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
  return cleaned.length === 0 ? undefined : Array.from(cleaned).slice(0, 200).join('')
}

function claimAt(payload: JWTPayload, claim: string): unknown {
  return payload[claim] ?? claim.split('.').reduce<unknown>(part, payload)
}

/** The roles that a claim names; other values, which may be for other applications, are left out. */
function rolesOf(payload: JWTPayload, claim: string): readonly Role[] {
  const value = claimAt(payload, claim)
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
