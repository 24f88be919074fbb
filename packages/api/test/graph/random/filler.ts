import type { Db, NewRow, TableName } from '@throughline/db'
import type { Choice } from './choose.ts'

/** Texts that are easily confused: by case, by accent, by length in UTF-16, by what LIKE takes for a wildcard. */
export const WORDS = ['Ada', 'ada', 'É', 'é', 'a%a', 'a_a', 'a\\a', '10', '9', '\u{1F680}', '\uFB01'] as const

/** Instants that share a second and do not share a millisecond, and some that are equal. */
export const INSTANTS = [
  '2024-01-01 00:00:00.000+00',
  '2024-01-01 00:00:00.001+00',
  '2024-06-30 12:30:00.123+00',
  '2024-06-30 12:30:00.124+00',
  '2025-02-28 23:59:59.999+00',
] as const

export const DAYS = ['2024-01-01', '2024-02-29', '2024-12-31'] as const
export const SHARES = [0, 0.1, 0.3, 0.5, 1] as const

/** Makes up rows and stores them. */
export class Filler {
  readonly choice: Choice
  readonly #db: Db

  constructor(db: Db, choice: Choice) {
    this.#db = db
    this.choice = choice
  }

  async insert<T extends TableName>(table: T, rows: readonly NewRow<T>[]): Promise<void> {
    if (rows.length === 0) return
    const values = rows as NewRow<TableName>[]
    await this.#db.kysely.insertInto<TableName>(table).values(values).execute()
  }

  /** What the rows of every entity begin with; the times are few, so that many are equal. */
  stamped(): { id: string; created_at: string; updated_at: string } {
    const { choice } = this
    return { id: choice.uuid(), created_at: choice.one(INSTANTS), updated_at: choice.one(INSTANTS) }
  }

  /** Seldom none, else one to so many. */
  several<T>(most: number, make: (index: number) => T): T[] {
    const length = this.choice.chance(8) ? 0 : 1 + this.choice.below(most)
    return Array.from({ length }, (_, index) => make(index))
  }

  /** So many in a hundred of all pairs. */
  pairs<A, B>(left: readonly A[], right: readonly B[], percent: number): [A, B][] {
    return left.flatMap((a) => right.filter(() => this.choice.chance(percent)).map((b): [A, B] => [a, b]))
  }

  word(): string {
    return this.choice.one(WORDS)
  }

  labels(): Record<string, string> {
    return this.choice.chance(50) ? {} : { tier: this.word(), other: this.word() }
  }
}

/** The ids of rows that were given theirs. */
export function ids(rows: readonly { readonly id?: string | undefined }[]): string[] {
  return rows.flatMap(({ id }) => id ?? [])
}

/** The uuids of what there is, by kind. */
export interface Entities {
  readonly teams: readonly string[]
  readonly objectives: readonly string[]
  readonly processes: readonly string[]
  readonly services: readonly string[]
  readonly assets: readonly string[]
}
