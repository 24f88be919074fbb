import {
  type Actions,
  type CheckReport,
  definePlugin,
  errorCodeOf,
  type IncrementalStream,
  type PluginContext,
  type SnapshotStream,
  secret,
  type TicketState,
  type Webhook,
} from '@throughline/plugin-kit'
import { z } from 'zod'

const config = z.strictObject({
  url: z.url().describe('Where the tracker is'),
  token: secret().describe('An API token that may read and write tickets'),
  hook: secret().optional().describe('What deliveries are signed with'),
})
export type TrackerConfig = z.infer<typeof config>
export type TrackerContext = PluginContext<TrackerConfig>

const ticketSchema = z.object({
  id: z.string(),
  project: z.string(),
  title: z.string(),
  status: z.string(),
  opened: z.string(),
  updated: z.string(),
})
export type Ticket = z.infer<typeof ticketSchema>
const hostSchema = z.object({ id: z.string(), name: z.string(), cores: z.int() })
export type Host = z.infer<typeof hostSchema>
const workSchema = z.object({ id: z.string(), ticket: z.string(), minutes: z.int(), at: z.string() })
export type Work = z.infer<typeof workSchema>

type Query = Record<string, string | number | undefined>

/** Calls the tracker and gives what it answers. */
export async function get<T>(ctx: TrackerContext, path: string, schema: z.ZodType<T>, query: Query = {}) {
  const response = await ctx.http.request(new URL(path, ctx.config.url), {
    headers: { authorization: ['Bearer ', ctx.config.token] },
    query,
  })
  return schema.parse(response.json())
}

async function post(ctx: TrackerContext, path: string, json: unknown): Promise<string> {
  const response = await ctx.http.request(new URL(path, ctx.config.url), {
    method: 'POST',
    headers: { authorization: ['Bearer ', ctx.config.token] },
    json,
  })
  return z.object({ id: z.string() }).parse(response.json()).id
}

const positionSchema = z.strictObject({ since: z.iso.datetime(), after: z.string() })
export type Position = z.infer<typeof positionSchema>

const STATES: Readonly<Record<string, TicketState>> = { new: 'OPEN', doing: 'IN_PROGRESS', done: 'RESOLVED' }

export const tickets: IncrementalStream<Ticket, TrackerConfig, Position> = {
  name: 'tickets',
  record: 'ticket',
  mode: 'incremental',
  cursor: {
    version: 2,
    schema: positionSchema,
    time: {
      of: ({ since }) => new Date(since),
      at: (instant) => ({ since: instant.toISOString(), after: '' }),
    },
  },
  watermarkDelay: 60_000,
  lookback: 120_000,
  scopes: async (ctx) =>
    (await get(ctx, '/projects', z.array(z.string()))).map((project) => ({ id: project })),
  async *pages(ctx, scope, from) {
    let position = from
    for (;;) {
      ctx.signal.throwIfAborted()
      const query = { project: scope.id, since: position?.since, after: position?.after }
      const raw = await get(ctx, '/tickets', z.array(ticketSchema), query)
      const last = raw.at(-1)
      if (last === undefined) return
      position = { since: last.updated, after: last.id }
      yield { raw, next: position }
    }
  },
  async *listKeys(ctx, scope) {
    yield await get(ctx, '/ticket-ids', z.array(z.string()), { project: scope.id })
  },
  primaryKey: ({ id }) => id,
  changedAt: ({ updated }) => updated,
  map: (ticket) => ({
    type: 'ticket',
    externalId: ticket.id,
    kind: 'TASK',
    title: ticket.title,
    state: STATES[ticket.status] ?? 'OPEN',
    sourceState: ticket.status,
    openedAt: ticket.opened,
  }),
}

export const hosts: SnapshotStream<Host, TrackerConfig, { page: number }> = {
  name: 'hosts',
  record: 'asset',
  mode: 'snapshot',
  cursor: { version: 1, schema: z.strictObject({ page: z.int().min(1) }) },
  scopes: async () => [{ id: 'all' }],
  async *pages(ctx, _scope, from) {
    const answer = z.object({ items: z.array(hostSchema), pages: z.int() })
    for (let page = from?.page ?? 1; ; page += 1) {
      ctx.signal.throwIfAborted()
      const { items, pages } = await get(ctx, '/hosts', answer, { page })
      yield { raw: items, next: { page: page + 1 } }
      if (page >= pages) return
    }
  },
  primaryKey: ({ id }) => id,
  map: ({ id, name, cores }) => ({
    type: 'asset',
    externalId: id,
    kind: 'tracker.host',
    name,
    attributes: { cores },
  }),
}

export const works: IncrementalStream<Work, TrackerConfig, { after: string }> = {
  name: 'works',
  record: 'effort',
  mode: 'append',
  cursor: { version: 1, schema: z.strictObject({ after: z.string() }) },
  scopes: async () => [{ id: 'all' }],
  async *pages(ctx, _scope, from) {
    let after = from?.after ?? ''
    for (;;) {
      ctx.signal.throwIfAborted()
      const raw = await get(ctx, '/works', z.array(workSchema), { after })
      const last = raw.at(-1)
      if (last === undefined) return
      after = last.id
      yield { raw, next: { after } }
    }
  },
  primaryKey: ({ id }) => id,
  map: ({ id, ticket, minutes, at }) => ({
    type: 'effort',
    externalId: id,
    ticket,
    minutes,
    performedAt: at,
  }),
}

export const webhook: Webhook<TrackerConfig> = {
  verify: {
    scheme: 'hmac',
    secret: 'hook',
    algorithm: 'sha256',
    header: 'x-tracker-signature',
    encoding: 'hex',
    prefix: 'sha256=',
    timestamp: { header: 'x-tracker-time' },
  },
  deliveryId: 'x-tracker-delivery',
  async receive(_ctx, delivery) {
    const event = z
      .object({ ticket: z.unknown().optional(), project: z.string().optional() })
      .parse(delivery.json())
    if (event.ticket === undefined) return { refetch: [{ stream: 'hosts' }] }
    const ticket = ticketSchema.parse(event.ticket)
    return { upsert: [{ stream: 'tickets', scope: ticket.project, raw: [ticket] }] }
  },
}

export const actions: Actions<TrackerConfig> = {
  async createTicket(ctx, { title, project = 'web' }, key) {
    const [known] = await get(ctx, '/tickets', z.array(ticketSchema), { mark: key })
    if (known !== undefined) return { externalId: known.id }
    return { externalId: await post(ctx, '/tickets', { title, project, mark: key }) }
  },
  async comment(ctx, { ticket, body }, key) {
    const [known] = await get(ctx, '/comments', z.array(z.object({ mark: z.string() })), { mark: key })
    if (known === undefined) await post(ctx, `/tickets/${ticket}/comments`, { text: body, mark: key })
    return { externalId: key }
  },
}

export async function check(ctx: TrackerContext): Promise<CheckReport[]> {
  const capability = 'read tickets'
  try {
    const { name } = await get(ctx, '/me', z.object({ name: z.string() }))
    return [{ capability, status: 'ok', detail: `as ${name}` }]
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    if (errorCodeOf(error) === 'AUTH_ERROR') return [{ capability, status: 'missing-permission', detail }]
    if (errorCodeOf(error) === 'TRANSIENT') return [{ capability, status: 'unreachable', detail }]
    return [{ capability, status: 'unusable', detail }]
  }
}

/** What the tracker plugin is defined with; tests spoil one part of it. */
export const trackerParts = {
  id: 'tracker',
  title: 'Tracker',
  kind: 'ticketing' as const,
  apiRange: '^2.0.0',
  config,
  hosts: ({ url }: TrackerConfig) => [new URL(url).host],
  assetKinds: { 'tracker.host': { title: 'Host', attributes: z.strictObject({ cores: z.int() }) } },
  check,
  streams: [tickets, hosts, works],
  webhook,
  actions,
}

export const tracker = definePlugin<TrackerConfig>(trackerParts)
