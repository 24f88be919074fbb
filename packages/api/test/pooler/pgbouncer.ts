import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Connection } from '@throughline/db'

/** The PgBouncer of Debian. */
const BINARY = process.env.PGBOUNCER ?? '/usr/sbin/pgbouncer'

/** A PgBouncer in transaction mode, in front of the server of the tests. */
export interface Pooler {
  /** A URL that leads to the same database through the pooler. */
  url(direct: Connection): string
  stop(): Promise<void>
}

/** The connection as a URL. */
export function directUrl(connection: Connection): string {
  if ('url' in connection) return connection.url
  const { host, port = 5432, user, password, database } = connection
  const url = new URL(`postgres://${encodeURIComponent(user)}@localhost:${port}/${database}`)
  if (password !== undefined) url.password = password
  url.searchParams.set('host', host)
  return url.href
}

/** @param sessions how many sessions of PostgreSQL the clients share */
export async function startPooler(server: Connection, sessions: number): Promise<Pooler> {
  const target = new URL(directUrl(server))
  const host = target.searchParams.get('host') ?? target.hostname
  const directory = await mkdtemp(join(tmpdir(), 'throughline-pgbouncer.'))
  const port = await freePort()
  const file = join(directory, 'pgbouncer.ini')
  const password = target.password === '' ? '' : ` password=${decodeURIComponent(target.password)}`
  await writeFile(
    file,
    `[databases]
* = host=${host} port=${target.port || 5432} user=${decodeURIComponent(target.username)}${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${sessions}
max_client_conn = 200
ignore_startup_parameters = options,extra_float_digits
`,
  )
  await chmod(directory, 0o755)
  const child = spawn(BINARY, [file], { stdio: ['ignore', 'ignore', 'pipe'], ...(await account(host)) })
  await ready(child)
  return {
    url(direct) {
      const url = new URL(directUrl(direct))
      return `postgres://${url.username}@127.0.0.1:${port}${url.pathname}`
    },
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** PgBouncer does not run as root: it takes the account that owns the socket of the server. */
async function account(host: string): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {}
  const { uid, gid } = host.startsWith('/') ? await stat(host) : { uid: 65_534, gid: 65_534 }
  return uid === 0 ? { uid: 65_534, gid: 65_534 } : { uid, gid }
}

async function ready(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const lines: string[] = []
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line)
      if (line.includes('process up')) resolve()
    })
  }
  child.once('error', reject)
  child.once('exit', () => reject(new Error(`PgBouncer has ended: ${lines.join('\n')}`)))
  await promise
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
