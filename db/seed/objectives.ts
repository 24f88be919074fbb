import type { TeamKey } from './teams.ts'

export interface ObjectiveSpec {
  title: string
  description: string
  benefit: string
  owner: TeamKey
  parent?: string
  weight: number
  status: 'DRAFT' | 'ACTIVE' | 'ACHIEVED' | 'ABANDONED'
  /** First and last day, in days from today. */
  period: readonly [number, number]
  labels: Record<string, string>
}

/**
 * Four active goals of the company, two of them split in two; a draft for next year and one that was reached
 * last year. `less-waste` is active and has no service on purpose: everybody agrees with it, nobody works on it.
 * The active ones began more than thirteen months ago, so that the same weights hold in every month of the last year.
 */
export const OBJECTIVES = {
  'online-profit': {
    title: 'Make online grocery pay for itself',
    description:
      'Home delivery has grown for five years and lost money in each of them. From the end of the period on it stands on its own feet.',
    benefit:
      'Every point of margin online is worth 310,000 EUR a year, and the stores no longer have to earn what the vans cost.',
    owner: 'online-sales',
    weight: 5,
    status: 'ACTIVE',
    period: [-420, 225],
    labels: { theme: 'growth', board: 'yes' },
  },
  'repeat-customers': {
    title: 'Win customers who come back every fortnight',
    description:
      'A first order costs us a voucher of 15 EUR. Only customers who order at least twice in four weeks pay it back.',
    benefit:
      'A household that stays orders for 3,400 EUR a year; we lose two of three after the first order.',
    owner: 'online-sales',
    parent: 'online-profit',
    weight: 3,
    status: 'ACTIVE',
    period: [-420, 225],
    labels: { theme: 'growth' },
  },
  'promised-hour': {
    title: 'Deliver in the promised hour',
    description: 'The one-hour window is what we sell. Late vans cost vouchers, tips and the next order.',
    benefit:
      'Each percentage point of punctual deliveries saves about 1,100 complaints a year and lets a van make one more stop a day.',
    owner: 'logistics',
    parent: 'online-profit',
    weight: 2,
    status: 'ACTIVE',
    period: [-420, 225],
    labels: { theme: 'growth' },
  },
  'stores-sell': {
    title: 'Keep every store selling',
    description:
      'Nine of ten euros are still earned at the till. A closed till or an empty shelf is lost for good.',
    benefit: 'An hour of a closed store costs 4,800 EUR in sales; last year we lost 560 store hours to IT.',
    owner: 'store-operations',
    weight: 4,
    status: 'ACTIVE',
    period: [-480, 45],
    labels: { theme: 'stores', board: 'yes' },
  },
  'open-tills': {
    title: 'No customer leaves without paying because a till is down',
    description:
      'Tills keep selling through outages of the network, of the card acquirer and of head office.',
    benefit:
      'Fewer abandoned baskets, and store managers who no longer keep a cash float for the day the tills stop.',
    owner: 'store-operations',
    parent: 'stores-sell',
    weight: 3,
    status: 'ACTIVE',
    period: [-480, 45],
    labels: { theme: 'stores' },
  },
  'full-shelves': {
    title: 'Shelves are full when customers come',
    description: 'The 800 articles that families buy every week are on the shelf from opening until closing.',
    benefit:
      'One point of on-shelf availability brings 1.9 million EUR of sales a year at almost no extra cost.',
    owner: 'purchasing',
    parent: 'stores-sell',
    weight: 2,
    status: 'ACTIVE',
    period: [-480, 45],
    labels: { theme: 'stores' },
  },
  'less-waste': {
    title: 'Throw away a third less food',
    description:
      'Bread, dairy and cut fruit make up most of what we write off. Better orders and earlier markdowns would halve it.',
    benefit:
      'Write-offs cost 6.2 million EUR a year, and our customers ask about them more than about prices.',
    owner: 'purchasing',
    weight: 3,
    status: 'ACTIVE',
    period: [-410, 255],
    labels: { theme: 'sustainability', board: 'yes' },
  },
  'trusted-data': {
    title: 'Be the grocer people trust with their data',
    description:
      'Cards, addresses and shopping habits are safe with us, and people learn quickly what we hold about them.',
    benefit: 'One leak would cost more than the loyalty programme has earned since it began.',
    owner: 'finance',
    weight: 2,
    status: 'ACTIVE',
    period: [-430, 165],
    labels: { theme: 'trust', board: 'yes' },
  },
  'station-stores': {
    title: 'Open twelve small stores at railway stations',
    description:
      'A format of 180 square metres without staffed tills. The board decides after the first two leases.',
    benefit: 'About 9 million EUR of additional sales a year in places where we have no store today.',
    owner: 'store-operations',
    weight: 2,
    status: 'DRAFT',
    period: [60, 790],
    labels: { theme: 'growth' },
  },
  'fast-closing': {
    title: 'Close the books within five working days',
    description: 'Month-end closing took nine working days and three weekends of the accounting team.',
    benefit: 'The board sees the month while there is still time to act on it.',
    owner: 'finance',
    weight: 1,
    status: 'ACHIEVED',
    period: [-560, -195],
    labels: { theme: 'corporate' },
  },
} as const satisfies Record<string, ObjectiveSpec>

export type ObjectiveKey = keyof typeof OBJECTIVES
