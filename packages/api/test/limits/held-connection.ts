import { once } from 'node:events'
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net'
import type { Connection, Db } from '@throughline/db'

/** A way to a database that can hold back what its open connections send, while new ones are passed on. */
export interface HeldConnection {
  readonly connection: Connection
  hold(): void
  goOn(): void
  /** Resolves once the server has closed a connection, as it does when it has dealt with a cancel request. */
  readonly closed: Promise<void>
  close(): void
}

/** What the driver knows of its session and has no types for. */
interface Session {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password: string | null
}

export async function holdable(db: Db): Promise<HeldConnection> {
  const client = await db.pool.connect()
  const { host, port, user, database, password } = client as unknown as Session
  client.release()
  const pairs: { readonly near: Socket; readonly far: Socket }[] = []
  const closed = Promise.withResolvers<void>()
  const server = createServer((near) => {
    const far = host.startsWith('/') ? connectSocket(`${host}/.s.PGSQL.${port}`) : connectSocket(port, host)
    for (const socket of [near, far]) socket.on('error', () => undefined)
    far.on('close', () => closed.resolve())
    near.pipe(far).pipe(near)
    pairs.push({ near, far })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const relayed = (server.address() as AddressInfo).port
  return {
    connection: { host: '127.0.0.1', port: relayed, user, database, ...(password ? { password } : {}) },
    hold() {
      for (const { near, far } of pairs) near.unpipe(far)
    },
    goOn() {
      for (const { near, far } of pairs) near.pipe(far)
    },
    closed: closed.promise,
    close() {
      for (const { near, far } of pairs) for (const socket of [near, far]) socket.destroy()
      server.close()
    },
  }
}
