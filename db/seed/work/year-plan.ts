import type { ServiceKey } from '../services.ts'
import type { TeamKey } from '../teams.ts'
import type { TicketSpec } from './spec.ts'

/** A ticket: what it was, days ago on which it was opened, days that it took, minutes booked on it in all. */
type Piece = readonly [title: string, openedDaysAgo: number, days: number, minutes: number]

interface Stream {
  kind: TicketSpec['kind']
  services: readonly ServiceKey[]
  requester: TeamKey
  assignee: TeamKey
  pieces: readonly Piece[]
}

/**
 * The larger pieces of work of the last thirteen months; what was asked for day by day is kept for 90 days only. A year
 * ago, most of it went into recipes, playlists and requests that belong to no service. Step by step it moved to what
 * the objectives weigh: the checkout, the tours, the tills and the data of customers.
 */
export const YEAR_STREAMS: readonly Stream[] = [
  {
    kind: 'TASK',
    services: ['recipe-magazine'],
    requester: 'online-sales',
    assignee: 'digital-shop',
    pieces: [
      ['Recipe magazine for the jubilee', 392, 88, 7400],
      ['Winter issue of the recipe magazine', 303, 88, 7000],
      ['Recipes in three languages', 214, 116, 7400],
      ['Recipes for children', 97, 84, 2600],
    ],
  },
  {
    kind: 'SERVICE_REQUEST',
    services: ['store-music'],
    requester: 'store-operations',
    assignee: 'store-systems',
    pieces: [
      ['Screens at the entrance of 26 stores', 391, 88, 5200],
      ['Music by the time of day', 302, 91, 4900],
      ['Screens at the cheese counter', 210, 114, 5600],
      ['Playlists for the weeks before Christmas', 95, 84, 1500],
    ],
  },
  {
    kind: 'SERVICE_REQUEST',
    services: [],
    requester: 'finance',
    assignee: 'platform',
    pieces: [
      ['Move of the head office', 393, 88, 6600],
      ['New notebooks for 400 people', 304, 90, 6200],
      ['Shared drives by department', 213, 116, 7200],
      ['Telephones of the new head office', 96, 85, 2400],
    ],
  },
  {
    kind: 'TASK',
    services: ['accounting'],
    requester: 'finance',
    assignee: 'supply-chain',
    pieces: [
      ['Annual accounts and their audit', 390, 89, 3200],
      ['Electronic invoices as the law requires', 300, 90, 2700],
      ['Retention of receipts for ten years', 209, 114, 3200],
    ],
  },
  {
    kind: 'SERVICE_REQUEST',
    services: ['data-warehouse'],
    requester: 'purchasing',
    assignee: 'supply-chain',
    pieces: [
      ['Reports for the talks with suppliers', 389, 89, 2600],
      ['Sales by weather and holiday', 299, 90, 2300],
      ['Seven years of sales in one cube', 208, 114, 2600],
    ],
  },
  {
    kind: 'TASK',
    services: ['supplier-fax'],
    requester: 'purchasing',
    assignee: 'supply-chain',
    pieces: [
      ['Read delivery notes that arrive by fax', 388, 89, 3000],
      ['Five suppliers leave the fax', 298, 90, 2400],
      ['Three more suppliers leave the fax', 207, 114, 2000],
    ],
  },
  {
    kind: 'TASK',
    services: ['store-tills'],
    requester: 'store-operations',
    assignee: 'store-systems',
    pieces: [
      ['Tills that go on without a line, first stores', 391, 89, 4600],
      ['Tills that go on without a line, all of the north', 301, 89, 5500],
      ['New scales at 80 tills', 211, 112, 7400],
      ['Tills that start in two minutes', 98, 87, 1600],
    ],
  },
  {
    kind: 'TASK',
    services: ['replenishment', 'stock-ledger'],
    requester: 'purchasing',
    assignee: 'supply-chain',
    pieces: [
      ['Order proposals for bread', 386, 89, 1300],
      ['Order proposals for dairy', 296, 89, 1500],
      ['Proposals that know of promotions', 206, 114, 3600],
    ],
  },
  {
    kind: 'TASK',
    services: ['online-shop'],
    requester: 'online-sales',
    assignee: 'digital-shop',
    pieces: [
      ['Article pages that load faster', 385, 89, 1800],
      ['Order again with one tap', 295, 89, 2000],
      ['Substitutes that customers choose themselves', 205, 114, 3200],
    ],
  },
  {
    kind: 'TASK',
    services: ['checkout'],
    requester: 'online-sales',
    assignee: 'digital-shop',
    pieces: [
      ['Find out where baskets are lost', 380, 86, 500],
      ['Pay with a saved card', 293, 88, 1100],
      ['Addresses checked while they are typed', 204, 106, 2600],
      ['Two steps less until an order is paid', 97, 86, 1800],
    ],
  },
  {
    kind: 'TASK',
    services: ['tour-planning', 'order-picking'],
    requester: 'logistics',
    assignee: 'supply-chain',
    pieces: [
      ['Measure how late vans leave the yard', 378, 85, 700],
      ['Picking lists in the order of the aisles', 292, 88, 1300],
      ['Tours with the traffic of the hour', 203, 109, 2600],
    ],
  },
  {
    kind: 'TASK',
    services: ['delivery-slots'],
    requester: 'logistics',
    assignee: 'digital-shop',
    pieces: [
      ['Offer fewer hours on stormy days', 290, 87, 600],
      ['Hours that the vans can reach', 202, 105, 1000],
      ['Hours shown before sign-in', 96, 85, 600],
    ],
  },
  {
    kind: 'TASK',
    services: ['collection-lockers'],
    requester: 'logistics',
    assignee: 'digital-shop',
    pieces: [
      ['Trial of cooled lockers at four stores', 387, 92, 900],
      ['Take the lockers away and evaluate the trial', 294, 78, 500],
    ],
  },
  {
    kind: 'TASK',
    services: ['privacy', 'sign-in'],
    requester: 'finance',
    assignee: 'platform',
    pieces: [
      ['List of where personal data is stored', 372, 83, 300],
      ['Answer requests from one place', 288, 86, 700],
      ['Second factor for customers who want it', 201, 105, 1600],
      ['Data of a household deleted everywhere at once', 95, 84, 1700],
    ],
  },
  {
    kind: 'PROBLEM',
    services: ['card-gateway'],
    requester: 'store-operations',
    assignee: 'store-systems',
    pieces: [
      ['Card numbers in old log files', 286, 85, 600],
      ['Keys of the terminals renewed', 200, 105, 1300],
      ['Certificates watched before they expire', 94, 82, 900],
    ],
  },
  {
    kind: 'TASK',
    services: ['container-platform'],
    requester: 'digital-shop',
    assignee: 'platform',
    pieces: [
      ['First applications on the new cluster', 384, 86, 2100],
      ['Logs of all applications in one place', 297, 91, 2300],
      ['Releases without a pause', 205, 108, 3200],
      ['Limits for every application', 96, 84, 900],
    ],
  },
  {
    kind: 'TASK',
    services: ['dc-network'],
    requester: 'platform',
    assignee: 'network',
    pieces: [
      ['Cabling of the second hall in Ostwerk', 383, 91, 700],
      ['Second name server in Hafen', 291, 91, 700],
      ['Load balancers with one configuration', 199, 104, 900],
    ],
  },
  {
    kind: 'TASK',
    services: ['loyalty'],
    requester: 'online-sales',
    assignee: 'digital-shop',
    pieces: [
      ['Card in the app', 382, 92, 800],
      ['Offers by what a household buys', 289, 90, 900],
      ['Points without a receipt', 198, 104, 1300],
    ],
  },
]
