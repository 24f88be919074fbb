import { between, createRandom, pick, type Random, seedOf } from '../random.ts'
import { PEOPLE, TIMES } from './routine.ts'
import type { Booking, TicketSpec } from './spec.ts'
import { YEAR_STREAMS } from './year-plan.ts'

/** Long work is booked about twice a month. */
const DAYS_PER_BOOKING = 16

function yearTickets(): TicketSpec[] {
  return YEAR_STREAMS.flatMap(({ pieces, assignee: assigneeTeam, requester, kind, services }) =>
    pieces.map(([title, openedDaysAgo, days, minutes], turn): TicketSpec => {
      const key = `year/${services[0] ?? 'office'}/${turn + 1}`
      const random = createRandom(seedOf(`ticket/${key}`))
      const people = PEOPLE[assigneeTeam] ?? []
      return {
        key,
        kind,
        title,
        impact: 2,
        urgency: 3,
        opened: [-openedDaysAgo, pick(random, TIMES)],
        resolvedAfter: days * 24,
        dueAfter: null,
        services,
        assets: [],
        requesterTeam: requester,
        assigneeTeam,
        assignee: pick(random, people),
        bookings: bookingsOver(days, minutes, people, random),
      }
    }),
  )
}

/** Bookings spread over so many days, of about the same length, that come to so many minutes. */
function bookingsOver(days: number, minutes: number, people: readonly string[], random: Random): Booking[] {
  const count = Math.max(1, Math.round(days / DAYS_PER_BOOKING))
  const sizes = Array.from({ length: count }, () => between(random, 80, 120))
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  let booked = 0
  let sized = 0
  return sizes.map((size, index): Booking => {
    sized += size
    const upTo = Math.round((minutes * sized) / whole)
    const part = upTo - booked
    booked = upTo
    const hours = ((index + 0.2 + 0.6 * random()) * days * 24) / count
    return [Math.round(hours * 4) / 4, part, pick(random, people)]
  })
}

/** What took weeks or months, finished long enough ago to be closed. */
export const YEAR_TICKETS: readonly TicketSpec[] = yearTickets()
