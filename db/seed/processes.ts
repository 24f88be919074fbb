import type { ObjectiveKey } from './objectives.ts'
import type { ServiceKey } from './services.ts'
import type { TeamKey } from './teams.ts'

export interface ProcessSpec {
  key: string
  name: string
  description: string
  owner: TeamKey
  /** How much of each objective the process carries, 0 to 1. */
  objectives: Readonly<Partial<Record<ObjectiveKey, number>>>
  /** How strongly the process needs each service, 0 to 1. */
  services: Readonly<Partial<Record<ServiceKey, number>>>
}

export const PROCESSES: readonly ProcessSpec[] = [
  {
    key: 'take-online-order',
    name: 'Take an online order',
    description: 'From the first search until the customer has paid and holds a delivery hour.',
    owner: 'online-sales',
    objectives: { 'repeat-customers': 0.9 },
    services: {
      'online-shop': 1,
      'product-search': 0.5,
      checkout: 1,
      'delivery-slots': 0.6,
      loyalty: 0.2,
      'sign-in': 0.5,
    },
  },
  {
    key: 'pick-and-deliver',
    name: 'Pick and deliver an order',
    description: 'Pickers collect the order in hall 1, vans leave in three waves a day.',
    owner: 'logistics',
    objectives: { 'promised-hour': 0.9 },
    services: { 'order-picking': 1, 'tour-planning': 0.9, 'stock-bridge': 0.5 },
  },
  {
    key: 'sell-at-the-till',
    name: 'Sell at the till',
    description: 'Scan, discount, pay, print. A till works alone for four hours when it has to.',
    owner: 'store-operations',
    objectives: { 'open-tills': 1 },
    services: { 'store-tills': 1, prices: 0.4, 'card-gateway': 0.7, 'store-network': 0.5 },
  },
  {
    key: 'replenish-stores',
    name: 'Replenish the stores',
    description:
      'Every night the stock of each store is compared with what it will sell, and orders go out before six.',
    owner: 'purchasing',
    objectives: { 'full-shelves': 0.8 },
    services: { replenishment: 1, 'stock-ledger': 0.8, 'data-warehouse': 0.3 },
  },
  {
    key: 'receive-goods',
    name: 'Receive goods at the distribution centre',
    description:
      'Pallets are booked in at 34 gates; suppliers without an interface still announce them by fax.',
    owner: 'logistics',
    objectives: { 'full-shelves': 0.5 },
    services: { 'stock-ledger': 0.8, 'supplier-fax': 0.1 },
  },
  {
    key: 'month-end',
    name: 'Close the month',
    description: 'Five working days from the last sale to the figures for the board.',
    owner: 'finance',
    objectives: { 'fast-closing': 0.9 },
    services: { accounting: 1, 'data-warehouse': 0.5 },
  },
]
