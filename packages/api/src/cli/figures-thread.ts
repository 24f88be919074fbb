import { Worker } from 'node:worker_threads'
import type { Connection, Log } from '@throughline/db'
import { InvalidInput } from '../graph/errors.ts'
import type { FatalPage, FatalQuestion } from '../reasoning/fatal-page.ts'
import type { GraphPart } from '../reasoning/mirror/graph-part.ts'
import type { FigureService } from '../reasoning/mirror/service.ts'
import type { GraphNodeRef } from '../reasoning/network.ts'
import type { CallName, CallOf, FiguresCalls, FiguresThreadData, Reply } from './figures-messages.ts'

const CHILD = new URL('./figures-child.ts', import.meta.url)
/** Milliseconds for which the answer to a mutation waits for its figures. */
const KEEP_WAIT = 2_000
/** Milliseconds after which the database is asked instead of the graph in memory. */
const UPWARD_WAIT = 250
/** Milliseconds after which a thread that has crashed is started again, and for which one may take to end. */
const RESTART_AFTER = 1_000
const STOP_WAIT = 5_000

type Waiting = PromiseWithResolvers<FiguresCalls[CallName]['answer']>

/** The graph in memory in a thread of its own. While there is no such thread, the database answers. */
export class FiguresThread implements FigureService {
  readonly #connection: Connection
  readonly #log: Log
  readonly #waiting = new Map<number, Waiting>()
  #thread: Worker | undefined
  #restart: NodeJS.Timeout | undefined
  #stopping = false
  #calls = 0

  constructor(connection: Connection, log: Log) {
    this.#connection = connection
    this.#log = log
    this.#start()
  }

  /** Returns once all figures have been computed by the rules of this release. */
  async ready(): Promise<void> {
    await this.#ask('ready', {})
  }

  async keep(xid: string): Promise<void> {
    await within(KEEP_WAIT, this.#ask('keep', { xid })).catch(() => undefined)
  }

  async upward(set: readonly GraphNodeRef[], on: string): Promise<GraphPart | undefined> {
    return within(UPWARD_WAIT, this.#ask('upward', { set, on })).catch(() => undefined)
  }

  async fatalNext(question: FatalQuestion, on: string): Promise<FatalPage | undefined> {
    return this.#ask('fatalNext', { question, on }).catch((error: unknown) => {
      if (error instanceof InvalidInput) throw error
      // Whatever keeps the thread from answering, the database can be asked.
      return undefined
    })
  }

  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#restart)
    await within(STOP_WAIT, this.#ask('stop', {})).catch(() => undefined)
    await this.#thread?.terminate()
  }

  #start(): void {
    const workerData: FiguresThreadData = { connection: this.#connection }
    const thread = new Worker(CHILD, { workerData })
    this.#thread = thread
    thread.on('message', (reply: Reply) => this.#hear(reply))
    thread.on('error', (error) => this.#log.error({ err: error }, 'the graph in memory was lost'))
    thread.on('exit', () => {
      this.#thread = undefined
      for (const waiting of this.#waiting.values()) waiting.reject(new Error('the graph in memory was lost'))
      this.#waiting.clear()
      if (!this.#stopping) this.#restart = setTimeout(() => this.#start(), RESTART_AFTER)
    })
  }

  #hear(reply: Reply): void {
    if ('level' in reply) {
      this.#log[reply.level](reply.details, reply.message)
      return
    }
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('error' in reply) waiting?.reject(reply.error)
    else if ('invalid' in reply) waiting?.reject(InvalidInput.of(reply.invalid))
    else waiting?.resolve(reply.answer)
  }

  async #ask<Name extends CallName>(
    call: Name,
    ask: FiguresCalls[Name]['ask'],
  ): Promise<FiguresCalls[Name]['answer']> {
    const thread = this.#thread
    if (thread === undefined) throw new Error('there is no graph in memory at the moment')
    const id = ++this.#calls
    const waiting: Waiting = Promise.withResolvers()
    this.#waiting.set(id, waiting)
    const message: CallOf<Name> = { id, call, ask }
    thread.postMessage(message)
    return (await waiting.promise) as FiguresCalls[Name]['answer']
  }
}

/** What a promise gives, or undefined after this many milliseconds. */
async function within<Result>(milliseconds: number, promise: Promise<Result>): Promise<Result | undefined> {
  const late = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => late.resolve(undefined), milliseconds)
  try {
    return await Promise.race([promise, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
