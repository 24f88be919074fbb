import { STORES } from '../assets/stores.ts'
import { between, createRandom, pick, type Random, seedOf } from '../random.ts'
import type { ServiceKey } from '../services.ts'
import type { TeamKey } from '../teams.ts'
import { type ChangeSpec, closed, type Outcome, type Progress, type Window, waiting } from './spec.ts'

/** A kind of change that was approved once and is done again and again. */
interface Routine {
  title: (target: string, random: Random) => string
  plan: string
  backout: string
  time: readonly string[]
  hours: number
}

const RELEASE: Routine = {
  title: (target, random) =>
    `Release ${target.slice(target.indexOf('/') + 1)} ${between(random, 2, 5)}.${between(random, 3, 48)}`,
  plan: 'Roll out through the pipeline, a tenth of the instances first.',
  backout: 'Roll back through the pipeline.',
  time: ['08:30', '10:00', '13:15', '14:30'],
  hours: 1,
}
const PATCH: Routine = {
  title: (target) => `Security updates on ${target}`,
  plan: 'Take the machine out of its group where it has one, update, restart, check the health page.',
  backout: 'Return to the snapshot taken before.',
  time: ['20:00', '21:30', '22:00'],
  hours: 2,
}
const STORAGE: Routine = {
  title: (target) => `More disk space for ${target}`,
  plan: 'Enlarge the volume while the database runs.',
  backout: 'None needed: the volume can stay larger.',
  time: ['07:00', '11:00'],
  hours: 1,
}
const CERTIFICATE: Routine = {
  title: (target) => `Renew the certificate of ${target.slice('cert-'.length)}.tannenlund.example`,
  plan: 'Request it, install it, check the chain from outside.',
  backout: 'Put the former certificate back.',
  time: ['09:00', '15:00'],
  hours: 1,
}
const TILL: Routine = {
  title: (target) => `Exchange a till in ${STORES.find(({ server }) => server === target)?.town ?? target}`,
  plan: 'Swap the device before opening, register it, sell one article.',
  backout: 'Leave the till closed and use the spare one.',
  time: ['05:00', '05:30'],
  hours: 1,
}

/** Routine, asset, services, team, how often within the four months. */
type Row = readonly [
  routine: Routine,
  asset: string,
  services: readonly ServiceKey[],
  team: TeamKey,
  times: number,
]

const ROWS: readonly Row[] = [
  [RELEASE, 'shop/storefront', ['online-shop'], 'digital-shop', 5],
  [RELEASE, 'shop/catalogue', ['online-shop'], 'digital-shop', 3],
  [RELEASE, 'shop/cart', ['online-shop'], 'digital-shop', 3],
  [RELEASE, 'checkout/checkout-api', ['checkout'], 'digital-shop', 4],
  [RELEASE, 'delivery/slot-api', ['delivery-slots'], 'digital-shop', 3],
  [RELEASE, 'delivery/tour-planner', ['tour-planning'], 'supply-chain', 3],
  [RELEASE, 'delivery/picking-api', ['order-picking'], 'supply-chain', 2],
  [RELEASE, 'stock/replenishment-engine', ['replenishment'], 'supply-chain', 2],
  [RELEASE, 'prices/price-api', ['prices'], 'store-systems', 3],
  [RELEASE, 'loyalty/loyalty-api', ['loyalty'], 'digital-shop', 3],
  [RELEASE, 'identity/sign-in', ['sign-in'], 'platform', 2],
  [RELEASE, 'magazine/recipe-web', ['recipe-magazine'], 'digital-shop', 2],
  [PATCH, 'vm-pay-01', ['card-gateway'], 'store-systems', 1],
  [PATCH, 'vm-pay-02', ['card-gateway'], 'store-systems', 1],
  [PATCH, 'vm-idp-01', ['sign-in'], 'platform', 1],
  [PATCH, 'vm-idp-02', ['sign-in'], 'platform', 1],
  [PATCH, 'vm-wms-01', ['order-picking'], 'supply-chain', 1],
  [PATCH, 'vm-wms-02', ['order-picking'], 'supply-chain', 1],
  [PATCH, 'vm-etl-01', ['data-warehouse'], 'supply-chain', 2],
  [PATCH, 'vm-fin-01', ['accounting'], 'platform', 1],
  [PATCH, 'vm-sig-01', ['store-music'], 'store-systems', 1],
  [PATCH, 'vm-dns-01', ['dc-network'], 'network', 1],
  [PATCH, 'vm-dns-02', ['dc-network'], 'network', 1],
  [PATCH, 'vm-jump-01', [], 'network', 1],
  [STORAGE, 'pg-prices', ['prices'], 'platform', 1],
  [STORAGE, 'pg-dwh', ['data-warehouse'], 'platform', 2],
  [STORAGE, 'pg-loyalty', ['loyalty'], 'platform', 1],
  [CERTIFICATE, 'cert-shop', ['online-shop'], 'platform', 1],
  [CERTIFICATE, 'cert-login', ['sign-in'], 'platform', 1],
  [TILL, 'st03-srv', ['store-tills'], 'store-systems', 2],
  [TILL, 'st08-srv', ['store-tills'], 'store-systems', 1],
  [TILL, 'st11-srv', ['store-tills'], 'store-systems', 2],
  [TILL, 'st16-srv', ['store-tills'], 'store-systems', 1],
  [TILL, 'st20-srv', ['store-tills'], 'store-systems', 2],
  [TILL, 'st25-srv', ['store-tills'], 'store-systems', 1],
  [CERTIFICATE, 'cert-intranet', [], 'platform', 1],
  [RELEASE, 'checkout/voucher', ['checkout'], 'digital-shop', 2],
  [RELEASE, 'delivery/driver-app-backend', ['tour-planning'], 'supply-chain', 2],
]

const FIRST_DAY = -89
const LAST_DAY = 29
/** Multiples of it, taken modulo 1, fill an interval evenly without ever clustering. */
const GOLDEN_RATIO = 0.618_034
const REQUESTERS = [
  'Mara Ilvens',
  'Jonte Brack',
  'Tilo Brandeis',
  'Gero Pohlan',
  'Sunna Reyk',
  'Eskil Thorvald',
  'Odile Kranz',
]
const OUTCOMES: readonly Outcome[] = [
  ...new Array<Outcome>(17).fill('SUCCESSFUL'),
  'SUCCESSFUL_WITH_ISSUES',
  'FAILED',
  'ROLLED_BACK',
]

function progressOf(window: Window, random: Random): Progress {
  const [days, time, hours] = window
  const outcome = pick(random, OUTCOMES)
  const overrun = outcome === 'SUCCESSFUL' ? 0 : between(random, 1, 2)
  if (days >= 1) return waiting('SCHEDULED', window)
  return closed(window, outcome, [days, time, hours + overrun])
}

function standardChanges(): ChangeSpec[] {
  const planned = ROWS.flatMap((row) => Array.from({ length: row[4] }, (_, turn) => ({ row, turn })))
  return planned.map(({ row, turn }, index): ChangeSpec => {
    const [routine, asset, services, team, times] = row
    const random = createRandom(seedOf(`change/${asset}/${turn}`))
    // Spread over the period, the turns of one routine evenly apart; yesterday and today are left out.
    const slot = (turn + ((index * GOLDEN_RATIO) % 1)) / times
    const day = FIRST_DAY + Math.round(slot * (LAST_DAY - FIRST_DAY))
    const window: Window = [day >= -1 && day <= 0 ? 1 : day, pick(random, routine.time), routine.hours]
    return {
      key: `routine/${asset}/${turn + 1}`,
      title: routine.title(asset, random),
      type: 'STANDARD',
      progress: progressOf(window, random),
      services,
      assets: [asset],
      team,
      requester: pick(random, REQUESTERS),
      plan: routine.plan,
      backout: routine.backout,
    }
  })
}

/** Releases, updates and exchanges that need no approval of their own. */
export const STANDARD_CHANGES: readonly ChangeSpec[] = standardChanges()
