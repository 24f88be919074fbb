import { createInterface } from 'node:readline'
import { type Connection, connect } from '@throughline/db'
import { mappingStep } from '../../src/mapping/progress-store.ts'

/** Applies changed rules as maintenance does, one step for each line of its input; says when each begins and ends. */
const db = connect(JSON.parse(process.argv[2] ?? '') as Connection)
const writer = { auditContext: { actor: 'test', requestId: 'child' }, at: new Date('2031-01-01T00:00:00Z') }
for await (const _ of createInterface({ input: process.stdin })) {
  process.stdout.write('begins\n')
  await db.kysely.transaction().execute((transaction) => mappingStep(transaction, writer))
  process.stdout.write('done\n')
}
