import { type Connection, connect } from '@throughline/db'
import { pino } from 'pino'
import { startServer } from '../../src/server.ts'

/** A server in a process of its own, that can be killed. It prints its address when it is ready. */
const [, , address = ''] = process.argv
const connection: Connection = JSON.parse(address)
const server = await startServer({
  db: connect(connection),
  log: pino({ level: 'silent' }),
  port: 0,
  host: '127.0.0.1',
  loopbackOnly: true,
})
process.stdout.write(`${server.url}\n`)
// Without this it would outlive the test that started it.
process.stdin.on('end', () => process.exit(1)).resume()
