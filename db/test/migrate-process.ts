import { once } from 'node:events'
import { connect, migrate } from '../src/index.ts'

/**
 * A process that migrates: `node migrate-process.ts '<connection as JSON>'`. Says `ready`, waits until its input
 * ends, and prints what it applied.
 */
const db = connect(JSON.parse(process.argv[2] ?? ''))
await db.pool.query('select 1')
console.log('ready')
await once(process.stdin.resume(), 'end')
console.log(JSON.stringify((await migrate(db)).applied))
await db.close()
