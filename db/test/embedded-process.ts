import { startEmbedded } from '../src/index.ts'

/**
 * A process that holds an embedded PostgreSQL: `node embedded-process.ts '<options as JSON>'`. Prints
 * `{ owned, connection, dataDirectory }` or `{ error: { code, message } }` on one line; leaves when its input ends.
 */
try {
  const { owned, connection, dataDirectory, stop } = await startEmbedded(JSON.parse(process.argv[2] ?? ''))
  console.log(JSON.stringify({ owned, connection, dataDirectory }))
  process.stdin.resume().once('end', () => void stop())
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  console.log(JSON.stringify({ error: { code, message: String(error) } }))
}
