import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { canonicalJson } from '@throughline/plugin-kit'
import { DomainError, InvalidInput } from '../graph/errors.ts'

/** The request that a key stands for. */
export interface KeyedRequest {
  /** The text of the document. */
  readonly document: string
  readonly operationName: string | null | undefined
  readonly variables: unknown
}

const NONCE = 12
const TAG = 16

/**
 * The key of one mutation operation of one actor. The key itself is never stored: the database holds a hash to find it
 * by, and the answer encrypted with a key that only the caller's key leads to, because answers may contain secrets.
 */
export class IdempotencyKey {
  /** SHA-256 of actor and key */
  readonly hash: Buffer
  /** SHA-256 of the request */
  readonly requestHash: Buffer
  readonly #secret: Buffer

  constructor(actor: string, key: string, { document, operationName, variables }: KeyedRequest) {
    this.hash = sha256(`${actor}\0${key}`)
    this.requestHash = sha256(
      canonicalJson({ document, operationName: operationName ?? null, variables: variables ?? {} }),
    )
    this.#secret = Buffer.from(hkdfSync('sha256', key, this.hash, 'throughline idempotency answer', 32))
  }

  /** Encrypts an answer with AES-256-GCM; it can only be opened under the same key and for the same request. */
  seal(answer: string): Buffer {
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', this.#secret, nonce).setAAD(this.#bound())
    const sealed = Buffer.concat([cipher.update(answer, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
  }

  /** @throws Error if it was sealed otherwise or was changed. */
  open(sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.#secret, sealed.subarray(0, NONCE))
      .setAAD(this.#bound())
      .setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
  }

  #bound(): Buffer {
    return Buffer.concat([this.hash, this.requestHash])
  }
}

/** The key that a request gives in its header. @throws InvalidInput where it is none. */
export function readIdempotencyKey(header: string): string {
  if (/^[\x20-\x7e]{1,255}$/.test(header)) return header
  throw new InvalidInput('Idempotency-Key must have 1 to 255 printable ASCII characters.')
}

/** The error for a key that was used with another document, operation name or variables. */
export function keyReused(): DomainError {
  return new DomainError(
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key belongs to another request. Use a new key for each mutation; repeat a request with the same document, operation name and variables.',
  )
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
