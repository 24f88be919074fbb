import type { Db } from '@throughline/db'
import { unauthenticated } from '../access/authorise.ts'
import type { BearerActor } from '../access/tokens.ts'
import { DomainError, type ErrorCode, postgresCode } from '../graph/errors.ts'
import { isIn, organisationRoles } from '../graph/roles.ts'
import { forbidden } from '../graph/visibility.ts'
import { ingestSamples } from '../metrics/ingest/ingest-store.ts'
import { InvalidLines, readSamples, type SampleFormat } from '../metrics/ingest/read-store.ts'

export interface IngestLimits {
  /** The largest body, in bytes. */
  readonly bytes: number
  /** Samples of one request. */
  readonly samples: number
}

export const INGEST_LIMITS: IngestLimits = { bytes: 200_000_000, samples: 1_000_000 }

/** What is sent, and by whom. */
export interface IngestRequest {
  readonly db: Db
  readonly actor: BearerActor
  readonly requestId: string
  readonly contentType: string | undefined
  readonly contentEncoding: string | undefined
  readonly body: AsyncIterable<Uint8Array>
  readonly limits: IngestLimits
  /** Takes the points for samples; throws if they are not there. */
  readonly pay: (samples: number) => Promise<void>
}

/** The answer to a caller. */
export interface IngestReply {
  readonly status: number
  readonly body: object
}

const FORMATS: Readonly<Record<string, SampleFormat>> = {
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
}

/** What a disk of the server says, not one of the database. */
const NO_ROOM =
  'The directory for temporary files of the server is full; make room, then try again. Nothing is stored.'

/** Stores the samples of a body, all of them or none. Errors that are not the caller's are thrown. */
export async function ingest(request: IngestRequest): Promise<IngestReply> {
  const { actor, db, contentType = '', contentEncoding = 'identity', limits } = request
  const refused = denied(actor)
  if (refused !== undefined) return refused
  const format = FORMATS[contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '']
  if (format === undefined || !/(^|charset="?utf-8"?)$/i.test(contentType.split(';')[1]?.trim() ?? '')) {
    return failure(415, 'BAD_USER_INPUT', `Send samples as ${Object.keys(FORMATS).join(' or ')}, in UTF-8.`)
  }
  if (contentEncoding.toLowerCase() !== 'identity') {
    return failure(415, 'BAD_USER_INPUT', 'The body is compressed, which is not taken; send it as it is.')
  }
  try {
    const checked = await readSamples(db.kysely, within(request.body, limits.bytes), format, limits.samples)
    try {
      await request.pay(checked.received)
      const { recorded, replaced, unchanged } = await ingestSamples(
        db.kysely,
        { actor: actor.name, requestId: request.requestId, principal: actor.principal },
        checked.metrics,
        checked.spool,
      )
      return { status: 200, body: { received: checked.received, recorded, replaced, unchanged } }
    } finally {
      await checked.spool.close()
    }
  } catch (error) {
    if (postgresCode(error) === 'ENOSPC') return failure(503, 'UNAVAILABLE', NO_ROOM)
    const status = error instanceof DomainError ? STATUS[error.code] : undefined
    if (!(error instanceof DomainError) || status === undefined) throw error
    const problems = error instanceof InvalidLines ? { problems: error.problems } : {}
    return failure(status, error.code, error.message, problems)
  }
}

/** Metrics are of the whole organisation to those who record: the same rule as that of `recordSamples`. */
function denied(actor: BearerActor): IngestReply | undefined {
  if (isIn('RECORDERS', organisationRoles(actor))) return undefined
  const { message } = isIn('RECORDERS', actor.roles)
    ? {
        message:
          'To ingest samples takes a role of the whole organisation; this token has its role for teams only.',
      }
    : forbidden('To ingest samples', 'RECORDERS', actor.roles)
  return failure(403, 'FORBIDDEN', message)
}

/** The refusal of a caller without a valid token. */
export function unknownCaller(): IngestReply {
  return failure(401, 'UNAUTHENTICATED', unauthenticated().message)
}

export function failure(status: number, code: ErrorCode, error: string, more: object = {}): IngestReply {
  return { status, body: { error, code, ...more } }
}

async function* within(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const part of body) {
    size += part.byteLength
    if (size > most) {
      const message = `A body may have at most ${most} bytes; send the rest with another request. Nothing is stored.`
      throw new DomainError('PAYLOAD_TOO_LARGE', message)
    }
    yield part
  }
}
