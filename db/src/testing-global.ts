import { fileURLToPath } from 'node:url'
import { startTestServer } from './test-server.ts'

/** Where Node keeps what it compiled, for the many processes that tests start. It goes with `node_modules`. */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url))

/** vitest's globalSetup: one server for all workers of a run. What it returns is run at the end. */
export async function setup(): Promise<() => Promise<void>> {
  process.env.NODE_COMPILE_CACHE ??= compiled
  const server = await startTestServer()
  return () => server.stop()
}
