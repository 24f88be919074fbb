import type { PEOPLE } from './people.ts'
import type { ServiceKey } from './services.ts'
import type { SloKey } from './slos.ts'
import type { TeamKey } from './teams.ts'

type PersonKey = keyof typeof PEOPLE

interface ExpectationSpec {
  team: TeamKey
  service: ServiceKey
  availability: number | null
  statement: string
  statedBy: PersonKey
}

/** What groups of users said that they expect. Online Sales expects more of the checkout than is promised. */
export const EXPECTATIONS: readonly ExpectationSpec[] = [
  {
    team: 'online-sales',
    service: 'checkout',
    availability: 0.999,
    statement: 'An order that a customer wants to place is placed, also on the Saturday before Christmas.',
    statedBy: 'mara.lindqvist',
  },
  {
    team: 'store-operations',
    service: 'store-tills',
    availability: 0.99,
    statement: 'A till that stands still for more than a few minutes costs a queue.',
    statedBy: 'jonas.albrecht',
  },
  {
    team: 'store-operations',
    service: 'prices',
    availability: 0.9999,
    statement: 'The price at the till is the price on the shelf.',
    statedBy: 'jonas.albrecht',
  },
  {
    team: 'logistics',
    service: 'tour-planning',
    availability: 0.9,
    statement: 'Nine of ten deliveries arrive inside the promised hour.',
    statedBy: 'edda.voss',
  },
]

interface VersionSpec {
  status: 'ACTIVE' | 'PROPOSED' | 'SUPERSEDED'
  target: number
  slo: SloKey | null
  terms: string
  proposedBy: PersonKey
  proposedDaysAgo: number
  /** Who acknowledged it for each side: the key of a person, or the name of one outside the organisation. */
  provider: readonly [by: string, daysAgo: number] | null
  customer: readonly [by: string, daysAgo: number] | null
}

interface AgreementSpec {
  kind: 'SLA' | 'OLA' | 'UNDERPINNING_CONTRACT'
  service: ServiceKey
  customer: TeamKey | null
  externalParty: string | null
  description: string
  /** Days until it is to be reviewed. */
  reviewIn: number
  versions: readonly VersionSpec[]
}

/**
 * What is agreed. `prices-stores` waits for the stores to acknowledge it, and promises more than what lies below it
 * allows.
 */
export const AGREEMENTS: Readonly<Record<string, AgreementSpec>> = {
  'checkout-sales': {
    kind: 'SLA',
    service: 'checkout',
    customer: 'online-sales',
    externalParty: null,
    description: 'What Digital Shop promises to those who sell online.',
    reviewIn: 60,
    versions: [
      {
        status: 'SUPERSEDED',
        target: 0.99,
        slo: null,
        terms: 'Measured by hand from the log of orders.',
        proposedBy: 'nuri.demirel',
        proposedDaysAgo: 420,
        provider: ['nuri.demirel', 418],
        customer: ['mara.lindqvist', 415],
      },
      {
        status: 'ACTIVE',
        target: 0.995,
        slo: 'checkout-answered',
        terms: 'Measured at the load balancer, agreed maintenance left out.',
        proposedBy: 'nuri.demirel',
        proposedDaysAgo: 70,
        provider: ['nuri.demirel', 69],
        customer: ['mara.lindqvist', 62],
      },
    ],
  },
  'tills-stores': {
    kind: 'SLA',
    service: 'store-tills',
    customer: 'store-operations',
    externalParty: null,
    description: 'What Store Systems promises to the stores.',
    reviewIn: 120,
    versions: [
      {
        status: 'ACTIVE',
        target: 0.995,
        slo: 'purchases-completed',
        terms: 'Of all stores together, by the week.',
        proposedBy: 'piet.osthoff',
        proposedDaysAgo: 65,
        provider: ['piet.osthoff', 64],
        customer: ['jonas.albrecht', 60],
      },
    ],
  },
  'prices-stores': {
    kind: 'SLA',
    service: 'prices',
    customer: 'store-operations',
    externalParty: null,
    description: 'What the stores ask for since the promotion that was not loaded.',
    reviewIn: 90,
    versions: [
      {
        status: 'PROPOSED',
        target: 0.9999,
        slo: 'prices-answered',
        terms: '',
        proposedBy: 'piet.osthoff',
        proposedDaysAgo: 25,
        provider: ['piet.osthoff', 25],
        customer: null,
      },
    ],
  },
  'cards-shop': {
    kind: 'OLA',
    service: 'card-gateway',
    customer: 'digital-shop',
    externalParty: null,
    description: 'What the checkout needs of the gateway to keep its own promise.',
    reviewIn: 45,
    versions: [
      {
        status: 'ACTIVE',
        target: 0.995,
        slo: 'card-payments',
        terms: '',
        proposedBy: 'piet.osthoff',
        proposedDaysAgo: 66,
        provider: ['piet.osthoff', 66],
        customer: ['nuri.demirel', 61],
      },
    ],
  },
  'store-lines': {
    kind: 'UNDERPINNING_CONTRACT',
    service: 'store-network',
    customer: null,
    externalParty: 'Ostwind Carrier',
    description: 'The contract for the lines between the stores and the data centre.',
    reviewIn: 200,
    versions: [
      {
        status: 'ACTIVE',
        target: 0.999,
        slo: null,
        terms: 'By the calendar month; credits below it.',
        proposedBy: 'leo.marquardt',
        proposedDaysAgo: 300,
        provider: ['Ostwind Carrier, key accounts', 290],
        customer: ['leo.marquardt', 280],
      },
    ],
  },
}
