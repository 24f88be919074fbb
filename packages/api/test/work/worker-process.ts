import { type Connection, connect } from '@throughline/db'
import { startTestWorker } from './worker-harness.ts'

/** A worker in a process of its own, that can be stopped and killed. It says when it is ready. */
const [, , address = '', ...execArgv] = process.argv
const connection: Connection = JSON.parse(address)
const db = connect(connection, { max: 3 })
const worker = await startTestWorker(db, {}, 5, { execArgv })
process.stdout.write('ready\n')
// Whoever started it is gone: nobody else would end it.
process.stdin.on('end', () => process.exit(1)).resume()
process.once('SIGTERM', async () => {
  await worker.stop()
  await db.close()
  process.exit(0)
})
