import type { NewRow } from '../../src/database.ts'
import { CHANGES } from '../changes/all.ts'
import { between, createRandom, pick, seedOf } from '../random.ts'
import { PEOPLE } from '../work/routine.ts'
import { type Context, writtenOnce } from './context.ts'

const HOUR = 60 * 60 * 1000

/** What finished changes took, where they were no routine: their preparation the day before, and the work itself. */
export function changeEffortRows({ ids, calendar }: Context): NewRow<'effort'>[] {
  return CHANGES.flatMap(({ key, type, progress: { actual }, team }) => {
    if (type === 'STANDARD' || actual === null || actual[2] === null) return []
    const [days, time, hours] = actual
    const random = createRandom(seedOf(`change-effort/${key}`))
    const begin = calendar.at(days, time).getTime()
    const pieces: [at: Date, minutes: number][] = [
      [new Date(begin + hours * HOUR), hours * 60 + between(random, 10, 50)],
    ]
    if (type === 'NORMAL') pieces.unshift([new Date(begin - 24 * HOUR), between(random, 120, 340)])
    return pieces.map(([at, minutes], index) => ({
      id: ids.make('effort', `change/${key}/${index}`),
      change_id: ids.of('change', key),
      minutes,
      performed_at: at,
      person: pick(random, PEOPLE[team] ?? []),
      team_id: ids.of('team', team),
      comment: '',
      ...writtenOnce(at),
    }))
  })
}
