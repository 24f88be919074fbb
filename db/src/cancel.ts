import { connect, type Socket } from 'node:net'
import type pg from 'pg'

/** What the driver knows of its session and has no types for. */
interface Session {
  readonly host?: string
  readonly port?: number
  readonly processID?: number | null
  readonly secretKey?: number | null
}

/** The number that says in a start-up packet: this is a request to cancel. */
const CANCEL_REQUEST = 80_877_102

/**
 * Asks the server to cancel the statement that runs on a connection, by the protocol's cancel request: it takes no
 * session, and PgBouncer passes it on. The request can arrive after the statement has ended, so the connection must not
 * be used for another one. Failures are ignored, since the statement then ends by itself.
 */
export function cancelStatement(client: pg.ClientBase): void {
  const { host = 'localhost', port = 5432, processID, secretKey } = client as Session
  if (processID == null || secretKey == null) return
  const packet = Buffer.alloc(16)
  packet.writeInt32BE(packet.length, 0)
  packet.writeInt32BE(CANCEL_REQUEST, 4)
  packet.writeInt32BE(processID, 8)
  packet.writeInt32BE(secretKey, 12)
  const socket: Socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host)
  socket.setTimeout(5_000, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('connect', () => socket.end(packet))
  socket.resume()
}
