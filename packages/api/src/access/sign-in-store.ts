import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditContext, type AuditEntry, recordAudit } from './audit.ts'

/** What an identity provider states of one of its subjects. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
  readonly name: string
  /** In lower case; null unless the provider has verified it. */
  readonly email: string | null
  readonly issuedAt: Date
  /** Undefined where it says nothing of teams. */
  readonly teams: readonly string[] | undefined
  /** The source of the external references that `teams` holds; undefined where they are names of teams. */
  readonly teamsSource: string | undefined
  /** Whether a subject that is not known here becomes a person. */
  readonly mayCreate: boolean
}

/** A person who signs in, with the roles that were granted here. */
export interface SignedIn {
  readonly id: string
  readonly active: boolean
  /** `EDITOR` for the whole organisation, `EDITOR:<uuid>` for a team. */
  readonly grants: readonly string[]
}

/** The person that a subject is known as; undefined for a subject that has not signed in yet. */
export async function findSubject(
  db: Kysely<Database>,
  issuer: string,
  subject: string,
): Promise<SignedIn | undefined> {
  return db
    .selectFrom('external_reference')
    .innerJoin('person', 'person.id', 'external_reference.person_id')
    .select(['person.id', 'person.active', GRANTS_OF.as('grants')])
    .where('external_reference.source', '=', issuer)
    .where('external_reference.external_id', '=', subject)
    .executeTakeFirst()
}

/** The roles that were granted to those of these persons who are active. */
export async function grantsOfPeople(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<{ id: string; grants: string[] }[]> {
  return db
    .selectFrom('person')
    .select(['person.id', GRANTS_OF.as('grants')])
    .where('person.id', 'in', ids)
    .where('person.active', '=', true)
    .execute()
}

/**
 * Finds the person behind a subject: by what the provider calls it, else by its verified address, else it is made.
 * Its memberships that the provider states are replaced, unless a token that was issued later has signed it in.
 * @returns undefined if it is not known and must not be made
 */
export async function signIn(db: Kysely<Database>, identity: Identity): Promise<SignedIn | undefined> {
  return db.transaction().execute(async (transaction) => {
    const key = `throughline.sign-in ${identity.issuer} ${identity.subject}`
    // Two first requests of one subject make one person.
    await sql`select pg_advisory_xact_lock(hashtext(${key}))`.execute(transaction)
    const found =
      (await findSubject(transaction, identity.issuer, identity.subject)) ??
      (await adopt(transaction, identity)) ??
      (await make(transaction, identity))
    if (found?.active !== true) return found
    if (await isLatest(transaction, found.id, identity))
      await replaceMemberships(transaction, found.id, identity)
    return found
  })
}

/**
 * The person with the verified address, who is known by the subject from now on. One who is known to this provider as
 * another subject is another person: addresses are given to new people. One who is not active stays out.
 */
async function adopt(transaction: Kysely<Database>, identity: Identity): Promise<SignedIn | undefined> {
  if (identity.email === null) return undefined
  const person = await transaction
    .selectFrom('person')
    .select(['person.id', 'person.active', GRANTS_OF.as('grants')])
    .where('email', '=', identity.email)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('external_reference')
            .select('external_reference.id')
            .whereRef('external_reference.person_id', '=', 'person.id')
            .where('external_reference.source', '=', identity.issuer),
        ),
      ),
    )
    .forUpdate()
    .executeTakeFirst()
  if (person?.active === true) await recogniseAs(transaction, person.id, identity)
  return person
}

async function make(transaction: Kysely<Database>, identity: Identity): Promise<SignedIn | undefined> {
  if (!identity.mayCreate) return undefined
  const insert = (email: string | null) =>
    transaction
      .insertInto('person')
      .values({ name: identity.name, email })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returningAll()
      .executeTakeFirst()
  // The address of another person stays with that one.
  const row = (await insert(identity.email)) ?? (await insert(null))
  if (row === undefined) throw new Error('a person without an address cannot be in conflict')
  await recordAudit(transaction, auditContextOf(identity, row.id), [
    { action: 'person.create', entityType: 'Person', entityId: row.id, before: null, after: row },
  ])
  await recogniseAs(transaction, row.id, identity)
  return { id: row.id, active: true, grants: [] }
}

async function recogniseAs(transaction: Kysely<Database>, person: string, identity: Identity): Promise<void> {
  const row = await transaction
    .insertInto('external_reference')
    .values({ source: identity.issuer, external_id: identity.subject, person_id: person })
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAudit(transaction, auditContextOf(identity, person), [
    { action: 'external_reference.create', entityType: 'Person', entityId: person, before: null, after: row },
  ])
}

/** Notes when the token was issued; false if a later one has been seen. */
async function isLatest(
  transaction: Kysely<Database>,
  person: string,
  { issuer, issuedAt }: Identity,
): Promise<boolean> {
  const noted = await transaction
    .insertInto('person_sign_in')
    .values({ person_id: person, issuer, token_issued_at: issuedAt })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'issuer'])
        .doUpdateSet({ token_issued_at: issuedAt })
        .where('person_sign_in.token_issued_at', '<=', issuedAt),
    )
    .returning('person_id')
    .executeTakeFirst()
  return noted !== undefined
}

/** Those that users made stay, and are not made twice. */
async function replaceMemberships(
  transaction: Kysely<Database>,
  person: string,
  identity: Identity,
): Promise<void> {
  if (identity.teams === undefined) return
  const wanted = await teamsOf(transaction, identity)
  let leaving = transaction
    .deleteFrom('membership')
    .where('person_id', '=', person)
    .where('issuer', '=', identity.issuer)
  if (wanted.length > 0) leaving = leaving.where('team_id', 'not in', wanted)
  const left = await leaving.returningAll().execute()
  const joined =
    wanted.length === 0
      ? []
      : await transaction
          .insertInto('membership')
          .values(wanted.map((team_id) => ({ person_id: person, team_id, issuer: identity.issuer })))
          .onConflict((conflict) => conflict.columns(['person_id', 'team_id']).doNothing())
          .returningAll()
          .execute()
  const entry = (action: string, before: object | null, after: object | null): AuditEntry => ({
    action,
    entityType: 'Person',
    entityId: person,
    before,
    after,
  })
  await recordAudit(transaction, auditContextOf(identity, person), [
    ...left.map((row) => entry('membership.unlink', row, null)),
    ...joined.map((row) => entry('membership.link', null, row)),
  ])
}

/** The teams that a token names and that are here; it may name groups of other applications, too. */
async function teamsOf(
  transaction: Kysely<Database>,
  { teams = [], teamsSource }: Identity,
): Promise<string[]> {
  if (teams.length === 0) return []
  const rows =
    teamsSource === undefined
      ? await transaction.selectFrom('team').select('id').where('name', 'in', teams).orderBy('id').execute()
      : await transaction
          .selectFrom('external_reference')
          .innerJoin('team', 'team.id', 'external_reference.team_id')
          .select('team.id')
          .where('external_reference.source', '=', teamsSource)
          .where('external_reference.external_id', 'in', teams)
          .orderBy('team.id')
          .execute()
  return [...new Set(rows.map(({ id }) => id))]
}

function auditContextOf({ subject }: Identity, person: string): AuditContext {
  return {
    actor: `oidc:${subject}`,
    requestId: 'sign-in',
    principal: { type: 'Person', id: person },
  }
}

/** The grants of a row of person, sorted. */
const GRANTS_OF = sql<string[]>`array(
  select concat_ws(':', g.role, g.team_id) from role_grant g where g.person_id = person.id order by 1)`
