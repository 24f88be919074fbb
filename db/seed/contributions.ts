import type { ObjectiveKey } from './objectives.ts'
import type { ServiceKey } from './services.ts'

export interface ContributionSpec {
  objective: ObjectiveKey
  service: ServiceKey
  /** How much of the objective rests on the service, 0 to 1. */
  share: number
  /** The part of the service's work that is for the objective, 0 to 1; by share where it is absent. */
  effortShare?: number
  rationale: string
  /** First and last day on which the link holds, in days from today; open where null. */
  valid?: readonly [number | null, number | null]
}

export const CONTRIBUTIONS: readonly ContributionSpec[] = [
  {
    objective: 'repeat-customers',
    service: 'online-shop',
    share: 0.9,
    rationale: 'Nobody comes back to a shop that is slow or closed; the exit survey names it first.',
  },
  {
    objective: 'repeat-customers',
    service: 'checkout',
    share: 0.9,
    rationale: 'A third of lost baskets are lost between address and payment.',
  },
  {
    objective: 'repeat-customers',
    service: 'delivery-slots',
    share: 0.4,
    effortShare: 0.3,
    rationale: 'Customers who find no hour on the day they want order elsewhere.',
  },
  {
    objective: 'repeat-customers',
    service: 'loyalty',
    share: 0.5,
    effortShare: 0.8,
    rationale: 'Households with a card order 1.8 times as often, partly because of the personal offers.',
  },
  {
    objective: 'promised-hour',
    service: 'delivery-slots',
    share: 0.7,
    effortShare: 0.7,
    rationale: 'We can only keep an hour that the vans can reach.',
  },
  {
    objective: 'promised-hour',
    service: 'order-picking',
    share: 0.8,
    rationale: 'Seven of ten late vans left the yard late because an order was not picked.',
  },
  {
    objective: 'promised-hour',
    service: 'tour-planning',
    share: 0.9,
    rationale: 'The tours decide whether the hour can be kept at all.',
  },
  {
    objective: 'promised-hour',
    service: 'collection-lockers',
    share: 0.3,
    rationale: 'Lockers took the pressure off the evening wave during the trial.',
    valid: [-420, -180],
  },
  {
    objective: 'open-tills',
    service: 'store-tills',
    share: 1,
    rationale: 'The tills are what the objective is about.',
  },
  {
    objective: 'stores-sell',
    service: 'prices',
    share: 0.3,
    rationale:
      'A wrong price stops a till until the shift lead has come, and an unpriced article stays in the back room.',
  },
  {
    objective: 'stores-sell',
    service: 'loyalty',
    share: 0.1,
    effortShare: 0.2,
    rationale: 'Offers bring people into the stores on weak days.',
    valid: [-480, null],
  },
  {
    objective: 'full-shelves',
    service: 'replenishment',
    share: 0.9,
    rationale: 'Nine of ten gaps on the shelf go back to an order that was too small or too late.',
  },
  {
    objective: 'trusted-data',
    service: 'privacy',
    share: 0.8,
    rationale: 'The deadline for answers is the promise that people notice.',
  },
  {
    objective: 'trusted-data',
    service: 'sign-in',
    share: 0.5,
    rationale: 'Taken-over accounts are the most likely way to lose personal data.',
  },
  {
    objective: 'trusted-data',
    service: 'card-gateway',
    share: 0.4,
    rationale: 'All card numbers pass here and nowhere else.',
  },
  {
    objective: 'fast-closing',
    service: 'accounting',
    share: 1,
    rationale: 'Closing happens in the ledger.',
    valid: [-560, -195],
  },
]
