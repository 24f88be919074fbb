import type { AlertRecord } from '@throughline/plugin-kit'
import type { Thing } from './client.ts'

/** What a thing means. Pure, so that stored things can be mapped again when this improves. */
export function map({ id, title, state, createdAt, changedAt }: Thing): AlertRecord {
  return {
    type: 'alert',
    externalId: id,
    fingerprint: title.slice(0, 300),
    title: title.slice(0, 500),
    severity: 'WARNING',
    startsAt: createdAt,
    ...(state === 'done' ? { endsAt: changedAt } : {}),
  }
}
