import type { Database, JsonObject } from '@throughline/db'
import type { Kysely } from 'kysely'
import { InvalidInput } from '../../graph/errors.ts'
import type { Keyring } from './keyring.ts'
import type { PluginCatalog } from './plugin-catalog.ts'
import { saveSecret, sealedReference } from './secrets.ts'
import type { SubmittedSecret } from './settings.ts'
import type { Source } from './store.ts'

/** Sealed and written as text it must still fit its column. */
const LONGEST_SECRET = 4_000

/**
 * The configuration with a reference in the place of each secret that is handed in.
 * @throws InvalidInput where a secret cannot be taken.
 */
export function withSealed(
  config: JsonObject,
  secrets: readonly SubmittedSecret[],
  { catalog, keyring }: { readonly catalog: PluginCatalog; readonly keyring: Keyring },
  plugin: string,
): JsonObject {
  const fields = catalog.find(plugin)?.manifest?.secretFields ?? []
  let sealed = config
  for (const { field, value } of secrets) {
    if (!fields.includes(field)) {
      throw InvalidInput.at(
        ['secrets'],
        `"${field}" holds no secret of ${plugin}; these do: ${fields.length === 0 ? 'none' : fields.join(', ')}`,
      )
    }
    if (value === '') throw InvalidInput.at(['secrets'], `the value for ${field} is empty`)
    if (value.length > LONGEST_SECRET) {
      throw InvalidInput.at(['secrets'], `the value for ${field} is longer than ${LONGEST_SECRET} characters`)
    }
    if (keyring.current === undefined) {
      throw InvalidInput.at(
        ['secrets'],
        'this server has no key to seal secrets with: set THROUGHLINE_SECRET_KEYS, or write a reference, env:NAME or file:/path, into config',
      )
    }
    sealed = withValue(sealed, field.split('.'), sealedReference(field))
  }
  return sealed
}

function withValue(config: JsonObject, [name = '', ...below]: readonly string[], value: string): JsonObject {
  if (below.length === 0) return { ...config, [name]: value }
  const inner = config[name]
  const object =
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as JsonObject) : {}
  return { ...config, [name]: withValue(object, below, value) }
}

/** Seals the secrets that were handed in, in the transaction that stores the source. */
export async function sealSecrets(
  transaction: Kysely<Database>,
  keyring: Keyring,
  source: Source,
  secrets: readonly SubmittedSecret[],
): Promise<void> {
  for (const { field, value } of secrets) {
    await saveSecret(transaction, keyring, { sourceId: source.id, field }, value)
  }
}
