import { createHash } from 'node:crypto'
import {
  type AssetReference,
  type CostRecord,
  inPages,
  keyed,
  type SnapshotStream,
  type Unusable,
  usable,
} from '@throughline/plugin-kit'
import type { ChargeFacts } from './charge.ts'
import type { FocusConfig } from './config.ts'
import { readSums } from './reader.ts'

/** What the sum is of, besides the amount. */
function keyOf({ amount: _, ...facts }: ChargeFacts): string {
  const text = JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)))
  return `${facts.billingPeriod} ${createHash('sha256').update(text).digest('hex').slice(0, 40)}`
}

/** The assets that a resource may be. Its name is none: many things may have it. */
function assetsOf({ resourceId, zone }: ChargeFacts): AssetReference[] {
  const identifier = (value: string) => ({ identifier: { kind: 'cloud.resource-id', value } })
  return [
    ...(resourceId === undefined ? [] : [{ externalId: resourceId }, identifier(resourceId)]),
    ...(resourceId === undefined || zone === undefined ? [] : [identifier(`aws:///${zone}/${resourceId}`)]),
  ]
}

/** What a sum means. Pure. */
export function mapCharge(facts: ChargeFacts): CostRecord {
  const assets = assetsOf(facts)
  const resource = facts.resourceName ?? facts.resourceId
  return {
    type: 'cost',
    externalId: keyOf(facts),
    periodStart: facts.periodStart,
    periodEnd: facts.periodEnd,
    amount: facts.amount,
    currency: facts.currency,
    category: facts.category,
    provider: facts.provider,
    product: facts.product,
    ...(assets.length === 0 ? {} : { assets }),
    ...(facts.service === undefined ? {} : { services: [facts.service] }),
    ...(resource === undefined ? {} : { resource }),
    ...(facts.account === undefined ? {} : { account: facts.account }),
  }
}

/** How many sums a page has. */
const PAGE = 500

/** The sums of charges with the same period, subject, category and currency. */
export const costs: SnapshotStream<ChargeFacts | Unusable, FocusConfig> = {
  name: 'costs',
  record: 'cost',
  mode: 'snapshot',
  scopes: async () => [{ id: 'charges' }],
  async *pages(ctx) {
    for await (const { flaws, sums } of readSums(ctx)) {
      // A row that cannot be used may belong to any sum, also to one that no other row has.
      if (flaws.length > 0) yield* inPages(ctx, flaws, undefined, true)
      let page: ChargeFacts[] = []
      for (const sum of sums) {
        page.push(sum)
        if (page.length < PAGE) continue
        yield* inPages(ctx, page)
        page = []
      }
      yield* inPages(ctx, page)
    }
  },
  primaryKey: keyed(keyOf),
  map: usable(mapCharge),
}
