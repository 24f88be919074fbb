import type { Context } from './client.ts'
import { idOf, instantAt, proseAt, type Row, secondsAt, shownAt, valueAt } from './row.ts'

/** Work that somebody booked on a task. It is stored; map needs nothing else. */
export interface EffortFacts {
  readonly id: string
  readonly task: string
  readonly seconds: number
  readonly performedAt: string | null
  readonly person: string | null
  readonly comment: string | null
}

export const EFFORT_TABLE = 'task_time_worked'

export const EFFORT_FIELDS = [
  'task',
  'task.sys_class_name',
  'user',
  'time_in_seconds',
  'time_worked',
  'work_date',
  'comments',
  'sys_created_on',
]

/** Null for work on what is no ticket that is read. */
export function effortFacts({ config }: Context, row: Row): EffortFacts | null {
  const [id, task, table] = [idOf(row), valueAt(row, 'task'), valueAt(row, 'task.sys_class_name')]
  if (id === null || task === null || table === null || !config.ticketTables.includes(table)) return null
  const seconds = Number(valueAt(row, 'time_in_seconds') ?? secondsAt(row, 'time_worked') ?? 0)
  return {
    id,
    task,
    seconds: Number.isFinite(seconds) && seconds > 0 ? seconds : 0,
    performedAt: instantAt(row, 'work_date') ?? instantAt(row, 'sys_created_on'),
    person: shownAt(row, 'user'),
    comment: proseAt(row, 'comments'),
  }
}
