import { setImmediate, setTimeout } from 'node:timers/promises'
import { type Connection, connect, type Db, type Log } from '@throughline/db'
import { type FatalPage, type FatalQuestion, fatalPageInSlices } from '../fatal-page.ts'
import type { GraphNodeRef } from '../network.ts'
import { partnersOfSet } from '../partners.ts'
import { type GraphPart, graphOfPart, upwardPart } from './graph-part.ts'
import { FigureKeeper } from './keeper-store.ts'
import { everComputed } from './progress-store.ts'
import type { FigureService } from './service.ts'
import { MirrorReader } from './store.ts'

/** How often figures are looked after in the background, in ms. */
const EVERY = 1_000
/** Milliseconds for which a question is answered at a stretch while others may wait for theirs. */
const SLICE = 20
/** Before the first request, figures are tried so often, with so many milliseconds between. */
const ATTEMPTS = 3
const PAUSE = 50

export interface LocalFiguresOptions {
  readonly connection: Connection
  readonly log: Log
  readonly clock?: () => Date
}

/** The graph in memory in this thread, on connections of its own. */
export class LocalFigures implements FigureService {
  readonly #db: Db
  readonly #reader: MirrorReader
  readonly #keeper: FigureKeeper
  readonly #log: Log
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #current: Promise<void> = Promise.resolve()

  constructor({ connection, log, clock = () => new Date() }: LocalFiguresOptions) {
    // One for the turn of a keeper, one that guards the background, two that read.
    this.#db = connect(connection, { max: 4, applicationName: 'throughline-figures', log })
    this.#log = log
    this.#reader = new MirrorReader(this.#db.kysely)
    this.#keeper = new FigureKeeper({ db: this.#db.kysely, reader: this.#reader, clock, log })
  }

  async keep(xid: string): Promise<void> {
    await this.#keeper.keep(xid)
  }

  async upward(set: readonly GraphNodeRef[], on: string): Promise<GraphPart> {
    const { mirror } = await this.#reader.refreshed()
    return upwardPart(mirror.graph(on), set)
  }

  async fatalNext(question: FatalQuestion, on: string): Promise<FatalPage> {
    const { mirror } = await this.#reader.refreshed()
    const graph = mirror.graph(on)
    const partners = partnersOfSet(graph, question.set)
    // Most of a graph takes longer to cut out than to search as it is.
    const isMost = partners.length > graph.nodes.length / 2
    const part = isMost ? graph : graphOfPart(upwardPart(graph, [...question.set, ...partners]))
    const pause = async () => {
      await setImmediate()
      this.#stopping.signal.throwIfAborted()
    }
    return fatalPageInSlices(part, question, { slice: SLICE, pause })
  }

  /** Keeps all figures that have changed, unless another process is doing so. */
  async catchUp(): Promise<void> {
    await this.#keeper.catchUp(this.#stopping.signal)
  }

  /**
   * Returns once all figures have been computed by the rules of this release, by this process or another.
   * @throws what the third attempt failed with
   */
  async ready(): Promise<void> {
    let failures = 0
    while (!this.#stopping.signal.aborted && !(await everComputed(this.#db.kysely))) {
      try {
        await this.catchUp()
      } catch (error) {
        failures += 1
        if (failures === ATTEMPTS) throw error
        this.#log.warn({ err: error }, 'figures could not be computed; they are tried again')
      }
      await setTimeout(PAUSE)
    }
  }

  /** Begins to keep figures in the background. */
  start(): void {
    const next = () => {
      if (this.#stopping.signal.aborted) return
      this.#timer = globalThis.setTimeout(() => {
        this.#current = this.catchUp()
          // What fails now is tried again at the next turn.
          .catch((error: unknown) => this.#log.warn({ err: error }, 'figures could not be kept'))
          .finally(next)
      }, EVERY)
    }
    next()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#timer)
    await this.#current
    await this.#db.close()
  }
}
