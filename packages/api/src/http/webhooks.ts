import type { IncomingMessage } from 'node:http'
import type { Db, JsonObject } from '@throughline/db'
import {
  type DeliveryHeaders,
  deliveryIdOf,
  type PluginManifest,
  secretsOf,
  type Verification,
  verifyDelivery,
} from '@throughline/plugin-kit'
import type { Logger } from 'pino'
import type { Keyring } from '../sync/sources/keyring.ts'
import type { PluginCatalog } from '../sync/sources/plugin-catalog.ts'
import { secretValue } from '../sync/sources/secrets.ts'
import type { Source } from '../sync/sources/store.ts'
import { answerJson } from './answer.ts'
import { discardBody, readBody } from './body.ts'
import { BodyBudget } from './body-budget.ts'
import type { Route } from './routes.ts'

export interface WebhookOptions {
  readonly db: Db
  readonly log: Logger
  readonly catalog: PluginCatalog
  readonly keyring: Keyring
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: () => Date
  /** The largest body that is taken, in bytes. */
  readonly bodyLimit?: number
}

const NAME = /^[a-z0-9._-]{1,100}$/
const BODY_LIMIT = 5_000_000

const CREDENTIALS = /^(authorization|cookie|proxy-authorization)$|signature|secret|token$/

/** What a sender is told. */
interface Reply {
  readonly status: number
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Takes deliveries for sources: verified over the bytes as they came, stored, and only then acknowledged. No plugin
 * runs here: how a delivery is verified is data.
 */
export function webhookRoute(options: WebhookOptions): Route {
  const limit = options.bodyLimit ?? BODY_LIMIT
  const budgets: Budgets = { known: bodyBudget(limit), unknown: bodyBudget(limit) }
  return {
    methods: ['POST'],
    path: '/webhooks/:source',
    async handle(request, response, { params }) {
      const name = params.source ?? ''
      const { status, body, headers } = await answer(options, budgets, request, { name, limit })
      answerJson(response, status, body, headers)
    },
  }
}

/** A delivery on its way in. */
interface Arrival {
  readonly name: string
  /** In bytes. */
  readonly limit: number
}

/**
 * Bodies for names that take no deliveries are not kept, and are refused like the others all the same: what they may
 * use up is not what deliveries need.
 */
interface Budgets {
  readonly known: BodyBudget
  readonly unknown: BodyBudget
}

/** Room for two of the largest deliveries of a name at a time, and for eight in all. */
function bodyBudget(limit: number): BodyBudget {
  return new BodyBudget({ perReceiver: 2 * limit, total: 8 * limit })
}

/** The same whether the source does not exist, takes no deliveries, or could not verify this one. */
const REFUSED: Reply = { status: 401, body: { error: 'The delivery could not be verified.' } }
/** A sender that gets this comes again. */
const LATER: Reply = {
  status: 503,
  body: { error: 'Deliveries cannot be taken at the moment; send it again later.' },
  headers: { 'retry-after': '60' },
}

/** Too much of what has not been checked is in memory already; the rest of this one is not read. */
const BUSY: Reply = { ...LATER, headers: { ...LATER.headers, connection: 'close', 'retry-after': '5' } }

/** A source that takes deliveries. */
interface Receiver {
  readonly source: Source
  readonly webhook: NonNullable<PluginManifest['webhook']>
}

/** Returns why deliveries of this name are not taken, if so. */
async function receiverNamed(options: WebhookOptions, name: string): Promise<Receiver | Reply> {
  const { db, catalog } = options
  if (!NAME.test(name)) return REFUSED
  const source = await db.kysely.selectFrom('source').selectAll().where('name', '=', name).executeTakeFirst()
  if (source === undefined) return REFUSED
  const manifest = catalog.find(source.plugin)?.manifest
  if (manifest === undefined) {
    // It may be the plugin of one of those that could not be loaded, and whose id is unknown.
    return catalog.list().some(({ problem }) => problem !== undefined) ? LATER : REFUSED
  }
  return manifest.webhook === null ? REFUSED : { source, webhook: manifest.webhook }
}

async function answer(
  options: WebhookOptions,
  budgets: Budgets,
  request: IncomingMessage,
  { name, limit }: Arrival,
): Promise<Reply> {
  const receiver = await receiverNamed(options, name)
  const known = !('status' in receiver)
  const share = (known ? budgets.known : budgets.unknown).share(name)
  try {
    // The body is kept for a source that takes it only, but read in any case: the reply and its moment reveal nothing.
    const body = known
      ? await readBody(request, limit, share)
      : (await discardBody(request, limit, share)) && Buffer.alloc(0)
    if (!body) return share.refused ? BUSY : tooLarge(limit)
    if (known) return await accept(options, request, receiver, body)
    options.log.warn({ source: name, reasons: ['no such source takes deliveries'] }, 'a delivery was refused')
    return receiver
  } finally {
    share.release()
  }
}

/** Stores a delivery that can be verified. */
async function accept(
  options: WebhookOptions,
  request: IncomingMessage,
  { source, webhook }: Receiver,
  body: Buffer,
): Promise<Reply> {
  const { db, log, clock } = options
  const headers = request.headersDistinct
  const receivedAt = clock()
  const reasons: string[] = []
  let verified = false
  for (const verification of webhook.verify) {
    const secrets = await secretsOfFields(options, source, secretsOf(verification))
    const verdict = verifyDelivery(verification, (field) => secrets.get(field), { headers, body, receivedAt })
    if (verdict.ok) verified = true
    else reasons.push(`${verification.scheme}: ${verdict.reason}`)
  }
  if (!verified) {
    log.warn({ source: source.name, reasons }, 'a delivery was refused')
    return REFUSED
  }
  const { deliveryId } = webhook
  const stored = await db.kysely
    .insertInto('webhook_delivery')
    .values({
      source_id: source.id,
      delivery_id: deliveryIdOf(deliveryId === null ? {} : { deliveryId }, headers, body),
      headers: keptHeaders(headers, webhook.verify),
      body,
      received_at: receivedAt,
    })
    .onConflict((conflict) => conflict.columns(['source_id', 'delivery_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return { status: 202, body: { status: stored === undefined ? 'known already' : 'accepted' } }
}

function tooLarge(limit: number): Reply {
  return {
    status: 413,
    body: { error: `A delivery may have at most ${limit} bytes.` },
    // The sender need not send the rest.
    headers: { connection: 'close' },
  }
}

async function secretsOfFields(
  { db, keyring, environment, log }: WebhookOptions,
  source: Source,
  fields: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>()
  for (const field of fields) {
    try {
      const value = await secretValue(db.kysely, source, field, keyring, environment)
      if (value !== undefined) values.set(field, value)
    } catch (error) {
      // Without it the delivery is refused, which is right; the operator is told why.
      log.error({ err: error, source: source.name, field }, 'a secret of a webhook cannot be read')
    }
  }
  return values
}

/** Headers that prove who somebody is are of no use once they have, whatever the plugin calls them. */
function keptHeaders(headers: DeliveryHeaders, verifications: readonly Verification[]): JsonObject {
  const proofs = new Set(
    verifications.flatMap((verification) =>
      'header' in verification ? [verification.header.toLowerCase()] : [],
    ),
  )
  const kept: Record<string, string> = {}
  for (const [header, value] of Object.entries(headers)) {
    const name = header.toLowerCase()
    if (value === undefined || CREDENTIALS.test(name) || proofs.has(name)) continue
    kept[name] = [value].flat().join(', ').replaceAll('\0', '')
  }
  return kept
}
