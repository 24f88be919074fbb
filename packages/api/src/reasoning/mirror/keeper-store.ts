import { setImmediate } from 'node:timers/promises'
import type { Database, Log } from '@throughline/db'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { ImpactGraph } from '../network.ts'
import { collected, inSlices } from '../steps.ts'
import { affectedBelow, allPositions } from './affected.ts'
import { figureRows } from './figure-rows.ts'
import type { GraphMirror } from './mirror.ts'
import {
  type Basis,
  type Changes,
  changesBetween,
  changesOf,
  MOST_CHANGES,
  pruneChanges,
  readBasis,
  readProgress,
  writeFigures,
  writeProgress,
} from './progress-store.ts'
import type { MirrorReader } from './store.ts'

const MOST_NODES = 1_000
/** Milliseconds for which figures are computed at a stretch while mutations may wait for theirs. */
const SLICE = 20
/** Figures that are written in one transaction. */
const CHUNK = 5_000
/** Milliseconds for which a keeper waits for its turn, and for the row of a node that is being deleted. */
const TURN_WAIT = 2_000
const ROW_WAIT = 500
const PRUNE_EVERY = 60_000
/** Milliseconds between two signs of life on the connection of the guard. */
const SIGN_EVERY = 5_000

/** What a keeper knows in its turn. */
interface Turn {
  readonly transaction: Transaction<Database>
  readonly mirror: GraphMirror
  /** The changes that the mirror contains at least. */
  readonly snapshot: string
  readonly basis: Basis
  /** What the kept figures contain; undefined where all must be computed. */
  readonly kept: string | undefined
}

/**
 * Keeps `node_figure` right. A keeper that writes holds an advisory lock and reads the graph after it has it, so the last
 * writer has the newest view; a figure that was computed before that is written only where nothing that it depends on
 * has changed meanwhile.
 */
export class FigureKeeper {
  readonly #db: Kysely<Database>
  readonly #reader: MirrorReader
  readonly #clock: () => Date
  readonly #log: Log
  readonly #mostNodes: number
  #waiting = new Set<string>()
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined
  #pruned = 0

  constructor(options: {
    readonly db: Kysely<Database>
    readonly reader: MirrorReader
    readonly clock: () => Date
    readonly log: Log
    /** The answer to a mutation waits for the figures of at most so many nodes; 1,000 if not said. */
    readonly mostNodes?: number
  }) {
    this.#db = options.db
    this.#reader = options.reader
    this.#clock = options.clock
    this.#log = options.log
    this.#mostNodes = options.mostNodes ?? MOST_NODES
  }

  /**
   * Keeps the figures that a committed transaction has changed, if they are at most 1,000; more are left to
   * {@link catchUp}. Transactions that wait share one turn. Never fails: what could not be kept now is kept later.
   */
  async keep(xid: string): Promise<void> {
    this.#waiting.add(xid)
    this.#next ??= this.#running.then(() => this.#keepWaiting())
    await this.#next
  }

  #keepWaiting(): Promise<void> {
    const xids = [...this.#waiting]
    this.#waiting = new Set()
    this.#next = undefined
    this.#running = this.#turn((turn) => this.#keepSome(turn, xids)).then(
      () => undefined,
      (error: unknown) => this.#log.info({ err: error }, 'figures are kept later'),
    )
    return this.#running
  }

  /** Keeps what has changed, of everything if that is little, else of these transactions. */
  async #keepSome(turn: Turn, xids: readonly string[]): Promise<void> {
    if (await this.#keepAllChanges(turn)) return
    const own = await changesOf(turn.transaction, xids, MOST_CHANGES)
    const positions = own === undefined ? undefined : positionsOf(turn, own, this.#mostNodes)
    if (positions !== undefined) await this.#write(turn, positions)
  }

  /** Returns false where too much has changed for a turn. */
  async #keepAllChanges(turn: Turn): Promise<boolean> {
    const { transaction, kept, snapshot, basis } = turn
    if (kept === undefined) return false
    const changes = await changesBetween(transaction, kept, snapshot, MOST_CHANGES)
    const positions = changes === undefined ? undefined : positionsOf(turn, changes, this.#mostNodes)
    if (positions === undefined) return false
    await this.#write(turn, positions)
    await writeProgress(transaction, snapshot, basis)
    return true
  }

  async #write(turn: Turn, positions: Iterable<number>): Promise<void> {
    const { mirror, basis, transaction } = turn
    const rows = [...figureRows(mirror.graph(basis.day), mirror.merged, positions, basis.thresholds)]
    if (rows.length > 0) await writeFigures(transaction, rows, this.#clock())
  }

  /**
   * Keeps all figures that have changed, unless another process is doing so. Figures of many nodes are computed
   * without holding up the keepers of mutations.
   * @returns false where another process is at it
   */
  async catchUp(signal?: AbortSignal): Promise<boolean> {
    if (!(await this.#isBehind())) return true
    return this.#db.transaction().execute(async (guard) => {
      // The guard has nothing to do while figures are computed, and that may take longer than sessions may be idle.
      const { rows } = await sql<{ held: boolean }>`
        select set_config('idle_in_transaction_session_timeout', '0', true),
          pg_try_advisory_xact_lock(hashtext('throughline figures in the background')) as held`.execute(guard)
      if (rows[0]?.held !== true) return false
      // A connection on which nothing goes either way is taken for dead.
      const sign = setInterval(() => void sql`select`.execute(guard).catch(() => undefined), SIGN_EVERY)
      try {
        while (signal?.aborted !== true) {
          if (await this.#turn((turn) => this.#keepAllChanges(turn))) break
          if (await this.#keepMany(signal)) break
        }
      } finally {
        clearInterval(sign)
      }
      return true
    })
  }

  async #isBehind(): Promise<boolean> {
    const now = this.#clock()
    if (now.getTime() - this.#pruned > PRUNE_EVERY) {
      this.#pruned = now.getTime()
      await pruneChanges(this.#db)
    }
    const kept = await readProgress(this.#db, await readBasis(this.#db, now))
    if (kept === undefined) return true
    const { rows } = await sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.execute(
      this.#db,
    )
    const changes = await changesBetween(this.#db, kept, rows[0]?.snapshot ?? kept, 0)
    return changes === undefined
  }

  /** Returns false where it must begin again, as every figure may have changed meanwhile. */
  async #keepMany(signal: AbortSignal | undefined): Promise<boolean> {
    const { mirror, snapshot } = await this.#reader.refreshed()
    const basis = await readBasis(this.#db, this.#clock())
    const kept = await readProgress(this.#db, basis)
    const changes =
      kept === undefined ? EVERYTHING : ((await changesBetween(this.#db, kept, snapshot)) ?? EVERYTHING)
    const positions = positionsOf({ mirror, basis }, changes, Infinity) ?? []
    const computed = figureRows(mirror.graph(basis.day), mirror.merged, positions, basis.thresholds)
    const rows = await inSlices(collected(computed, signal), SLICE, setImmediate)
    for (let at = 0; at < rows.length; at += CHUNK) {
      if (signal?.aborted === true) return true
      const current = await this.#turn(async (turn) => {
        const since = await changesBetween(turn.transaction, snapshot, turn.snapshot)
        if (since === undefined || since.everything || !isSame(turn.basis, basis)) return false
        const changed = idsAt(
          turn.mirror.graph(basis.day),
          turn.mirror.merged,
          positionsOf(turn, since, Infinity),
        )
        const chunk = rows.slice(at, at + CHUNK).filter(({ id }) => !changed.has(id))
        await writeFigures(turn.transaction, chunk, this.#clock())
        return true
      })
      if (!current) return false
    }
    await this.#turn((turn) => writeProgress(turn.transaction, snapshot, basis))
    return true
  }

  /** Waits for the turn of this keeper, and brings the mirror up to date in it. */
  async #turn<Result>(work: (turn: Turn) => Promise<Result>): Promise<Result> {
    return this.#db.transaction().execute(async (transaction) => {
      await waitAtMost(transaction, TURN_WAIT)
      await sql`select pg_advisory_xact_lock(hashtext('throughline figures'))`.execute(transaction)
      await waitAtMost(transaction, ROW_WAIT)
      const { mirror, snapshot } = await this.#reader.refreshed()
      const basis = await readBasis(transaction, this.#clock())
      const kept = await readProgress(transaction, basis)
      return work({ transaction, mirror, snapshot, basis, kept })
    })
  }
}

const EVERYTHING: Changes = { everything: true, nodes: [] }

async function waitAtMost(transaction: Transaction<Database>, milliseconds: number): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(milliseconds)}, true)`.execute(transaction)
}

/** Positions of the nodes whose figures the changes may have changed; undefined where there are more than `most`. */
function positionsOf(
  { mirror, basis }: Pick<Turn, 'mirror' | 'basis'>,
  { everything, nodes }: Changes,
  most: number,
): Iterable<number> | undefined {
  const graph = mirror.graph(basis.day)
  if (everything) {
    const all = allPositions(graph)
    return all.length > most ? undefined : all
  }
  return affectedBelow(
    graph,
    nodes.flatMap((id) => mirror.positionsOf(id)),
    most,
  )
}

/** IDs of the nodes at these positions, with those of the assets that they stand for. */
function idsAt(
  graph: ImpactGraph,
  merged: ReadonlyMap<string, string>,
  positions: Iterable<number> | undefined,
): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const position of positions ?? []) ids.add(graph.nodes[position]?.id ?? '')
  for (let before = -1; before < ids.size; ) {
    before = ids.size
    for (const [id, survivor] of merged) if (ids.has(survivor)) ids.add(id)
  }
  return ids
}

function isSame(a: Basis, b: Basis): boolean {
  return (
    a.day === b.day &&
    a.thresholds.critical === b.thresholds.critical &&
    a.thresholds.high === b.thresholds.high &&
    a.thresholds.medium === b.thresholds.medium
  )
}
