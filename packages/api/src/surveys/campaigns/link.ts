import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** The keys that follow from the one that an organisation keeps for its surveys. */
export interface SurveyKeys {
  readonly signing: Buffer
  readonly hashing: Buffer
  readonly respondents: Buffer
}

export const KEY_BYTES = 32
const RANDOM_BYTES = 16
const SIGNATURE_BYTES = 32
const TOKEN = /^[\w-]{64}$/

/** @param key the 32 bytes that are stored */
export function surveyKeys(key: Uint8Array): SurveyKeys {
  const derived = (use: string) =>
    Buffer.from(hkdfSync('sha256', key, '', `throughline survey ${use} 1`, KEY_BYTES))
  return {
    signing: derived('link signing'),
    hashing: derived('link hashing'),
    respondents: derived('respondents'),
  }
}

/** A link as it is handed out, once, and as it is stored. */
export interface Link {
  /** 64 characters of base64url: 16 random bytes and their signature. */
  readonly token: string
  /** 32 bytes; does not lead back to the token. */
  readonly hash: Buffer
}

export function newLink(keys: SurveyKeys): Link {
  const random = randomBytes(RANDOM_BYTES)
  const token = Buffer.concat([random, signatureOf(random, keys)]).toString('base64url')
  return { token, hash: hashOf(token, keys) }
}

/** What a link is stored as; undefined if this organisation has not signed it: that takes no look into the database. */
export function linkHash(token: string, keys: SurveyKeys): Buffer | undefined {
  if (!TOKEN.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  const random = bytes.subarray(0, RANDOM_BYTES)
  const isSigned =
    bytes.byteLength === RANDOM_BYTES + SIGNATURE_BYTES &&
    timingSafeEqual(bytes.subarray(RANDOM_BYTES), signatureOf(random, keys))
  return isSigned ? hashOf(token, keys) : undefined
}

function signatureOf(random: Uint8Array, { signing }: SurveyKeys): Buffer {
  return createHmac('sha256', signing).update(random).digest()
}

function hashOf(token: string, { hashing }: SurveyKeys): Buffer {
  return createHmac('sha256', hashing).update(token).digest()
}

/** Surveys whose results are compared with each other: those with the same template on the same subject. */
export interface Series {
  readonly template: string
  /** UUID; null for the organisation. */
  readonly serviceId: string | null
}

/** What the caller's key of a recipient is kept as: the same in the surveys of a series, another in every other series. */
export function panelHash(
  panel: string,
  { template, serviceId }: Series,
  { respondents }: SurveyKeys,
): string {
  return keyed(respondents, ['panel', template, serviceId ?? 'organisation', panel])
}

/**
 * What a response keeps of its respondent: two links of one recipient give one response to a survey. From it follows
 * neither the link nor the recipient without the key.
 */
export function respondentOf(
  surveyId: string,
  recipient: { readonly id: string; readonly panelHash: string | null },
  { respondents }: SurveyKeys,
): string {
  return keyed(respondents, ['respondent', surveyId, recipient.panelHash ?? recipient.id])
}

function keyed(key: Buffer, parts: readonly string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url')
}
