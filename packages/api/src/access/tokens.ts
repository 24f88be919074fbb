import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '@throughline/db'
import { normalizedText } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import type { Actor } from '../graph/context.ts'
import { InvalidInput, NotFound } from '../graph/errors.ts'
import type { Role } from '../graph/roles.ts'
import { type AuditContext, recordAudit } from './audit.ts'

/** The server itself, as the audit trail names it: who makes the first token. */
const ITSELF: AuditContext = { actor: 'throughline', requestId: 'start' }

/** Makes a token recognisable, to people and to scanners for leaked secrets. */
const PREFIX = 'tl_'
const FORM = /^tl_[A-Za-z0-9_-]{43}$/

/** A token as it is listed: never the secret itself. */
export interface TokenEntry {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** The first characters of the secret, to tell tokens apart. */
  readonly hint: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

/** What is kept of a secret: 256 random bits need no salt and no slow hash. */
function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Makes a token; the secret is in the answer and nowhere else. */
export async function createToken(
  db: Kysely<Database>,
  token: { readonly name: string; readonly role: Role; readonly expiresAt?: Date | null },
  auditContext: AuditContext = ITSELF,
): Promise<TokenEntry & { readonly secret: string }> {
  const name = normalizedText(token.name.trim())
  // What the audit trail calls its bearer is the name with a prefix, 200 characters at most.
  if (name.length === 0 || name.length > 190) throw InvalidInput.at(['name'], 'has 1 to 190 characters')
  // Names are printed to terminals and logs, where these would move the cursor or turn the text.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) {
    throw InvalidInput.at(
      ['name'],
      'contains a control or formatting character; use letters, digits and signs',
    )
  }
  const secret = `${PREFIX}${randomBytes(32).toString('base64url')}`
  const row = await db.transaction().execute(async (transaction) => {
    const made = await transaction
      .insertInto('api_token')
      .values({
        name,
        role: token.role,
        hint: secret.slice(0, 9),
        secret_hash: hashOf(secret),
        expires_at: token.expiresAt ?? null,
      })
      .returning(LISTED)
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, auditContext, [
      { action: 'api_token.create', entityType: 'ApiToken', entityId: made.id, before: null, after: made },
    ])
    return made
  })
  return { ...row, secret }
}

export async function listTokens(db: Kysely<Database>): Promise<TokenEntry[]> {
  return db.selectFrom('api_token').select(LISTED).orderBy('created_at').orderBy('id').execute()
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
  const found = await db
    .selectFrom('api_token')
    .select(LISTED)
    .where('revoked_at', 'is', null)
    .where((where) =>
      where.or([
        where('name', '=', normalizedText(which)),
        where('hint', '=', which),
        where(sql<string>`id::text`, '=', which),
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
    const revoked = await transaction
      .updateTable('api_token')
      .set({ revoked_at: sql`now()` })
      .where('id', '=', only.id)
      .returning(LISTED)
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, auditContext, [
      { action: 'api_token.revoke', entityType: 'ApiToken', entityId: only.id, before: only, after: revoked },
    ])
    return revoked
  })
}

/** An actor with the token that it presents. */
export interface BearerActor extends Actor {
  /** Whether the token is one of ours, whose UUID is the `id` of the actor; others end only when they expire. */
  readonly revocable: boolean
  readonly expiresAt: Date | null
}

/** Who presents this token; undefined when it does not hold: unknown, revoked or expired. */
export async function actorOf(db: Kysely<Database>, secret: string): Promise<BearerActor | undefined> {
  if (!FORM.test(secret)) return undefined
  const row = await db
    .selectFrom('api_token')
    .select(['id', 'name', 'role', 'last_used_at', 'expires_at'])
    .where('secret_hash', '=', hashOf(secret))
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<Date>`now()`)]))
    .executeTakeFirst()
  if (row === undefined) return undefined
  await noteUse(db, row.id)
  return {
    id: row.id,
    name: `token:${row.name}`,
    roles: [row.role],
    revocable: true,
    expiresAt: row.expires_at,
  }
}

/** Which of these tokens, by UUID, are neither revoked nor expired. */
export async function validTokens(db: Kysely<Database>, ids: Iterable<string>): Promise<Set<string>> {
  const rows = await db
    .selectFrom('api_token')
    .select('id')
    .where('id', 'in', [...ids])
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<Date>`now()`)]))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** To the minute: a write for every request would cost more than the request. */
async function noteUse(db: Kysely<Database>, id: string): Promise<void> {
  const now = Date.now()
  if (now - (noted.get(id) ?? 0) < 60_000) return
  noted.set(id, now)
  await db.updateTable('api_token').set({ last_used_at: sql`now()` }).where('id', '=', id).execute()
}

const noted = new Map<string, number>()

const LISTED = [
  'id',
  'name',
  'role',
  'hint',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'last_used_at as lastUsedAt',
  'revoked_at as revokedAt',
] as const
