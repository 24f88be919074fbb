import type { TeamKey } from '../teams.ts'
import { type AssetSpec, type Inventory, relation } from './spec.ts'

/** Key, name, owner, EUR per month, what it is for. */
type Row = readonly [key: string, name: string, owner: TeamKey | null, cost: number, purpose: string]

const subscriptions: readonly Row[] = [
  ['saas-mail', 'Transactional mail', 'digital-shop', 640, 'Order confirmations and password mails'],
  ['saas-maps', 'Maps and traffic', 'supply-chain', 1850, 'Travel times for tours'],
  ['saas-acquirer', 'Card acquirer', 'store-systems', 7400, 'Settlement of card payments'],
  ['saas-till-updates', 'Till update service', 'store-systems', 980, 'Software of the tills'],
  ['saas-signage', 'Signage studio', 'store-systems', 720, 'Screens and playlists'],
  ['saas-signature', 'Electronic signature', 'finance', 260, 'Contracts and privacy forms'],
  ['saas-banking', 'Bank connection', 'finance', 410, 'Statements and payments'],
  ['saas-office', 'Office suite', 'platform', 9800, 'Mail and documents of 1,150 people'],
  ['saas-survey', 'Survey tool', 'online-sales', 390, 'Customer surveys'],
  // Nobody has signed in for months; both are paid by card from the budget of a project that ended.
  ['saas-social', 'Social media desk', 'online-sales', 2150, 'Posts and replies'],
  ['saas-forecast-trial', 'Forecast trial', null, 1900, 'Trial for the freshness forecast'],
]

const buckets: readonly Row[] = [
  ['tannenlund-product-images', 'tannenlund-product-images', 'digital-shop', 120, 'Pictures of articles'],
  ['tannenlund-invoices', 'tannenlund-invoices', 'digital-shop', 35, 'Invoices of online orders'],
  ['tannenlund-images', 'tannenlund-images', 'platform', 90, 'Container images'],
  ['tannenlund-dwh-landing', 'tannenlund-dwh-landing', 'supply-chain', 210, 'Files before they are loaded'],
  ['tannenlund-video-archive', 'tannenlund-video-archive', null, 870, 'Advertising films since 2009'],
]

const certificates: readonly (readonly [key: string, name: string, owner: TeamKey, validForDays: number])[] =
  [
    ['cert-shop', 'shop.tannenlund.example', 'digital-shop', 90],
    ['cert-login', 'login.tannenlund.example', 'platform', 90],
    ['cert-pay', 'pay.tannenlund.example', 'store-systems', 365],
    ['cert-intranet', 'intranet.tannenlund.example', 'platform', 365],
  ]

const assets: readonly AssetSpec[] = [
  ...subscriptions.map(
    ([key, name, owner, cost, purpose]): AssetSpec => ({
      key,
      kind: 'saas.subscription',
      name,
      environment: 'production',
      owner,
      cost,
      attributes: { purpose, billing: 'monthly' },
      identifiers: [['contract-number', `TM-${key.slice(5).toUpperCase()}`]],
      sources: ['register'],
    }),
  ),
  ...buckets.map(
    ([key, name, owner, cost, purpose]): AssetSpec => ({
      key,
      kind: 'storage.bucket',
      name,
      environment: 'production',
      owner,
      cost,
      attributes: { purpose, region: 'eu-central' },
      identifiers: [['cloud.resource-id', `bucket:eu-central:${name}`]],
      sources: ['register'],
    }),
  ),
  ...certificates.map(
    ([key, name, owner, validForDays]): AssetSpec => ({
      key,
      kind: 'security.certificate',
      name,
      environment: 'production',
      owner,
      cost: null,
      attributes: { validForDays, algorithm: 'ECDSA P-256' },
      identifiers: [['fqdn', name]],
      sources: ['register'],
    }),
  ),
  {
    key: 'zone-tannenlund',
    kind: 'network.dns-zone',
    name: 'tannenlund.example',
    environment: 'production',
    owner: 'network',
    cost: 12,
    attributes: { records: 214, provider: 'own name servers' },
    identifiers: [['fqdn', 'tannenlund.example']],
    sources: ['register'],
  },
]

/** What is rented: subscriptions, buckets, certificates and the domain. */
export const subscriptionsAndCloud: Inventory = {
  assets,
  relations: [relation('tannenlund-dwh-landing', 'CONNECTS_TO', 'wan-line-a', 0.2, 'register')],
}
