import { between, createRandom, pick, type Random, seedOf } from '../random.ts'
import type { TeamKey } from '../teams.ts'
import { ROWS, type Row } from './daily-work.ts'
import type { Booking, TicketSpec } from './spec.ts'

const FIRST_DAY = -89
const LAST_DAY = -1
/** Multiples of it, taken modulo 1, fill an interval evenly without ever clustering. */
const GOLDEN_RATIO = 0.618_034
const STORES = ['Gersholm', 'Kirchmoor', 'Ostwerk', 'Brunnau', 'Hafenrand'] as const
export const TIMES = ['07:30', '08:20', '09:40', '10:15', '11:50', '13:25', '14:10', '15:35'] as const
/** Who works on tickets, by team. */
export const PEOPLE: Partial<Record<TeamKey, readonly string[]>> = {
  'digital-shop': ['Mara Ilvens', 'Jonte Brack', 'Svea Lindholt'],
  'store-systems': ['Gero Pohlan', 'Ida Marstrand'],
  'supply-chain': ['Tilo Brandeis', 'Odile Kranz'],
  platform: ['Sunna Reyk', 'Arvid Holm'],
  network: ['Eskil Thorvald', 'Runa Felsing'],
}
/** Hours in which a ticket of this priority should be done. */
const DUE_HOURS = [4, 8, 24, 72, 120] as const

/** ServiceNow's lookup: impact and urgency from 1 to 3 make a priority from 1 to 5. */
export function priorityOf({ impact, urgency }: Pick<TicketSpec, 'impact' | 'urgency'>): number {
  return impact + urgency - 1
}

function routineTickets(): TicketSpec[] {
  return ROWS.flatMap((row, line) =>
    Array.from({ length: row[5] }, (_, turn) => routineTicket(row, line, turn)),
  )
}

function routineTicket(row: Row, line: number, turn: number): TicketSpec {
  const [kind, titles, services, requesterTeam, assigneeTeam, times, [least, most], [impact, urgency]] = row
  const key = `routine/${line + 1}/${turn + 1}`
  const random = createRandom(seedOf(`ticket/${key}`))
  const slot = (turn + ((line * GOLDEN_RATIO) % 1)) / times
  const day = FIRST_DAY + Math.floor(slot * (LAST_DAY - FIRST_DAY + 1))
  const people = PEOPLE[assigneeTeam] ?? ['Arvid Holm']
  const assignee = pick(random, people)
  const due = DUE_HOURS[priorityOf({ impact, urgency }) - 1] ?? 120
  const minutes = between(random, least, most)
  const resolvedAfter = Math.round(due * (0.2 + random() * 1.1) * 10) / 10
  const title = pick(random, titles).replace('{store}', pick(random, STORES))
  const whole = kind === 'SERVICE_REQUEST' && services[0] === 'sign-in'
  return {
    key,
    kind,
    title,
    impact,
    urgency,
    opened: [day, pick(random, TIMES)],
    resolvedAfter,
    dueAfter: due,
    services,
    assets: [],
    requesterTeam,
    assigneeTeam,
    assignee,
    bookings: whole ? [] : bookingsOf(random, minutes, resolvedAfter, assignee, people),
    ...(whole ? { stated: minutes } : {}),
  }
}

/** One to three bookings that come to so many minutes. */
function bookingsOf(
  random: Random,
  minutes: number,
  within: number,
  assignee: string,
  people: readonly string[],
): Booking[] {
  const parts = between(random, 1, 3)
  const share = Math.floor(minutes / parts)
  return Array.from({ length: parts }, (_, index): Booking => {
    const last = index === parts - 1
    const person = last ? assignee : pick(random, people)
    return [(within * (index + 1)) / (parts + 1), last ? minutes - share * (parts - 1) : share, person]
  })
}

/** What was asked for day by day. */
export const ROUTINE_TICKETS: readonly TicketSpec[] = routineTickets()
