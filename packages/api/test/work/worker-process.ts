import { type Connection, connect } from '@throughline/db'
import { startTestWorker } from './house.ts'

/** A worker in a process of its own, that can be stopped and killed. It says when it is ready. */
const connection: Connection = JSON.parse(process.argv[2] ?? '')
const db = connect(connection, { max: 3 })
const worker = await startTestWorker(db, {}, 5)
process.stdout.write('ready\n')
process.once('SIGTERM', async () => {
  await worker.stop()
  await db.close()
  process.exit(0)
})
