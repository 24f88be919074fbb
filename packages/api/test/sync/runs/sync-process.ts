import { registerHooks } from 'node:module'
import { createInterface } from 'node:readline'
import type { Connection } from '@throughline/db'

/** Reads one generation into the graph, in a process of its own that can be killed. Says each page when it is stored. */
export interface Order {
  readonly connection: Connection
  readonly generation: number
  /** Waits for a line of input before this page of the assets. */
  readonly waitBefore?: number
  /** Lets a run write that was overtaken: the guard that is under test is taken out. */
  readonly unguarded?: boolean
}

const order: Order = JSON.parse(process.argv[2] ?? '')

/** Takes the guards out of the files that hold them, on their way into this process. */
function takeOutGuards(): void {
  const guards: readonly (readonly [file: string, guard: string, instead: string])[] = [
    [
      '/sync/runs/fence.ts',
      'if (row === undefined) throw new Superseded()\n  return row.fence',
      'return fence',
    ],
    ['/sync/runs/store.ts', 'if (row === undefined) throw new Superseded()', ''],
  ]
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      const found = guards.find(([file]) => url.endsWith(file))
      if (found === undefined) return loaded
      const [, guard, instead] = found
      const text = String(loaded.source)
      if (!text.includes(guard)) throw new Error(`${url} does not hold the guard that was to be taken out`)
      return { ...loaded, source: text.replaceAll(guard, instead) }
    },
  })
}

if (order.unguarded === true) takeOutGuards()
const { connect } = await import('@throughline/db')
const { sync } = await import('../scripted.ts')
const { generation } = await import('./generations.ts')

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const script = generation(order.generation)

async function* assets() {
  const pages = script.assets as readonly object[][]
  for (const [index, page] of pages.entries()) {
    if (index === order.waitBefore) {
      process.stdout.write('waiting\n')
      await lines.next()
    }
    yield page
  }
}

const db = connect(order.connection, { max: 2 })
process.stdout.write('ready\n')
try {
  const report = await sync(db, { ...script, assets }, { onProgress: () => process.stdout.write('page\n') })
  process.stdout.write(`${report.status}\n`)
} catch (error) {
  process.stdout.write(`${error instanceof Error && 'code' in error ? error.code : error}\n`)
}
await db.close()
process.stdin.destroy()
