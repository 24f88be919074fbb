import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { DrawPoints } from './rate-limit.ts'
import type { RateLimit } from './rate-limit-setting.ts'

/**
 * Draws from the bucket of an actor in the database with one statement. The clock is the one of the database, so that
 * processes on several machines agree. The bucket of an actor without a row is full.
 */
export function sharedBuckets(db: Kysely<Database>, { burst, perSecond }: RateLimit): DrawPoints {
  const available = sql`least(${burst}::float8, rate_limit.points
    + greatest(0, extract(epoch from now() - rate_limit.filled_at)::float8) * ${perSecond}::float8)`
  return async (actor, wanted) => {
    const granted = sql`least(${wanted}::float8, ${available})`
    const first = sql`least(${wanted}::float8, ${burst}::float8)`
    const { rows } = await sql<{ granted: number; left: number }>`
      insert into rate_limit (actor, points, granted, filled_at)
      values (${actor}, ${burst}::float8 - ${first}, ${first}, now())
      on conflict (actor) do update set
        points = ${available} - ${granted},
        granted = ${granted},
        filled_at = greatest(rate_limit.filled_at, now())
      returning granted, points as left`.execute(db)
    const [row] = rows
    if (row === undefined) throw new Error('the draw from a bucket returned no row')
    return row
  }
}
