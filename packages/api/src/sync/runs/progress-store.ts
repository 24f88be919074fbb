import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import type { EventHub } from '../../events/hub.ts'

/** A run that has changed, as far as a follower selects by it. */
export interface RunState {
  readonly id: string
  readonly sourceId: string
  readonly version: number
  readonly finished: boolean
}

/** Receives runs. */
export interface Follower {
  /** The run to follow, by UUID; undefined for all runs. */
  readonly runId: string | undefined
  readonly onRun: (run: RunState) => void
  /** The run to follow does not exist any more. */
  readonly onDeleted: () => void
}

/** Between two reads of runs that change with every page, in milliseconds. */
const AT_MOST_EVERY = 200
/** Between two reads of the runs that are followed, should a notice be missed, in milliseconds. */
const AT_LEAST_EVERY = 5_000

/** Reads the runs that have changed, once for all followers of this process. */
export class RunFeed {
  readonly #db: Kysely<Database>
  readonly #hub: EventHub
  readonly #followers = new Set<Follower>()
  readonly #waiting = new Set<string>()
  #leave: (() => void) | undefined
  #backstop: NodeJS.Timeout | undefined
  #reading = false

  constructor(db: Kysely<Database>, hub: EventHub) {
    this.#db = db
    this.#hub = hub
  }

  /** Adds a follower and sends the current state of its run. Returns what removes it. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower)
    this.#leave ??= this.#hub.subscribe('throughline_sync', {
      onNotice: (runId) => this.#add(runId),
      onGap: () => this.#addFollowed(),
    })
    this.#backstop ??= setInterval(() => this.#addFollowed(), AT_LEAST_EVERY)
    if (follower.runId !== undefined) this.#add(follower.runId)
    return () => {
      this.#followers.delete(follower)
      if (this.#followers.size > 0) return
      clearInterval(this.#backstop)
      this.#backstop = undefined
      this.#leave?.()
      this.#leave = undefined
    }
  }

  #addFollowed(): void {
    for (const { runId } of this.#followers) if (runId !== undefined) this.#add(runId)
  }

  #add(runId: string): void {
    if (![...this.#followers].some((one) => one.runId === undefined || one.runId === runId)) return
    this.#waiting.add(runId)
    void this.#readAll()
  }

  async #readAll(): Promise<void> {
    if (this.#reading) return
    this.#reading = true
    while (this.#waiting.size > 0 && this.#followers.size > 0) {
      const ids = [...this.#waiting]
      this.#waiting.clear()
      try {
        await this.#read(ids)
      } catch {
        // The database is out of reach, which the pool logs. Its runs are read when it is back.
        for (const id of ids) this.#waiting.add(id)
      }
      await new Promise((resolve) => setTimeout(resolve, AT_MOST_EVERY))
    }
    this.#reading = false
  }

  async #read(ids: readonly string[]): Promise<void> {
    const rows = await this.#db
      .selectFrom('sync_run')
      .select(['id', 'source_id', 'finished_at', 'version'])
      .where('id', 'in', ids)
      .execute()
    const found = new Map(rows.map((row) => [row.id, row]))
    for (const follower of this.#followers) {
      for (const id of follower.runId === undefined ? ids : ids.filter((one) => one === follower.runId)) {
        const row = found.get(id)
        if (row !== undefined) {
          const { source_id: sourceId, version, finished_at } = row
          follower.onRun({ id, sourceId, version, finished: finished_at !== null })
        } else if (follower.runId !== undefined) follower.onDeleted()
      }
    }
  }
}
