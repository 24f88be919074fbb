import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { ConfigError } from '@throughline/plugin-kit'

/** A key that secrets are sealed with. */
export interface SecretKey {
  /** Names the key in what it has sealed; letters, digits, - and _. */
  readonly id: string
  /** 32 bytes. */
  readonly key: Uint8Array
}

/** What a secret belongs to: it can be opened there and nowhere else. */
export interface SealPlace {
  readonly sourceId: string
  readonly field: string
}

/** A sealed secret, as it is stored. */
export interface Envelope {
  readonly keyId: string
  /** base64url of the nonce (12 bytes), the tag (16) and the ciphertext. */
  readonly envelope: string
}

const ALGORITHM = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

/** The keys of this installation: the first seals, all of them open. AES-256-GCM, the place as associated data. */
export class Keyring {
  readonly #keys: readonly SecretKey[]

  constructor(keys: readonly SecretKey[]) {
    this.#keys = keys
  }

  /**
   * Keys as the environment gives them: `id:base64` separated by commas, the one to seal with first.
   * @throws ConfigError that names the key, never its value.
   */
  static parse(text: string): Keyring {
    const keys = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part): SecretKey => {
        const [, id, value] = /^([A-Za-z0-9_-]{1,100}):([A-Za-z0-9+/_-]+={0,2})$/.exec(part) ?? []
        if (id === undefined || value === undefined) {
          throw new ConfigError(
            'A secret key is written as id:base64, e.g. 2026a:… of `openssl rand -base64 32`',
          )
        }
        const key = Buffer.from(value, 'base64')
        if (key.byteLength !== 32) {
          throw new ConfigError(`The secret key ${id} has ${key.byteLength} bytes; it must have 32`)
        }
        return { id, key }
      })
    const twice = keys.find(({ id }, index) => keys.findIndex((other) => other.id === id) !== index)
    if (twice !== undefined) throw new ConfigError(`Two secret keys are called ${twice.id}`)
    return new Keyring(keys)
  }

  /** The id of the key that seals; undefined where there is none. */
  get current(): string | undefined {
    return this.#keys[0]?.id
  }

  /** @throws ConfigError where there is no key. */
  seal(value: string, place: SealPlace): Envelope {
    const [current] = this.#keys
    if (current === undefined) {
      throw new ConfigError(
        'There is no key to seal secrets with: set THROUGHLINE_SECRET_KEYS, or give a reference, env:NAME or file:/path',
      )
    }
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv(ALGORITHM, current.key, nonce)
    cipher.setAAD(associated(place))
    const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
    return {
      keyId: current.id,
      envelope: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url'),
    }
  }

  /** @throws ConfigError where the key is missing, or what was stored is not what was sealed for this place. */
  open({ keyId, envelope }: Envelope, place: SealPlace): string {
    const key = this.#keys.find(({ id }) => id === keyId)
    if (key === undefined) {
      throw new ConfigError(
        `The secret ${place.field} was sealed with the key ${keyId}, which is not in THROUGHLINE_SECRET_KEYS`,
      )
    }
    const bytes = Buffer.from(envelope, 'base64url')
    try {
      const decipher = createDecipheriv(ALGORITHM, key.key, bytes.subarray(0, NONCE), { authTagLength: TAG })
      decipher.setAAD(associated(place))
      decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
    } catch (cause) {
      throw new ConfigError(
        `The secret ${place.field} cannot be opened: what is stored was not sealed for this source with the key ${keyId}`,
        { cause },
      )
    }
  }
}

function associated({ sourceId, field }: SealPlace): Buffer {
  return Buffer.from(`throughline:${sourceId}:${field}`, 'utf8')
}
