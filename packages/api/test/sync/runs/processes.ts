import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Order } from './sync-process.ts'

const script = fileURLToPath(new URL('./sync-process.ts', import.meta.url))

/** A sync in a process of its own. */
export interface SyncProcess {
  readonly child: ChildProcess
  /** Resolves once it has said this so many times, or has ended. */
  said(word: string, times?: number): Promise<void>
  /** What it said last, once it has ended. */
  ended(): Promise<string | undefined>
}

export function startSync(order: Order): SyncProcess {
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said: string[] = []
  let wake = () => {}
  const end = once(child, 'close').then(() => wake())
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line)
    wake()
  })
  return {
    child,
    async said(word, times = 1) {
      while (said.filter((line) => line === word).length < times && child.exitCode === null) {
        if (child.signalCode !== null) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    async ended() {
      await end
      return said.at(-1)
    },
  }
}
