import { BACKLOG_TICKETS } from './backlog.ts'
import { BAD_DAY_TICKETS } from './bad-days.ts'
import { ROUTINE_TICKETS } from './routine.ts'
import type { TicketSpec } from './spec.ts'
import { YEAR_TICKETS } from './year.ts'

export const TICKETS: readonly TicketSpec[] = [
  ...BAD_DAY_TICKETS,
  ...ROUTINE_TICKETS,
  ...BACKLOG_TICKETS,
  ...YEAR_TICKETS,
]
