import type { Database, TableName } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { NodeChange } from './change-queue.ts'

/** Rows of one type that a stream follows. */
export interface FollowedType {
  readonly type: string
  readonly table: TableName
  /** UUIDs */
  readonly ids: readonly string[]
}

/** Versions of the rows that a stream follows, to find what has changed while notices were missed. */
export class NodeVersions {
  readonly #db: Kysely<Database>
  readonly #followed: readonly FollowedType[]
  /** By type and UUID; without the rows that do not exist. */
  #known: ReadonlyMap<string, number> = new Map()

  constructor(db: Kysely<Database>, followed: readonly FollowedType[]) {
    this.#db = db
    this.#followed = followed
  }

  /** Reads the versions and returns what differs from those of the previous call, from "does not exist" at first. */
  async read(): Promise<NodeChange[]> {
    const found = new Map<string, number>()
    for (const { type, table, ids } of this.#followed) {
      const rows = await this.#db
        .selectFrom<TableName>(table)
        .select([sql<string>`id`.as('id'), sql<number>`version`.as('version')])
        .where(sql<string>`id`, 'in', ids)
        .execute()
      for (const { id, version } of rows) found.set(`${type} ${id}`, version)
    }
    const before = this.#known
    this.#known = found
    return this.#followed.flatMap(({ type, ids }) =>
      ids.flatMap((id): NodeChange[] => {
        const [old, now] = [before.get(`${type} ${id}`), found.get(`${type} ${id}`)]
        if (old === now) return []
        return [
          { type, id, change: old === undefined ? 'CREATED' : now === undefined ? 'DELETED' : 'UPDATED' },
        ]
      }),
    )
  }
}
