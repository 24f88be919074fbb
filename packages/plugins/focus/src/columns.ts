import { InputError } from '@throughline/plugin-kit'

const V1_0 = [
  ...['AvailabilityZone', 'BilledCost', 'BillingAccountId', 'BillingAccountName', 'BillingCurrency'],
  ...['BillingPeriodEnd', 'BillingPeriodStart', 'ChargeCategory', 'ChargeClass', 'ChargeDescription'],
  ...['ChargeFrequency', 'ChargePeriodEnd', 'ChargePeriodStart', 'CommitmentDiscountCategory'],
  ...['CommitmentDiscountId', 'CommitmentDiscountName', 'CommitmentDiscountStatus', 'CommitmentDiscountType'],
  ...['ConsumedQuantity', 'ConsumedUnit', 'ContractedCost', 'ContractedUnitPrice', 'EffectiveCost'],
  ...['InvoiceIssuerName', 'ListCost', 'ListUnitPrice', 'PricingCategory', 'PricingQuantity', 'PricingUnit'],
  ...[
    'ProviderName',
    'PublisherName',
    'RegionId',
    'RegionName',
    'ResourceId',
    'ResourceName',
    'ResourceType',
  ],
  ...['ServiceCategory', 'ServiceName', 'SkuId', 'SkuPriceId', 'SubAccountId', 'SubAccountName', 'Tags'],
]
const V1_1 = [
  ...['CapacityReservationId', 'CapacityReservationStatus', 'CommitmentDiscountQuantity'],
  ...['CommitmentDiscountUnit', 'ServiceSubcategory', 'SkuMeter', 'SkuPriceDetails'],
]
const V1_2 = [
  ...['BillingAccountType', 'InvoiceId', 'PricingCurrency', 'PricingCurrencyContractedUnitPrice'],
  ...['PricingCurrencyEffectiveCost', 'PricingCurrencyListUnitPrice', 'SubAccountType'],
]
const V1_3 = [
  ...['AllocatedMethodDetails', 'AllocatedMethodId', 'AllocatedResourceId', 'AllocatedResourceName'],
  ...['AllocatedTags', 'ContractApplied', 'HostProviderName', 'ServiceProviderName'],
]

/** The columns that each version of FOCUS adds, the latest first. */
const VERSIONS = [
  ['1.3', V1_3],
  ['1.2', V1_2],
  ['1.1', V1_1],
  ['1.0', V1_0],
] as const
export type FocusVersion = (typeof VERSIONS)[number][0]

const KNOWN = new Set(VERSIONS.flatMap(([, columns]) => columns))

/** Columns without which nothing can be said, and those of which one is needed: names that versions have changed. */
const REQUIRED: readonly (readonly string[])[] = [
  ['BillingAccountId'],
  ['BillingCurrency'],
  ['BillingPeriodStart'],
  ['ChargeCategory'],
  ['ChargePeriodStart'],
  ['ChargePeriodEnd'],
  ['EffectiveCost'],
  ['ServiceName'],
  ['ServiceProviderName', 'ProviderName'],
]

/** The header of a file. */
export interface Header {
  /** The places of the columns by their names. */
  readonly places: ReadonlyMap<string, number>
  /** How many columns there are. */
  readonly width: number
  /** The earliest version with all its columns. */
  readonly version: FocusVersion
  /** Columns that no version up to 1.3 has, and that are no extension of a provider. */
  readonly unknown: readonly string[]
}

/** Reads a header. @throws InputError that names the required columns that are missing */
export function headerOf(file: string, names: readonly string[]): Header {
  const places = new Map(names.map((name, place) => [name.trim(), place]))
  const missing = REQUIRED.filter((one) => !one.some((name) => places.has(name)))
  if (missing.length > 0) {
    throw new InputError({
      file,
      line: 1,
      problem: `has no column ${missing.map((one) => one.join(' or ')).join(', ')}`,
      hint: 'Export it as FOCUS 1.0 to 1.3 with all mandatory columns, in CSV with commas.',
    })
  }
  const version = VERSIONS.find(([, columns]) => columns.some((name) => places.has(name)))?.[0] ?? '1.0'
  const unknown = [...places.keys()].filter((name) => !KNOWN.has(name) && !name.startsWith('x_'))
  return { places, width: names.length, version, unknown }
}
