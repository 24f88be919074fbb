import { Writable } from 'node:stream'
import { pino } from 'pino'
import { type Listener, openListener, type RequestTimes } from '../../src/http/listener.ts'
import type { Route } from '../../src/http/routes.ts'

export type LogLine = Readonly<Record<string, unknown>> & { readonly level: number; readonly msg: string }

/** A listener with routes of the test, and what it logs. */
export interface OwnListener extends Listener {
  readonly lines: LogLine[]
}

export const LEVEL = { debug: 20, info: 30, error: 50 } as const

export async function ownListener(routes?: readonly Route[], times?: RequestTimes): Promise<OwnListener> {
  const lines: LogLine[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()))
      done()
    },
  })
  const log = pino({ level: 'trace' }, sink)
  const listener = await openListener({
    log,
    port: 0,
    host: '127.0.0.1',
    loopbackOnly: true,
    ...(times === undefined ? {} : { times }),
  })
  if (routes !== undefined) listener.route(routes)
  return { ...listener, lines }
}
