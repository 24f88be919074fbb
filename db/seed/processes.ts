import type { ObjectiveKey } from './objectives.ts'
import type { ServiceKey } from './services.ts'
import type { TeamKey } from './teams.ts'

export interface ProcessSpec {
  key: string
  name: string
  description: string
  owner: TeamKey
  objectives: readonly ObjectiveKey[]
  services: readonly ServiceKey[]
}

export const PROCESSES: readonly ProcessSpec[] = [
  {
    key: 'take-online-order',
    name: 'Take an online order',
    description: 'From the first search until the customer has paid and holds a delivery hour.',
    owner: 'online-sales',
    objectives: ['repeat-customers'],
    services: ['online-shop', 'product-search', 'checkout', 'delivery-slots', 'loyalty', 'sign-in'],
  },
  {
    key: 'pick-and-deliver',
    name: 'Pick and deliver an order',
    description: 'Pickers collect the order in hall 1, vans leave in three waves a day.',
    owner: 'logistics',
    objectives: ['promised-hour'],
    services: ['order-picking', 'tour-planning', 'stock-bridge'],
  },
  {
    key: 'sell-at-the-till',
    name: 'Sell at the till',
    description: 'Scan, discount, pay, print. A till works alone for four hours when it has to.',
    owner: 'store-operations',
    objectives: ['open-tills'],
    services: ['store-tills', 'prices', 'card-gateway', 'store-network'],
  },
  {
    key: 'replenish-stores',
    name: 'Replenish the stores',
    description:
      'Every night the stock of each store is compared with what it will sell, and orders go out before six.',
    owner: 'purchasing',
    objectives: ['full-shelves', 'less-waste'],
    services: ['replenishment', 'stock-ledger', 'data-warehouse'],
  },
  {
    key: 'receive-goods',
    name: 'Receive goods at the distribution centre',
    description:
      'Pallets are booked in at 34 gates; suppliers without an interface still announce them by fax.',
    owner: 'logistics',
    objectives: ['full-shelves'],
    services: ['stock-ledger', 'supplier-fax'],
  },
  {
    key: 'month-end',
    name: 'Close the month',
    description: 'Five working days from the last sale to the figures for the board.',
    owner: 'finance',
    objectives: ['fast-closing'],
    services: ['accounting', 'data-warehouse'],
  },
]
