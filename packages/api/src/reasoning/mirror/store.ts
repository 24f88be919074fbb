import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { GraphMirror } from './mirror.ts'
import { eachTable, type GraphRows, ROW_KINDS } from './rows.ts'

/** A mirror of the graph, with what it contains. */
export interface MirrorState {
  readonly mirror: GraphMirror
  /** The transactions whose changes it contains: a `pg_snapshot` as text. */
  readonly snapshot: string
}

/**
 * The graph in memory of this process. It is read once and then follows the recorded changes: a refresh reads the rows
 * of the transactions that its last snapshot did not see, in one statement, hence in one snapshot. A number that grows
 * would miss transactions that commit later than others which began after them.
 */
export class MirrorReader {
  readonly #db: Kysely<Database>
  #state: MirrorState | undefined
  #running: Promise<MirrorState> | undefined
  #next: Promise<MirrorState> | undefined

  constructor(db: Kysely<Database>) {
    this.#db = db
  }

  /**
   * Brings the mirror up to date with all that was committed before this call: it waits for a refresh that began
   * after it. Calls that wait share one.
   */
  async refreshed(): Promise<MirrorState> {
    // One that ended a moment ago may have a successor that is about to begin.
    if (this.#running === undefined) return this.#next ?? this.#start()
    this.#next ??= this.#running.then(
      () => this.#start(),
      () => this.#start(),
    )
    return this.#next
  }

  #start(): Promise<MirrorState> {
    this.#next = undefined
    const running = this.#refresh().finally(() => {
      if (this.#running === running) this.#running = undefined
    })
    this.#running = running
    return running
  }

  async #refresh(): Promise<MirrorState> {
    const known = this.#state
    // What is read in part is of no use: after an error everything is read again.
    this.#state = undefined
    const state =
      known === undefined || known.mirror.worn ? await readAll(this.#db) : await follow(this.#db, known)
    this.#state = state
    return state
  }
}

type Fragment = RawBuilder<unknown>

const list = (items: Fragment, from: Fragment): Fragment =>
  sql`(select coalesce(json_agg(${items}), '[]') ${from})`

/** Each table: the columns of a row, and where they come from. */
const TABLES: Readonly<Record<keyof GraphRows, readonly [items: Fragment, from: Fragment]>> = {
  assets: [sql`json_build_array(t.id, t.name, t.lifecycle, t.merged_into)`, sql`from asset t`],
  services: [sql`json_build_array(t.id, t.name, t.lifecycle)`, sql`from service t`],
  objectives: [
    sql`json_build_object('id', t.id, 'title', t.title, 'parentId', t.parent_id, 'weight', t.weight,
      'status', t.status, 'startsOn', t.starts_on, 'endsOn', t.ends_on)`,
    sql`from objective t`,
  ],
  processes: [
    sql`json_build_object('id', t.id, 'name', t.name,
      'services', (select coalesce(json_agg(json_build_array(u.service_id, u.strength)), '[]')
        from process_service u where u.process_id = t.id),
      'objectives', (select coalesce(json_agg(json_build_array(c.objective_id, c.share)), '[]')
        from process_objective c where c.process_id = t.id))`,
    sql`from process t`,
  ],
  relations: [
    sql`json_build_array(t.id, t.from_id, t.to_id, t.kind, t.strength)`,
    sql`from asset_relation t`,
  ],
  dependencies: [
    sql`json_build_array(t.id, t.service_id, t.on_service_id, t.on_asset_id, t.strength, t.group_id)`,
    sql`from service_dependency t`,
  ],
  groups: [sql`json_build_array(t.id, t.name, t.service_id, t.min_available)`, sql`from redundancy_group t`],
  contributions: [
    sql`json_build_array(t.id, t.objective_id, t.service_id, t.share, t.valid_from, t.valid_to)`,
    sql`from objective_service t`,
  ],
}
const NAMES = Object.keys(TABLES) as (keyof GraphRows)[]

/** The transactions that were not visible in a snapshot, as a condition on a column. */
export function after(column: Fragment, snapshot: string): RawBuilder<boolean> {
  return sql`(${column} >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
    and not pg_visible_in_snapshot(${column}, ${snapshot}::pg_snapshot))`
}

async function readAll(db: Kysely<Database>): Promise<MirrorState> {
  const columns = NAMES.map((name) => sql`${list(...TABLES[name])} as ${sql.ref(name)}`)
  const { rows } = await sql<GraphRows & { snapshot: string }>`
    select pg_current_snapshot()::text as snapshot, ${sql.join(columns)}`.execute(db)
  const { snapshot, ...read } = theOnly(rows)
  const mirror = new GraphMirror()
  mirror.apply(read)
  return { mirror, snapshot }
}

async function follow(db: Kysely<Database>, { mirror, snapshot: seen }: MirrorState): Promise<MirrorState> {
  const columns = NAMES.map((name) => {
    const ids = sql`select id from changed where kind = ${ROW_KINDS[name]}`
    const [items, from] = TABLES[name]
    return sql`${list(items, sql`${from} where t.id = any(array(${ids}))`)} as ${sql.ref(name)}`
  })
  const { rows } = await sql<
    GraphRows & { snapshot: string; missed: boolean; changed: readonly (readonly [string, string])[] }
  >`
    with changed as materialized (
      select distinct kind, id from graph_change c where ${after(sql.ref('c.xid'), seen)}
    )
    select pg_current_snapshot()::text as snapshot,
      pg_snapshot_xmin(${seen}::pg_snapshot) < coalesce((select pruned_below from figure_progress), '0'::xid8)
        or pg_snapshot_xmax(${seen}::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) as missed,
      ${list(sql`json_build_array(c.kind, c.id)`, sql`from changed c`)} as changed,
      ${sql.join(columns)}`.execute(db)
  const { snapshot, missed, changed, ...read } = theOnly(rows)
  // Changes were deleted before they were read here, or this is another database than before.
  if (missed) return readAll(db)
  if (changed.length > 0) {
    const ids = Map.groupBy(changed, ([kind]) => kind)
    mirror.apply(
      read,
      eachTable((name) => (ids.get(ROW_KINDS[name]) ?? []).map(([, id]) => id)),
    )
  }
  return { mirror, snapshot }
}

function theOnly<Row>(rows: readonly Row[]): Row {
  const [row] = rows
  if (row === undefined) throw new Error('the statement that reads the graph gave no row')
  return row
}
