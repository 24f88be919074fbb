import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { type Client, createClient, operation, type Payloads } from '@throughline/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken } from '../../packages/api/src/access/tokens.ts'
import { type FlakyProxy, flakyProxy } from './flaky-proxy.ts'
import { KilledServers } from './killed-servers.ts'

const MUTATIONS = Number(process.env.KEYED_MUTATIONS ?? 2_000)
const CONCURRENCY = 8
/** A server is killed each time that about so many requests are on their way. */
const KILL_EVERY = 350

type Result = Payloads<{ createTicket: { readonly ticket: { readonly id: string } } }>
const CreateTicket = operation<Result, { title: string }>(
  'mutation',
  'CreateTicket',
  `mutation CreateTicket($title: String!) {
    createTicket(input: { title: $title, kind: TASK }) {
      __typename
      ... on Error { code message path }
      ... on CreateTicketPayload { ticket { id title createdAt version } }
    }
  }`,
)

let database: TestDatabase
let servers: KilledServers
let token: string

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  token = (await createToken(db.kysely, { name: 'faults', role: 'ADMIN' })).secret
  servers = await KilledServers.start(db.connection)
})
afterAll(async () => {
  await servers[Symbol.asyncDispose]()
  await database.drop()
})

/** The same numbers in each run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Creates a ticket for each title, some at a time, and returns the answers. */
async function createTickets(client: Client, titles: readonly string[]): Promise<Map<string, Result>> {
  const answers = new Map<string, Result>()
  const left = titles.values()
  const work = async () => {
    for (const title of left) {
      answers.set(title, await client.execute(CreateTicket, { title }, { idempotencyKey: `key of ${title}` }))
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work))
  return answers
}

/** How many of the titles have no ticket, and how many tickets are there beyond the first of their title. */
async function faultsIn(
  titles: readonly string[],
): Promise<{ lost: number; doubled: number; events: number }> {
  const { db } = database
  const { rows } = await db.pool.query<{ tickets: number; titles: number; events: number }>(
    `select count(*)::int as tickets, count(distinct title)::int as titles,
       (select count(*)::int from audit_event where entity_id = any(array_agg(ticket.id))) as events
     from ticket where title = any($1)`,
    [titles],
  )
  const { tickets = 0, titles: found = 0, events = 0 } = rows[0] ?? {}
  return { lost: titles.length - found, doubled: tickets - found, events }
}

const patient = { attempts: 1_000, baseDelay: 5, maxDelay: 100 }
const named = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name} ${index}`)
const different = (proxy: FlakyProxy) => [...proxy.answers.values()].filter(({ size }) => size > 1)

test(`${MUTATIONS} mutations through a network that fails, to servers that are killed: each has one effect and one answer`, async () => {
  const random = generator(1)
  let untilKill = KILL_EVERY
  await using proxy = await flakyProxy({
    target: () => servers.url,
    faulty: 0.3,
    random,
    keys: true,
    onForward: () => {
      untilKill -= 1
      if (untilKill > 0) return
      untilKill = KILL_EVERY * (0.5 + random())
      // In the middle of what the request needs, or shortly before or after it.
      setTimeout(() => servers.kill(), 4 * random())
    },
  })
  const client = createClient({ url: proxy.url, token, retry: patient, timeout: 120_000 })
  const titles = named('kept', MUTATIONS)
  const answers = await createTickets(client, titles)
  expect(await faultsIn(titles)).toEqual({ lost: 0, doubled: 0, events: MUTATIONS })
  expect(different(proxy)).toEqual([])
  const again = createClient({ url: servers.url, token, retry: patient })
  const some = titles.filter((_, index) => index % 5 === 0)
  const repeated = await createTickets(again, some)
  expect(some.map((title) => repeated.get(title))).toEqual(some.map((title) => answers.get(title)))
  expect(await faultsIn(titles)).toEqual({ lost: 0, doubled: 0, events: MUTATIONS })
  expect(servers.kills).toBeGreaterThan(MUTATIONS / KILL_EVERY / 4)
  expect(proxy.faults.size).toBe(6)
}, 600_000)

test('where the server does not see the keys, the same network doubles mutations', async () => {
  await using proxy = await flakyProxy({
    target: () => servers.url,
    faulty: 0.3,
    random: generator(2),
    keys: false,
  })
  const client = createClient({ url: proxy.url, token, retry: patient, timeout: 120_000 })
  const titles = named('doubled', 50)
  await createTickets(client, titles)
  const { lost, doubled } = await faultsIn(titles)
  expect(lost).toBe(0)
  expect(doubled).toBeGreaterThan(0)
  expect(different(proxy).length).toBeGreaterThan(0)
})
