import type { Database, JsonValue } from '@throughline/db'
import { ConfigError, resolveSecrets, Secret, type SecretSources } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import type { Keyring } from './keyring.ts'
import type { Source } from './store.ts'

/** What stands in a configuration in the place of a secret that is sealed in the database. */
export function sealedReference(field: string): string {
  return `sealed:${field}`
}

/** Seals a secret of a source, in the place of one that was there. */
export async function saveSecret(
  db: Kysely<Database>,
  keyring: Keyring,
  place: { readonly sourceId: string; readonly field: string },
  value: string,
): Promise<void> {
  const { keyId, envelope } = keyring.seal(value, place)
  await db
    .insertInto('source_secret')
    .values({ source_id: place.sourceId, field: place.field, key_id: keyId, envelope })
    .onConflict((conflict) =>
      conflict.columns(['source_id', 'field']).doUpdateSet((row) => ({
        key_id: row.ref('excluded.key_id'),
        envelope: row.ref('excluded.envelope'),
        updated_at: new Date(),
      })),
    )
    .execute()
}

/** Forgets the secrets of a source that its configuration does not refer to any more. */
export async function dropUnusedSecrets(db: Kysely<Database>, source: Pick<Source, 'id' | 'config'>) {
  const used = textsOf(source.config).flatMap((text) => (text.startsWith('sealed:') ? [text.slice(7)] : []))
  await db
    .deleteFrom('source_secret')
    .where('source_id', '=', source.id)
    .$if(used.length > 0, (query) => query.where('field', 'not in', used))
    .execute()
}

/**
 * Seals every secret again that is not sealed with the current key; gives how many. A key that no secret names any
 * more may be taken out of the keyring.
 */
export async function rotateSecrets(db: Kysely<Database>, keyring: Keyring): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('source_secret')
      .selectAll()
      .where('key_id', '!=', keyring.current ?? '')
      .forUpdate()
      .execute()
    for (const { source_id, field, key_id, envelope } of rows) {
      const place = { sourceId: source_id, field }
      await saveSecret(transaction, keyring, place, keyring.open({ keyId: key_id, envelope }, place))
    }
    return rows.length
  })
}

/** The secrets that one configuration refers to, and no others: all that a process which runs its plugin is given. */
export interface GivenSecrets {
  /** Values of the environment, by their names. */
  readonly env: Readonly<Record<string, string>>
  /** Opened, by their references. */
  readonly sealed: Readonly<Record<string, string>>
}

/** What the server itself lives on: whoever may make a source may not have it sent anywhere. */
const OWN = /^(DATABASE_[A-Z_]*URL|PG[A-Z]+|THROUGHLINE_(?!SOURCE_)[A-Z0-9_]+)$/

/** @throws ConfigError when a sealed secret cannot be opened, or one of the server's own is asked for. */
export async function secretsFor(
  db: Kysely<Database>,
  source: Pick<Source, 'id' | 'config'>,
  keyring: Keyring,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<GivenSecrets> {
  const texts = textsOf(source.config)
  const env: Record<string, string> = {}
  for (const text of texts) {
    const [, name] = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(text) ?? []
    if (name !== undefined && OWN.test(name)) {
      throw new ConfigError(`The secret env:${name} is the server's own; hand this one in under another name`)
    }
    const value = name === undefined ? undefined : environment[name]
    if (name !== undefined && value !== undefined) env[name] = value
  }
  const sealed: Record<string, string> = {}
  if (!texts.some((text) => text.startsWith('sealed:'))) return { env, sealed }
  const rows = await db.selectFrom('source_secret').selectAll().where('source_id', '=', source.id).execute()
  for (const { field, key_id, envelope } of rows) {
    sealed[sealedReference(field)] = keyring.open({ keyId: key_id, envelope }, { sourceId: source.id, field })
  }
  return { env, sealed }
}

/** The same, as the kit resolves them. */
export function secretSources({ env, sealed }: GivenSecrets): SecretSources {
  return {
    env,
    unseal(reference) {
      const value = sealed[reference]
      if (value !== undefined) return value
      throw new ConfigError(
        `Secret ${reference.slice(7)} is not set. Set it with "throughline source secret <source> ${reference.slice(7)}".`,
      )
    },
  }
}

/**
 * The value of one secret of a source, by the field it stands in (names with dots between them); undefined where the
 * configuration has none there.
 *
 * @throws ConfigError when it cannot be read or opened.
 */
export async function secretValue(
  db: Kysely<Database>,
  source: Pick<Source, 'id' | 'config'>,
  field: string,
  keyring: Keyring,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  let place: JsonValue | undefined = source.config
  for (const name of field.split('.')) {
    place = typeof place === 'object' && place !== null && !Array.isArray(place) ? place[name] : undefined
  }
  if (typeof place !== 'string') return undefined
  const sources = secretSources(await secretsFor(db, source, keyring, environment))
  return (await resolveSecrets(new Secret(place), sources)).reveal()
}

function textsOf(value: JsonValue): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((child: JsonValue) => textsOf(child))
}
