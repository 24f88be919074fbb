/**
 * Three bad days that can be seen in the figures. Each began with a change (the key of which is named in the
 * list of changes): an upgrade that failed, a power feed that took a forgotten switch down, and an emergency
 * renewal of a certificate that went wrong at the first try.
 */
export interface IncidentSpec {
  /** Begin and end in days from today and time of day, UTC. */
  from: readonly [days: number, time: string]
  to: readonly [days: number, time: string]
  summary: string
}

export const INCIDENTS = {
  'checkout-upgrade': {
    from: [-61, '20:45'],
    to: [-60, '08:30'],
    summary:
      'The checkout ran without indexes after the upgrade of its database and gave up under the morning load.',
  },
  'hall-power': {
    from: [-33, '09:15'],
    to: [-33, '12:00'],
    summary:
      'All three brokers of the stock bridge were cut off while the cabinet in hall 2 was moved to the new power feed.',
  },
  'payment-certificate': {
    from: [-12, '16:00'],
    to: [-12, '17:45'],
    summary:
      'The renewed certificate of the card gateway lacked its chain; the acquirer refused the connection.',
  },
} as const satisfies Record<string, IncidentSpec>

export type IncidentKey = keyof typeof INCIDENTS
