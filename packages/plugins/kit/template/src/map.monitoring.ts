import { type AlertRecord, neutralRecord, truncate } from '@throughline/plugin-kit'
import type { Thing } from './client.ts'

/** What a thing means. Pure, so that stored things can be mapped again when this improves. */
export function map({ id, title, state, createdAt, changedAt }: Thing): AlertRecord {
  return neutralRecord({
    type: 'alert',
    externalId: id,
    fingerprint: truncate(title, 300),
    title,
    severity: 'WARNING',
    startsAt: createdAt,
    endsAt: state === 'done' ? changedAt : undefined,
  })
}
