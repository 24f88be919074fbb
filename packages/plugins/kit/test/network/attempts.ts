import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { createHttpClient } from '@throughline/plugin-kit/http'
import { INTERNAL_ADDRESSES, INTERNAL_SPELLINGS } from './internal-forms.ts'
import { type Answer, startNameServer, type Zone } from './name-server.ts'

/*
 * Runs in a network of its own, where every address leads to this process: whatever is connected to is heard. Prints
 * the attempts, each with the addresses that a connection was made to.
 */

/** What one attempt came to. */
export interface Attempt {
  readonly kind: 'address' | 'spelling' | 'name' | 'redirect' | 'second answer' | 'allowed'
  readonly what: string
  /** Addresses of the connections, in their order. */
  readonly connections: readonly string[]
  /** Undefined where there was an answer. */
  readonly error?: string
  /** Names that the name server was asked for. */
  readonly asked: readonly string[]
}

const PUBLIC = '93.184.215.14'
const PUBLIC_IPV6 = '2606:2800:21f:cb07::1'
const REDIRECTS = [301, 302, 307, 308]

const manyThenInternal = Array.from({ length: 20 }, (_, index) => `93.184.216.${index + 1}`).concat(
  '10.0.0.1',
)
const zone: Zone = new Map<string, readonly Answer[]>([
  ['public.test', [{ addresses: [PUBLIC] }]],
  ['other-public.test', [{ addresses: [PUBLIC_IPV6] }]],
  ['metadata.google.internal', [{ addresses: ['169.254.169.254'] }]],
  ...INTERNAL_ADDRESSES.map(
    (address, index) => [`internal-${index}.test`, [{ addresses: [address] }]] as const,
  ),
  ['public-first.test', [{ addresses: [PUBLIC, '127.0.0.1'] }]],
  ['public-last.test', [{ addresses: ['127.0.0.1', PUBLIC] }]],
  ['public-and-ipv6.test', [{ addresses: [PUBLIC, '::1'] }]],
  ['public-and-mapped.test', [{ addresses: [PUBLIC, '::ffff:127.0.0.1'] }]],
  ['many.test', [{ addresses: manyThenInternal }]],
  [
    'chain.test',
    [{ through: ['a.public.test', 'metadata.google.internal'], addresses: ['169.254.169.254'] }],
  ],
  ['chain-to-localhost.test', [{ through: ['localhost'], addresses: ['127.0.0.1'] }]],
  ['mixed-chain.test', [{ through: ['public.test'], addresses: [PUBLIC, '192.168.0.1'] }]],
  ['rebound.test', [{ addresses: [PUBLIC] }, { addresses: ['127.0.0.1'] }]],
  ['rebound-after-break.test', [{ addresses: [PUBLIC] }, { addresses: ['127.0.0.1'] }]],
])

let connections: string[] = []
const heard = (socket: Socket) => {
  connections.push((socket.localAddress ?? '').replace(/^::ffff:(?=\d+\.)/, ''))
}
const web = createServer((request, response) => {
  const { searchParams } = urlOf(request)
  if (request.headers.host === 'rebound-after-break.test') return void request.socket.destroy()
  const to = searchParams.get('to')
  if (to === null) return void response.end('{}')
  response
    .writeHead(Number(searchParams.get('status')), { location: Buffer.from(to).toString('latin1') })
    .end()
})
const urlOf = (request: IncomingMessage) => new URL(request.url ?? '/', 'http://public.test')
web.on('connection', heard)
const tls = createTcpServer((socket) => socket.destroy())
tls.on('connection', heard)
await new Promise<void>((resolve) => web.listen(80, '::', resolve))
await new Promise<void>((resolve) => tls.listen(443, '::', resolve))
const { asked } = await startNameServer(zone)

function hostOf(url: string): string[] {
  const host = URL.parse(url)?.host
  return host === undefined || host === '' ? [] : [host]
}

async function attempt(
  kind: Attempt['kind'],
  what: string,
  urls: readonly string[],
  options: { readonly allowPrivate?: boolean; readonly alsoDeclared?: readonly string[] } = {},
): Promise<Attempt> {
  connections = []
  asked.length = 0
  let error: string | undefined
  const http = createHttpClient({
    hosts: [...urls, ...(options.alsoDeclared ?? [])].flatMap(hostOf),
    allowPrivate: options.allowPrivate,
    limits: { requestsPerSecond: 1000, deadline: 2_000 },
    signal: new AbortController().signal,
    random: () => 0,
  })
  for (const url of urls) {
    try {
      await http.request(url)
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.message : String(thrown)
    }
  }
  await http.close()
  return {
    kind,
    what,
    connections: [...connections],
    asked: [...asked],
    ...(error === undefined ? {} : { error }),
  }
}

const redirecting = (to: string, status: number) =>
  `http://public.test/?status=${status}&to=${encodeURIComponent(to)}`
const written = (address: string) => (address.includes(':') ? `[${address}]` : address)

const attempts: Attempt[] = []
for (const address of INTERNAL_ADDRESSES) {
  const url = `http://${written(address)}/`
  attempts.push(await attempt('address', address, [url]))
  attempts.push(await attempt('allowed', address, [url], { allowPrivate: true }))
}
for (const host of INTERNAL_SPELLINGS) {
  attempts.push(await attempt('spelling', host, [`http://${host}/`]))
  attempts.push(await attempt('allowed', host, [`http://${host}/`], { allowPrivate: true }))
}
for (const name of zone.keys()) {
  if (/^(other-)?public\.test$|^rebound/.test(name)) continue
  attempts.push(await attempt('name', name, [`http://${name}/`]))
}
for (const [index, host] of [...INTERNAL_ADDRESSES.map(written), ...INTERNAL_SPELLINGS].entries()) {
  const status = REDIRECTS[index % REDIRECTS.length] ?? 302
  for (const protocol of ['http', 'https']) {
    const target = `${protocol}://${host}/`
    const url = redirecting(target, status)
    attempts.push(await attempt('redirect', `${status} ${target}`, [url], { alsoDeclared: [target] }))
  }
}
for (const status of REDIRECTS) {
  const last = 'http://chain.test/'
  const next = `http://other-public.test/?status=${status}&to=${encodeURIComponent(last)}`
  const declared = { alsoDeclared: [next, last] }
  attempts.push(await attempt('redirect', `${status} twice`, [redirecting(next, status)], declared))
  attempts.push(
    await attempt('redirect', `${status} //`, [redirecting('//127.0.0.1/', status)], {
      alsoDeclared: ['http://127.0.0.1/'],
    }),
  )
}
const rebound = 'http://rebound.test/'
attempts.push(await attempt('second answer', 'to one call', [rebound]))
attempts.push(await attempt('second answer', 'to two calls', [rebound, rebound]))
attempts.push(await attempt('second answer', 'after a break', ['http://rebound-after-break.test/']))
process.stdout.write(JSON.stringify(attempts), () => process.exit())
