import type { Logger } from 'pino'
import { startSealing } from './audit-sealer.ts'
import { openDatabase } from './database.ts'
import type { Environment } from './environment.ts'
import { FiguresThread } from './figures-thread.ts'
import type { Output } from './output.ts'
import { openPluginRuntime } from './plugin-runtime.ts'

/** Works on what the sources wait for, beside any number of other processes. Gives what ends it again. */
export async function work(
  environment: Environment,
  log: Logger,
  output: Output,
): Promise<{ stop(): Promise<void> }> {
  const opened = await openDatabase(environment, log)
  try {
    const runtime = await openPluginRuntime(opened, environment, log)
    const worker = await runtime.startWorker()
    const sealing = startSealing(opened.db, log)
    const figures = new FiguresThread(opened.db.connection, log)
    output.say(`Working on up to ${environment.workConcurrency} sources at once. Stop with Ctrl-C.`)
    output.result({ concurrency: environment.workConcurrency })
    return {
      async stop() {
        await figures.stop()
        await sealing.stop()
        await worker.stop()
        await opened.close()
      },
    }
  } catch (error) {
    await opened.close()
    throw error
  }
}
