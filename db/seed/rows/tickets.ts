import type { NewRow } from '../../src/database.ts'
import { priorityOf } from '../work/routine.ts'
import type { TicketSpec } from '../work/spec.ts'
import { TICKETS } from '../work/tickets.ts'
import { type Context, type Stamp, writtenOnce } from './context.ts'

const HOUR = 60 * 60 * 1000

export function ticketRows(context: Context): NewRow<'ticket'>[] {
  const { ids } = context
  return TICKETS.map((ticket) => {
    const resolved = resolvedAt(ticket, context)
    const [cause, confidence, method] = ticket.cause ?? []
    return {
      id: ids.make('ticket', ticket.key),
      kind: ticket.kind,
      title: ticket.title,
      description: ticket.description ?? '',
      ...stateOf(ticket, resolved, context),
      impact: ticket.impact,
      urgency: ticket.urgency,
      priority: priorityOf(ticket),
      requester: null,
      assignee: ticket.assignee,
      requester_team_id: ids.of('team', ticket.requesterTeam),
      assignee_team_id: ids.of('team', ticket.assigneeTeam),
      stated_effort_minutes: ticket.stated ?? null,
      caused_by_change_id: cause === undefined ? null : ids.of('change', cause),
      cause_method: method ?? null,
      cause_confidence: confidence ?? null,
      opened_at: openedAt(ticket, context),
      resolved_at: resolved,
      due_at: ticket.dueAfter === null ? null : later(openedAt(ticket, context), ticket.dueAfter),
      labels: {},
      ...stampOf(ticket, context),
    }
  })
}

export function ticketServiceRows(context: Context): NewRow<'ticket_service'>[] {
  const { ids } = context
  return TICKETS.flatMap((ticket) =>
    ticket.services.map((service) => ({
      ticket_id: ids.of('ticket', ticket.key),
      service_id: ids.of('service', service),
      source_id: ids.of('source', 'jira'),
      ...writtenOnce(stampOf(ticket, context).created_at),
    })),
  )
}

export function ticketAssetRows(context: Context): NewRow<'ticket_asset'>[] {
  const { ids } = context
  return TICKETS.flatMap((ticket) =>
    ticket.assets.map((asset) => ({
      ticket_id: ids.of('ticket', ticket.key),
      asset_id: ids.of('asset', asset),
      source_id: ids.of('source', 'jira'),
      ...writtenOnce(stampOf(ticket, context).created_at),
    })),
  )
}

/** The statuses that a ticket has gone through, as its source reports them. */
export function ticketEventRows(context: Context): NewRow<'ticket_event'>[] {
  const { ids } = context
  return TICKETS.flatMap((ticket) => {
    const opened = openedAt(ticket, context)
    const resolved = resolvedAt(ticket, context)
    const { state } = stateOf(ticket, resolved, context)
    const begun = later(opened, Math.min(1, (ticket.resolvedAfter ?? 4) / 4))
    const steps: [state: NewRow<'ticket_event'>['state'], word: string, at: Date][] = [
      ['OPEN', 'To do', opened],
    ]
    if (state !== 'OPEN') steps.push(['IN_PROGRESS', 'In progress', begun])
    if (state === 'ON_HOLD') steps.push(['ON_HOLD', 'Waiting', later(begun, 1)])
    if (resolved !== null) steps.push(['RESOLVED', 'Done', resolved])
    if (resolved !== null && state === 'CLOSED') steps.push(['CLOSED', 'Closed', later(resolved, 7 * 24)])
    return steps.map(([entered, word, at], index) => ({
      id: ids.make('ticket_event', `${ticket.key}/${index}`),
      ticket_id: ids.of('ticket', ticket.key),
      history_of: ids.of('ticket', ticket.key),
      state: entered,
      source_state: word,
      at,
      origin: 'SOURCE_EVENT',
      ...writtenOnce(at),
    }))
  })
}

/** What was booked until the day begins. */
export function effortRows(context: Context): NewRow<'effort'>[] {
  const { ids, calendar } = context
  return TICKETS.flatMap((ticket) =>
    ticket.bookings.flatMap(([after, minutes, person], index) => {
      const at = later(openedAt(ticket, context), after)
      const id = ids.make('effort', `${ticket.key}/${index}`)
      if (at.getTime() + minutes * 60_000 > calendar.midnight.getTime()) return []
      return [
        {
          id,
          ticket_id: ids.of('ticket', ticket.key),
          minutes,
          performed_at: at,
          person,
          team_id: ids.of('team', ticket.assigneeTeam),
          comment: '',
          ...writtenOnce(at),
        },
      ]
    }),
  )
}

function openedAt({ opened: [days, time] }: TicketSpec, { calendar }: Context): Date {
  return calendar.at(days, time)
}

function later(at: Date, hours: number): Date {
  return new Date(at.getTime() + Math.round(hours * HOUR))
}

/** Null where it would only be after the day begins. */
function resolvedAt(ticket: TicketSpec, context: Context): Date | null {
  if (ticket.resolvedAfter === null) return null
  const at = later(openedAt(ticket, context), ticket.resolvedAfter)
  return at.getTime() > context.calendar.midnight.getTime() ? null : at
}

/** What is resolved is closed after a week. */
function stateOf(
  ticket: TicketSpec,
  resolved: Date | null,
  { calendar }: Context,
): Pick<NewRow<'ticket'>, 'state' | 'source_state'> {
  if (resolved !== null) {
    const rested = calendar.midnight.getTime() - resolved.getTime() > 7 * 24 * HOUR
    return rested ? { state: 'CLOSED', source_state: 'Closed' } : { state: 'RESOLVED', source_state: 'Done' }
  }
  if (ticket.onHold) return { state: 'ON_HOLD', source_state: 'Waiting' }
  return ticket.opened[0] === -1
    ? { state: 'OPEN', source_state: 'To do' }
    : { state: 'IN_PROGRESS', source_state: 'In progress' }
}

function stampOf(ticket: TicketSpec, context: Context): Stamp {
  const created = openedAt(ticket, context)
  const resolved = resolvedAt(ticket, context)
  return resolved === null ? writtenOnce(created) : { created_at: created, updated_at: resolved, version: 2 }
}
