import { between, createRandom, seedOf } from '../random.ts'
import type { ServiceKey } from '../services.ts'
import { BAD_DAY_ALERTS } from './bad-days.ts'
import type { AlertSpec } from './spec.ts'

/** Title, severity, services, asset, how often in 90 days, minutes each. */
type Row = readonly [
  title: string,
  severity: AlertSpec['severity'],
  services: readonly ServiceKey[],
  asset: string | null,
  times: number,
  minutes: readonly [least: number, most: number],
]

const ROWS: readonly Row[] = [
  ['Checkout answers slowly', 'WARNING', ['checkout'], null, 7, [6, 45]],
  ['Stock messages wait', 'WARNING', ['stock-bridge'], null, 6, [10, 50]],
  ['Fewer orders than usual', 'INFO', ['online-shop'], null, 5, [30, 120]],
  ['Ports flap on sw-hall2-acc-07', 'WARNING', [], 'sw-hall2-acc-07', 6, [2, 9]],
  ['Volume of pg-dwh nearly full', 'WARNING', ['data-warehouse'], 'pg-dwh', 5, [200, 900]],
  ['Night load of the data warehouse failed', 'WARNING', ['data-warehouse'], null, 6, [60, 300]],
  ['Screens without signal', 'INFO', ['store-music'], 'vm-sig-01', 9, [20, 240]],
  ['Line down', 'CRITICAL', ['store-network'], 'st06-rtr', 4, [8, 70]],
  ['Line down', 'CRITICAL', ['store-network'], 'st18-rtr', 3, [8, 70]],
  ['Sign-in errors above one in a hundred', 'WARNING', ['sign-in'], 'vm-idp-01', 4, [5, 25]],
  ['Node not ready', 'CRITICAL', ['container-platform'], 'host-ow-05', 2, [12, 40]],
]
/** What goes on at the end of the period. */
const FIRING: readonly AlertSpec[] = [
  {
    key: 'dwh-full',
    fingerprint: 'r5',
    title: 'Volume of pg-dwh nearly full',
    severity: 'WARNING',
    starts: [-2, '18:40'],
    minutes: null,
    services: ['data-warehouse'],
    assets: ['pg-dwh'],
  },
  {
    key: 'hall2-flapping',
    fingerprint: 'r4',
    title: 'Ports flap on sw-hall2-acc-07',
    description: 'For the seventh time this quarter.',
    severity: 'WARNING',
    starts: [-1, '21:15'],
    minutes: null,
    services: [],
    assets: ['sw-hall2-acc-07'],
  },
]

function recurring(): AlertSpec[] {
  return ROWS.flatMap(([title, severity, services, asset, times, [least, most]], line) =>
    Array.from({ length: times }, (_, turn): AlertSpec => {
      const key = `recurring/${line + 1}/${turn + 1}`
      const random = createRandom(seedOf(`alert/${key}`))
      const day = -88 + Math.floor(((turn + random()) / times) * 85)
      const time = `${String(between(random, 0, 23)).padStart(2, '0')}:${String(between(random, 0, 59)).padStart(2, '0')}`
      return {
        key,
        fingerprint: `r${line + 1}`,
        title,
        severity,
        starts: [day, time],
        minutes: between(random, least, most),
        services,
        assets: asset === null ? [] : [asset],
      }
    }),
  )
}

export const ALERTS: readonly AlertSpec[] = [...BAD_DAY_ALERTS, ...recurring(), ...FIRING]
