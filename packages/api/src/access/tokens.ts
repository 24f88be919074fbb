import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '@throughline/db'
import { normalizedText } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import type { Actor } from '../graph/context.ts'
import { InvalidInput, NotFound } from '../graph/errors.ts'
import type { Role } from '../graph/roles.ts'
import { type AuditContext, recordAudit } from './audit.ts'
import { rightsFrom } from './grants.ts'
import { isSigned, signedSession, tokenNamedBy } from './page-session.ts'
import { grantRoles, personWithEmail, serviceAccountFor, teamNamed } from './service-account-store.ts'
import { grantsOfPeople } from './sign-in-store.ts'

/** The server itself, as the audit trail names it: who makes the first token. */
const ITSELF: AuditContext = { actor: 'throughline', requestId: 'start' }

/** Makes a token recognisable, to people and to scanners for leaked secrets. */
const PREFIX = 'tl_'
const FORM = /^tl_[A-Za-z0-9_-]{43}$/

/** A token as it is listed: never the secret itself. */
export interface TokenEntry {
  readonly id: string
  readonly name: string
  /** Those of its service account, or of the token itself where it belongs to a person; `EDITOR of Payments` for a team. */
  readonly roles: readonly string[]
  /** Name of the person that it belongs to, or null. */
  readonly person: string | null
  /** Name of the service account that it belongs to, or null. */
  readonly serviceAccount: string | null
  /** The first characters of the secret, to tell tokens apart. */
  readonly hint: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

/** A token to be made. It belongs to a service account of its own name where nothing else is said. */
export interface NewToken {
  readonly name: string
  /** One role, or several. Left out, the token has the roles of its service account; VIEWER where that is new. */
  readonly role?: Role | readonly Role[] | undefined
  readonly expiresAt?: Date | null
  /** The e-mail address of a person, whose token has roles of its own. */
  readonly person?: string | undefined
  /** The name of a service account, which is made if there is none. */
  readonly serviceAccount?: string | undefined
  /** The name of a team that the role is limited to. */
  readonly team?: string | undefined
}

/** What is kept of a secret: 256 random bits need no salt and no slow hash. */
function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/**
 * Makes a token; the secret is in the answer and nowhere else.
 * @throws InvalidInput for a name that cannot be taken, and if the service account has other roles
 * @throws NotFound if no active person has the e-mail address, or no team the name
 */
export async function createToken(
  db: Kysely<Database>,
  token: NewToken,
  auditContext: AuditContext = ITSELF,
): Promise<TokenEntry & { readonly secret: string }> {
  const name = checkedName(token.name, 'name')
  if (token.person !== undefined && token.serviceAccount !== undefined)
    throw new InvalidInput('A token belongs to a person or to a service account, not to both.')
  const secret = `${PREFIX}${randomBytes(32).toString('base64url')}`
  const roles = typeof token.role === 'string' ? [token.role] : token.role && [...new Set(token.role)]
  const entry = await db.transaction().execute(async (transaction) => {
    const team = token.team === undefined ? null : await teamNamed(transaction, token.team)
    const owner =
      token.person === undefined
        ? {
            service_account_id: await serviceAccountFor(
              transaction,
              auditContext,
              token.serviceAccount === undefined ? name : checkedName(token.serviceAccount, 'serviceAccount'),
              roles,
              team,
            ),
          }
        : { person_id: await personWithEmail(transaction, token.person) }
    const { id } = await transaction
      .insertInto('api_token')
      .values({
        ...owner,
        name,
        hint: secret.slice(0, 9),
        secret_hash: hashOf(secret),
        expires_at: token.expiresAt ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (token.person !== undefined)
      await grantRoles(transaction, auditContext, { token_id: id }, roles ?? ['VIEWER'], team)
    const made = await entries(transaction).where('api_token.id', '=', id).executeTakeFirstOrThrow()
    await recordAudit(transaction, auditContext, [
      { action: 'api_token.create', entityType: 'ApiToken', entityId: id, before: null, after: made },
    ])
    return made
  })
  return { ...entry, secret }
}

/** A name as it is stored. */
function checkedName(given: string, field: string): string {
  const name = normalizedText(given.trim())
  // What the audit trail calls its bearer is the name with a prefix, 200 characters at most.
  if (name.length === 0 || name.length > 190) throw InvalidInput.at([field], 'has 1 to 190 characters')
  // Names are printed to terminals and logs, where these would move the cursor or turn the text.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) {
    throw InvalidInput.at(
      [field],
      'contains a control or formatting character; use letters, digits and signs',
    )
  }
  return name
}

export async function listTokens(db: Kysely<Database>): Promise<TokenEntry[]> {
  return entries(db).orderBy('api_token.created_at').orderBy('api_token.id').execute()
}

/**
 * Ends a token from the next request on; by its id, its hint or its name.
 * @throws NotFound when no token that still holds goes by that, InvalidInput when several do.
 */
export async function revokeToken(
  db: Kysely<Database>,
  which: string,
  auditContext: AuditContext = ITSELF,
): Promise<TokenEntry> {
  const found = await entries(db)
    .where('api_token.revoked_at', 'is', null)
    .where((where) =>
      where.or([
        where('api_token.name', '=', normalizedText(which)),
        where('api_token.hint', '=', which),
        where(sql<string>`api_token.id::text`, '=', which),
      ]),
    )
    .execute()
  const [only, ...others] = found
  if (only === undefined)
    throw new NotFound(`No token that still holds goes by "${which}"; see throughline token list.`)
  if (others.length > 0) {
    throw new InvalidInput(
      `${found.length} tokens go by "${which}"; name one by its id, see throughline token list.`,
    )
  }
  return db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('api_token')
      .set({ revoked_at: sql`now()` })
      .where('id', '=', only.id)
      .execute()
    const revoked = await entries(transaction).where('api_token.id', '=', only.id).executeTakeFirstOrThrow()
    await recordAudit(transaction, auditContext, [
      { action: 'api_token.revoke', entityType: 'ApiToken', entityId: only.id, before: only, after: revoked },
    ])
    return revoked
  })
}

/** A token of ours, or a person who signed in, with the rights that the database gave it. Notices name its UUID. */
export interface StoredRights {
  readonly kind: 'token' | 'person'
  readonly id: string
  /** A text that differs where the rights do. */
  readonly rights: string
}

/** An actor with the token that it presents. */
export interface BearerActor extends Actor {
  /** Where its rights are stored; null for a bearer who is no person here, whose token says all and expires. */
  readonly stored: StoredRights | null
  readonly expiresAt: Date | null
}

/** Who presents this token; undefined when it does not hold: unknown, revoked, expired, or its person is not active. */
export async function actorOf(db: Kysely<Database>, secret: string): Promise<BearerActor | undefined> {
  if (!FORM.test(secret)) return undefined
  return (await storedToken(db, { secret_hash: hashOf(secret) }))?.actor
}

/** A token that holds, with its bearer and its stored hash. */
async function storedToken(
  db: Kysely<Database>,
  by: { readonly id: string } | { readonly secret_hash: Buffer },
): Promise<{ readonly actor: BearerActor; readonly id: string; readonly hash: Buffer } | undefined> {
  const row = await valid(db)
    .select(['api_token.id', 'api_token.name', 'api_token.secret_hash', 'api_token.expires_at'])
    .select(['api_token.person_id', 'api_token.service_account_id', GRANTS_OF.as('grants')])
    .where((where) =>
      'id' in by ? where('api_token.id', '=', by.id) : where('secret_hash', '=', by.secret_hash),
    )
    .executeTakeFirst()
  if (row === undefined) return undefined
  await noteUse(db, row.id)
  const principal =
    row.person_id === null
      ? ({ type: 'ServiceAccount', id: row.service_account_id ?? row.id } as const)
      : ({ type: 'Person', id: row.person_id } as const)
  const actor: BearerActor = {
    id: principal.id,
    principal,
    name: `token:${row.name}`,
    ...rightsFrom(row.grants),
    stored: { kind: 'token', id: row.id, rights: row.grants.join() },
    expiresAt: row.expires_at,
  }
  return { actor, id: row.id, hash: row.secret_hash }
}

/** Begins a session of the pages for the bearer of a token; undefined if the token does not hold. */
export async function beginPageSession(
  db: Kysely<Database>,
  secret: string,
  now: Date,
): Promise<string | undefined> {
  const token = FORM.test(secret) ? await storedToken(db, { secret_hash: hashOf(secret) }) : undefined
  return token && signedSession(token.id, token.hash, now)
}

/** Whose session this is; undefined if it is forged or over, or its token does not hold. */
export async function pageSessionActor(
  db: Kysely<Database>,
  session: string,
  now: Date,
): Promise<BearerActor | undefined> {
  const id = tokenNamedBy(session, now)
  const token = id === undefined ? undefined : await storedToken(db, { id })
  return token !== undefined && isSigned(session, token.hash) ? token.actor : undefined
}

/** The rights that the database gives to those of these that may act, by UUID; to be compared with what they had. */
export async function currentRights(
  db: Kysely<Database>,
  of: Iterable<Pick<StoredRights, 'kind' | 'id'>>,
): Promise<ReadonlyMap<string, string>> {
  const all = [...of]
  const ids = (kind: StoredRights['kind']) => all.flatMap((one) => (one.kind === kind ? one.id : []))
  const [tokens, people] = [ids('token'), ids('person')]
  const rows = [
    ...(tokens.length === 0
      ? []
      : await valid(db)
          .select(['api_token.id', GRANTS_OF.as('grants')])
          .where('api_token.id', 'in', tokens)
          .execute()),
    ...(people.length === 0 ? [] : await grantsOfPeople(db, people)),
  ]
  return new Map(rows.map(({ id, grants }) => [id, grants.join()]))
}

/** Tokens that hold. */
function valid(db: Kysely<Database>) {
  return db
    .selectFrom('api_token')
    .leftJoin('person', 'person.id', 'api_token.person_id')
    .where('api_token.revoked_at', 'is', null)
    .where((where) => where.or([where('api_token.person_id', 'is', null), where('person.active', '=', true)]))
    .where((where) =>
      where.or([
        where('api_token.expires_at', 'is', null),
        where('api_token.expires_at', '>', sql<Date>`now()`),
      ]),
    )
}

/** All tokens, as they are listed. */
function entries(db: Kysely<Database>) {
  return db
    .selectFrom('api_token')
    .leftJoin('person', 'person.id', 'api_token.person_id')
    .leftJoin('service_account', 'service_account.id', 'api_token.service_account_id')
    .select([
      'api_token.id',
      'api_token.name',
      ROLES_OF.as('roles'),
      'person.name as person',
      'service_account.name as serviceAccount',
      'api_token.hint',
      'api_token.created_at as createdAt',
      'api_token.expires_at as expiresAt',
      'api_token.last_used_at as lastUsedAt',
      'api_token.revoked_at as revokedAt',
    ])
}

/** The grants of a row of api_token, sorted, see {@link rightsFrom}. */
const GRANTS_OF = sql<string[]>`array(
  select concat_ws(':', g.role, g.team_id) from role_grant g
  where g.token_id = api_token.id or g.service_account_id = api_token.service_account_id order by 1)`

/** The roles of a row of api_token in words, such as `EDITOR of Payments`. */
const ROLES_OF = sql<string[]>`array(
  select concat_ws(' of ', g.role, t.name) from role_grant g left join team t on t.id = g.team_id
  where g.token_id = api_token.id or g.service_account_id = api_token.service_account_id order by 1)`

/** To the minute: a write for every request would cost more than the request. */
async function noteUse(db: Kysely<Database>, id: string): Promise<void> {
  const now = Date.now()
  if (now - (noted.get(id) ?? 0) < 60_000) return
  noted.set(id, now)
  await db.updateTable('api_token').set({ last_used_at: sql`now()` }).where('id', '=', id).execute()
}

const noted = new Map<string, number>()
