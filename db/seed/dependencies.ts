import type { ServiceKey } from './services.ts'

const HARD = 1
const SOFT = 0.5

/** What a service needs, with the strength of the need. The services of a redundancy group are named above. */
interface Needs {
  services?: Partial<Record<ServiceKey, number>>
  assets?: Record<string, number>
}

export const NEEDS: Partial<Record<ServiceKey, Needs>> = {
  'online-shop': {
    services: {
      'product-search': SOFT,
      'sign-in': SOFT,
      prices: HARD,
      'stock-bridge': 0.9,
      'container-platform': HARD,
    },
    assets: {
      'shop/ingress/shop': HARD,
      'shop/storefront': HARD,
      'shop/catalogue': HARD,
      'shop/cart': HARD,
      'pg-shop': HARD,
      'redis-cart': HARD,
      'shop/image-resizer': SOFT,
      'tannenlund-product-images': SOFT,
      'cert-shop': HARD,
    },
  },
  checkout: {
    services: { 'card-gateway': HARD, 'sign-in': HARD, 'stock-bridge': HARD, 'container-platform': HARD },
    assets: {
      'checkout/checkout-api': HARD,
      'checkout/payment-adapter': HARD,
      'checkout/voucher': SOFT,
      'checkout/invoice-writer': 0.2,
      'tannenlund-invoices': 0.2,
      'saas-mail': SOFT,
    },
  },
  'delivery-slots': {
    services: { 'tour-planning': SOFT, 'stock-bridge': SOFT, 'container-platform': HARD },
    assets: { 'delivery/slot-api': HARD, 'pg-delivery': HARD },
  },
  'order-picking': {
    services: { 'stock-bridge': HARD, 'container-platform': HARD },
    assets: {
      'delivery/picking-api': HARD,
      'delivery/picking-web': HARD,
      'vm-print-01': SOFT,
      'sw-hall1-acc-01': 0.3,
      'sw-hall1-acc-02': 0.3,
      'sw-hall1-acc-03': 0.3,
      'scanners-hall1': 0.8,
    },
  },
  // vm-geo-01 was switched off when its successor came; nobody told the service.
  'tour-planning': {
    services: { 'container-platform': HARD },
    assets: {
      'delivery/tour-planner': HARD,
      'delivery/driver-app-backend': HARD,
      'delivery/notification-sender': SOFT,
      'pg-delivery': HARD,
      'saas-maps': SOFT,
      'vm-geo-01': HARD,
    },
  },
  'store-tills': {
    services: { 'store-network': SOFT, 'card-gateway': 0.7, prices: SOFT },
    assets: { 'saas-till-updates': 0.1 },
  },
  replenishment: {
    services: {
      'stock-ledger': HARD,
      'stock-bridge': HARD,
      'data-warehouse': SOFT,
      'container-platform': HARD,
    },
    assets: {
      'stock/replenishment-engine': HARD,
      'stock/supplier-orders': HARD,
      'stock/cronjob/nightly-proposal': HARD,
      'vm-ftp-01': SOFT,
    },
  },
  prices: {
    services: { 'container-platform': HARD, 'stock-bridge': 0.3 },
    assets: {
      'prices/price-api': HARD,
      'prices/promotion-engine': SOFT,
      'pg-prices': HARD,
      'prices/cronjob/price-export': HARD,
    },
  },
  loyalty: {
    services: { 'sign-in': SOFT, 'container-platform': HARD },
    assets: {
      'loyalty/loyalty-api': HARD,
      'loyalty/points-ledger': HARD,
      'loyalty/offers': SOFT,
      'pg-loyalty': HARD,
      'saas-mail': SOFT,
    },
  },
  privacy: {
    services: { 'sign-in': HARD, 'container-platform': HARD, 'data-warehouse': SOFT },
    assets: { 'identity/privacy-requests': HARD, 'saas-signature': 0.2 },
  },
  accounting: {
    services: { 'data-warehouse': SOFT, 'stock-ledger': SOFT },
    assets: { 'vm-fin-01': HARD, 'db2-finance': HARD, 'saas-banking': SOFT },
  },
  'store-music': { services: { 'store-network': HARD }, assets: { 'vm-sig-01': HARD, 'saas-signage': HARD } },
  'recipe-magazine': {
    services: { 'container-platform': HARD, 'product-search': SOFT },
    assets: { 'magazine/recipe-cms': HARD, 'magazine/recipe-web': HARD },
  },
  'freshness-forecast': { services: { 'data-warehouse': HARD, replenishment: SOFT } },
  'stock-ledger': { assets: { 'lpar-prod': HARD, 'db2-stock': HARD, 'tape-ow-01': 0.1 } },
  // The bridge answers from its own copy for hours when the ledger is away, so it leans on it only softly.
  'stock-bridge': {
    services: { 'stock-ledger': SOFT },
    assets: { 'stock/stock-reader': SOFT, 'redis-stock': SOFT },
  },
  'product-search': {
    services: { 'container-platform': HARD },
    assets: { 'shop/search-api': HARD, 'shop/cronjob/search-index': SOFT },
  },
  'card-gateway': { services: { 'dc-network': HARD }, assets: { 'cert-pay': HARD, 'saas-acquirer': HARD } },
  'sign-in': {
    services: { 'container-platform': SOFT, 'dc-network': HARD },
    assets: {
      'pg-identity': HARD,
      'redis-session': SOFT,
      'cert-login': HARD,
      'identity/sign-in': HARD,
      'identity/consent-api': SOFT,
    },
  },
  'container-platform': {
    services: { 'dc-network': HARD },
    assets: { 'cluster-prod': HARD, 'tannenlund-images': 0.3 },
  },
  'dc-network': { assets: { 'zone-tannenlund': 0.3 } },
  'data-warehouse': {
    services: { 'dc-network': SOFT },
    assets: { 'pg-dwh': HARD, 'vm-etl-01': HARD, 'tannenlund-dwh-landing': SOFT },
  },
  'supplier-fax': { assets: { 'vm-fax-01': HARD } },
}

/** One store of 26: its server or its line matters to the stores as a whole with this strength. */
export const ONE_STORE = 0.04
