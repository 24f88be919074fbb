import type { TeamKey } from '../teams.ts'

/** Namespace → owner and its workloads: name, replicas, port of the Kubernetes service in front (0: none). */
export type Namespaces = Record<
  string,
  { owner: TeamKey; deployments: readonly (readonly [name: string, replicas: number, port: number])[] }
>

/** Production, by the applications that services lean on. */
export const WORKLOADS: Namespaces = {
  shop: {
    owner: 'digital-shop',
    deployments: [
      ['storefront', 6, 8080],
      ['catalogue', 4, 8080],
      ['cart', 4, 8080],
      ['search-api', 3, 8080],
      ['image-resizer', 2, 0],
    ],
  },
  checkout: {
    owner: 'digital-shop',
    deployments: [
      ['checkout-api', 4, 8080],
      ['payment-adapter', 3, 8443],
      ['voucher', 2, 8080],
      ['invoice-writer', 1, 0],
    ],
  },
  delivery: {
    owner: 'supply-chain',
    deployments: [
      ['slot-api', 3, 8080],
      ['tour-planner', 2, 8080],
      ['driver-app-backend', 3, 8080],
      ['notification-sender', 2, 0],
      ['picking-api', 3, 8080],
      ['picking-web', 2, 8080],
    ],
  },
  stock: {
    owner: 'supply-chain',
    deployments: [
      ['stock-reader', 3, 8080],
      ['replenishment-engine', 2, 0],
      ['supplier-orders', 2, 8080],
    ],
  },
  prices: {
    owner: 'store-systems',
    deployments: [
      ['price-api', 4, 8080],
      ['promotion-engine', 2, 8080],
    ],
  },
  loyalty: {
    owner: 'digital-shop',
    deployments: [
      ['loyalty-api', 3, 8080],
      ['points-ledger', 2, 8080],
      ['offers', 2, 0],
    ],
  },
  identity: {
    owner: 'platform',
    deployments: [
      ['sign-in', 3, 8443],
      ['consent-api', 2, 8080],
      ['privacy-requests', 1, 8080],
    ],
  },
  magazine: {
    owner: 'digital-shop',
    deployments: [
      ['recipe-cms', 1, 8080],
      ['recipe-web', 2, 8080],
    ],
  },
}

/** Runs beside everything and belongs to no service: two namespaces that only cost. */
export const UNMAPPED: Namespaces = {
  observability: {
    owner: 'platform',
    deployments: [
      ['metrics-collector', 2, 0],
      ['log-shipper', 8, 0],
    ],
  },
  'jubilee-2024': {
    owner: 'digital-shop',
    deployments: [
      ['photo-contest', 2, 8080],
      ['photo-votes', 2, 0],
    ],
  },
}

export const STAGING: Namespaces = {
  shop: {
    owner: 'digital-shop',
    deployments: [
      ['storefront', 1, 0],
      ['catalogue', 1, 0],
      ['cart', 1, 0],
    ],
  },
  checkout: {
    owner: 'digital-shop',
    deployments: [
      ['checkout-api', 1, 0],
      ['payment-adapter', 1, 0],
    ],
  },
  delivery: {
    owner: 'supply-chain',
    deployments: [
      ['slot-api', 1, 0],
      ['tour-planner', 1, 0],
    ],
  },
}

export const CRON_JOBS: readonly (readonly [namespace: string, name: string, schedule: string])[] = [
  ['shop', 'search-index', '*/20 * * * *'],
  ['stock', 'nightly-proposal', '30 1 * * *'],
  ['prices', 'price-export', '0 4 * * *'],
]

export const INGRESSES: readonly (readonly [
  namespace: string,
  name: string,
  host: string,
  backends: readonly string[],
])[] = [
  ['shop', 'shop', 'shop.tannenlund.example', ['storefront', 'catalogue', 'cart']],
  ['identity', 'login', 'login.tannenlund.example', ['sign-in']],
]

/** Who calls whom, and what they keep their data in. A call can wait or fall back, so it is soft. */
export const CALLS: readonly (readonly [from: string, to: string])[] = [
  ['shop/storefront', 'shop/service/catalogue'],
  ['shop/storefront', 'shop/service/cart'],
  ['shop/storefront', 'shop/service/search-api'],
  ['shop/storefront', 'prices/service/price-api'],
  ['shop/cart', 'checkout/service/checkout-api'],
  ['shop/cart', 'prices/service/price-api'],
  ['checkout/checkout-api', 'checkout/service/payment-adapter'],
  ['checkout/checkout-api', 'checkout/service/voucher'],
  ['checkout/checkout-api', 'delivery/service/slot-api'],
  ['checkout/checkout-api', 'stock/service/stock-reader'],
  ['delivery/slot-api', 'delivery/service/tour-planner'],
  ['delivery/picking-api', 'stock/service/stock-reader'],
  ['loyalty/loyalty-api', 'loyalty/service/points-ledger'],
  ['prices/promotion-engine', 'prices/service/price-api'],
  ['identity/privacy-requests', 'identity/service/consent-api'],
  ['magazine/recipe-web', 'magazine/service/recipe-cms'],
]
export const STORED_IN: readonly (readonly [from: string, to: string])[] = [
  ['shop/catalogue', 'pg-shop'],
  ['shop/cart', 'redis-cart'],
  ['delivery/slot-api', 'pg-delivery'],
  ['delivery/tour-planner', 'pg-delivery'],
  ['prices/price-api', 'pg-prices'],
  ['prices/promotion-engine', 'pg-prices'],
  ['loyalty/points-ledger', 'pg-loyalty'],
  ['stock/stock-reader', 'redis-stock'],
  ['identity/sign-in', 'pg-identity'],
  // Recipes were put where there was room: a tidy-up of the price database would take the magazine down.
  ['magazine/recipe-cms', 'pg-prices'],
]
