import type { ServiceKey } from '../services.ts'
import type { TeamKey } from '../teams.ts'
import type { Moment, TicketSpec } from './spec.ts'

type Row = readonly [
  key: string,
  kind: TicketSpec['kind'],
  title: string,
  services: readonly ServiceKey[],
  assets: readonly string[],
  teams: readonly [requester: TeamKey, assignee: TeamKey, assignee: string],
  opened: Moment,
  weight: readonly [impact: 1 | 2 | 3, urgency: 1 | 2 | 3],
  minutes: number,
  onHold?: true,
]

/**
 * What is being worked on while the day begins. Asked for most urgently is not what matters most: the playlist has
 * urgency 1, and the doubled messages of the bridge, which half of all objectives hang on, wait with 3.
 */
const ROWS: readonly Row[] = [
  [
    'doubled-messages',
    'PROBLEM',
    'Stock messages are doubled after every restart of a broker',
    ['stock-bridge'],
    ['mq-hall-1'],
    ['logistics', 'supply-chain', 'Tilo Brandeis'],
    [-17, '08:40'],
    [1, 3],
    220,
  ],
  [
    'jubilee-playlist',
    'SERVICE_REQUEST',
    'Jubilee playlist for all stores by Saturday',
    ['store-music'],
    [],
    ['store-operations', 'store-systems', 'Ida Marstrand'],
    [-3, '10:20'],
    [3, 1],
    340,
  ],
  [
    'wallet-hangs',
    'INCIDENT',
    'Paying with the wallet hangs on some phones',
    ['checkout'],
    [],
    ['online-sales', 'digital-shop', 'Mara Ilvens'],
    [-4, '14:05'],
    [1, 2],
    190,
  ],
  [
    'household-deleted',
    'SERVICE_REQUEST',
    'Delete the data of 14 households, due by law',
    ['privacy'],
    [],
    ['finance', 'platform', 'Arvid Holm'],
    [-24, '09:00'],
    [2, 2],
    60,
    true,
  ],
  [
    'grafted-recipes',
    'TASK',
    'Move 600 recipes to the new template',
    ['recipe-magazine'],
    [],
    ['online-sales', 'digital-shop', 'Svea Lindholt'],
    [-15, '11:30'],
    [3, 2],
    780,
  ],
  [
    'scales-drift',
    'INCIDENT',
    'Scales in Kirchmoor drift by twenty grams',
    ['store-tills'],
    ['st12-srv'],
    ['store-operations', 'store-systems', 'Gero Pohlan'],
    [-2, '09:15'],
    [2, 1],
    75,
  ],
]

/** Tickets that nobody has resolved yet. */
export const BACKLOG_TICKETS: readonly TicketSpec[] = ROWS.map(
  ([key, kind, title, services, assets, teams, opened, [impact, urgency], minutes, onHold]): TicketSpec => ({
    key: `backlog/${key}`,
    kind,
    title,
    impact,
    urgency,
    opened,
    resolvedAfter: null,
    dueAfter: [4, 8, 24, 72, 120][impact + urgency - 2] ?? 120,
    ...(onHold === true ? { onHold } : {}),
    services,
    assets,
    requesterTeam: teams[0],
    assigneeTeam: teams[1],
    assignee: teams[2],
    bookings: [[6, minutes, teams[2]]],
  }),
)
