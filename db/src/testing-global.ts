import { startTestServer } from './test-server.ts'

/** vitest's globalSetup: one server for all workers of a run. What it returns is run at the end. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer()
  return () => server.stop()
}
