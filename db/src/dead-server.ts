import { Socket } from 'node:net'
import type pg from 'pg'

/** How long a busy pool may hear nothing on a connection before the server is asked for a sign of life, in ms. */
const QUIET = 2_000
/**
 * How long the sign of life may take: so many looks of so many ms. Time in which this process was busy counts as one
 * look, as it reads nothing meanwhile: else a long computation would look like a dead server.
 */
const LOOKS = 8
const LOOK = 250
const LOOK_EVERY = 500

/** PostgreSQL and its poolers answer this request with one byte, before any authentication. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

interface Watched {
  readonly socket: Socket
  read: number
  since: number
}

/**
 * Gives up the connections of a server that does not respond any more, such as one that was stopped. A statement may
 * take long and its connection be quiet for as long, so silence by itself proves nothing: a new connection has to stay
 * without response as well.
 */
export function giveUpDeadServer(
  pool: pg.Pool,
  address: () => { readonly host: string; readonly port: number },
): void {
  /** The connections in use. */
  const watched = new Map<pg.PoolClient, Watched>()
  let timer: NodeJS.Timeout | undefined
  let asking = false

  const ask = async () => {
    asking = true
    const alive = await isAlive(address())
    asking = false
    const now = performance.now()
    for (const one of watched.values()) {
      if (alive) one.since = now
      else if (one.socket.bytesRead === one.read && now - one.since >= QUIET) {
        one.socket.destroy(new Error('PostgreSQL has not answered; the connection is given up'))
      }
    }
  }
  const look = () => {
    if (watched.size === 0) {
      clearInterval(timer)
      timer = undefined
      return
    }
    const now = performance.now()
    for (const one of watched.values()) {
      if (one.socket.bytesRead === one.read) continue
      one.read = one.socket.bytesRead
      one.since = now
    }
    if (!asking && [...watched.values()].some(({ since }) => now - since >= QUIET)) void ask()
  }

  pool.on('acquire', (client) => {
    const socket = socketOf(client)
    if (socket === undefined) return
    watched.set(client, { socket, read: socket.bytesRead, since: performance.now() })
    timer ??= setInterval(look, LOOK_EVERY)
    timer.unref()
  })
  pool.on('release', (_error, client) => watched.delete(client))
  pool.on('remove', (client) => watched.delete(client))
}

/** The driver's types leave the connection out. */
function socketOf(client: object): Socket | undefined {
  if (!('connection' in client)) return undefined
  const { connection } = client
  if (typeof connection !== 'object' || connection === null || !('stream' in connection)) return undefined
  return connection.stream instanceof Socket ? connection.stream : undefined
}

/** Whether anything at this address responds. A refused connection is a response: its error says more than silence. */
function isAlive({ host, port }: { readonly host: string; readonly port: number }): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = new Socket()
  let looks = 0
  const timer = setInterval(() => {
    looks += 1
    if (looks === LOOKS) resolve(false)
  }, LOOK)
  socket.once('data', () => resolve(true))
  socket.once('error', () => resolve(true))
  socket.once('close', () => resolve(true))
  if (host.startsWith('/')) socket.connect(`${host}/.s.PGSQL.${port}`)
  else socket.connect(port, host)
  socket.write(SSL_REQUEST)
  return promise.finally(() => {
    clearInterval(timer)
    socket.removeAllListeners().on('error', () => undefined)
    socket.destroy()
  })
}
