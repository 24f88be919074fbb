import { neutralRecord, type TicketRecord, type TicketState } from '@throughline/plugin-kit'
import type { Thing } from './client.ts'

const STATES: Readonly<Record<string, TicketState>> = { open: 'OPEN', done: 'CLOSED' }

/** What a thing means. Pure, so that stored things can be mapped again when this improves. */
export function map({ id, title, state, createdAt }: Thing): TicketRecord {
  return neutralRecord({
    type: 'ticket',
    externalId: id,
    kind: 'TASK',
    title,
    state: STATES[state] ?? 'OPEN',
    // The word of the source stands beside ours.
    sourceState: state,
    openedAt: createdAt,
  })
}
