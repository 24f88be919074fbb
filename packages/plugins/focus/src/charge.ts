import { type CostCategory, normalizedText, truncate } from '@throughline/plugin-kit'
import type { FocusConfig } from './config.ts'
import { unitsOf } from './decimal.ts'
import type { Row } from './rows.ts'

/** The sum of charges that have all of this in common, as it is listed and stored. */
export interface ChargeFacts {
  /** Day at which the billing period begins. */
  readonly billingPeriod: string
  readonly billingAccount: string
  readonly periodStart: string
  readonly periodEnd: string
  readonly currency: string
  readonly category: CostCategory
  readonly provider: string
  readonly product: string
  readonly account?: string
  readonly resourceId?: string
  readonly resourceName?: string
  /** For a machine of AWS, whose node in a cluster is called by both. */
  readonly zone?: string
  readonly service?: string
  /** Exact, with its sign. */
  readonly amount: string
}

/** A charge as a row has it. */
export interface Charge {
  readonly facts: Omit<ChargeFacts, 'amount'>
  readonly units: bigint
  /** Empty where the charge has not been invoiced, or the file does not say. */
  readonly invoice: string
  /** What a charge and the parts into which it was divided have in common. */
  readonly origin: () => string
  /** The charge that this row is a part of was divided by a method. */
  readonly isPart: boolean
}

/** With its period, what a charge has in common with its parts. */
const ORIGIN = [
  ...['BillingAccountId', 'BillingPeriodStart', 'BillingCurrency', 'SubAccountId', 'ResourceId'],
  ...['ServiceName', 'SkuId', 'SkuPriceId', 'ChargeCategory'],
]

const CATEGORIES: ReadonlyMap<string, CostCategory> = new Map([
  ['usage', 'USAGE'],
  ['purchase', 'PURCHASE'],
  ['tax', 'TAX'],
  ['credit', 'CREDIT'],
  ['adjustment', 'ADJUSTMENT'],
])

/** What a row says. @throws InputError with the line */
export function chargeOf(row: Row, config: FocusConfig): Charge {
  row.requireCells()
  const written = row.required('ChargeCategory')
  const category = CATEGORIES.get(written.toLowerCase())
  if (category === undefined) {
    throw row.refusal(
      `${quoted(written)} in the column ChargeCategory is none of Usage, Purchase, Tax, Credit and Adjustment, as in FOCUS 1.0 to 1.3`,
    )
  }
  const cost = row.required('EffectiveCost')
  const units = unitsOf(cost)
  if (units === undefined) throw row.refusal(`${quoted(cost)} in the column EffectiveCost is not a number`)
  const currency = row.required('BillingCurrency')
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw row.refusal(`${quoted(currency)} in the column BillingCurrency is no currency of ISO 4217`)
  }
  const [start, end] = [instantOf(row, 'ChargePeriodStart'), instantOf(row, 'ChargePeriodEnd')]
  if (end <= start) {
    const cell = quoted(row.required('ChargePeriodEnd'))
    throw row.refusal(`${cell} in the column ChargePeriodEnd is not after ChargePeriodStart`)
  }
  const isPart = row.at('AllocatedMethodId') !== undefined
  const resourceId = (isPart ? row.at('AllocatedResourceId') : undefined) ?? row.at('ResourceId')
  const zone =
    resourceId !== undefined && /^i-[0-9a-f]+$/.test(resourceId) ? row.at('AvailabilityZone') : undefined
  const service = serviceOf(row, isPart, config)
  const period = periodOf(start, end, config)
  return {
    units,
    invoice: row.at('InvoiceId') ?? '',
    isPart,
    origin: () => JSON.stringify([...ORIGIN.map((column) => row.at(column)), start, end]),
    facts: {
      billingPeriod: instantOf(row, 'BillingPeriodStart').toISOString().slice(0, 10),
      billingAccount: short(row.required('BillingAccountId')),
      ...period,
      currency,
      category,
      provider: short(row.at('ServiceProviderName') ?? row.required('ProviderName')),
      product: short(row.required('ServiceName')),
      ...named('account', row.at('SubAccountId')),
      ...named('resourceId', resourceId, 500),
      ...named(
        'resourceName',
        (isPart ? row.at('AllocatedResourceName') : undefined) ?? row.at('ResourceName'),
      ),
      ...named('zone', zone),
      ...named('service', service),
    },
  }
}

function named(name: string, value: string | undefined, length = 200): Record<string, string> {
  return value === undefined ? {} : { [name]: short(value, length) }
}

function short(value: string, length = 200): string {
  return truncate(normalizedText(value), length)
}

function quoted(value: string): string {
  return JSON.stringify(truncate(value, 61))
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/

/** Instants by their text: a file repeats few of them in many rows. */
const INSTANTS = new Map<string, Date>()
const MOST_INSTANTS = 10_000

/** An instant; one without an offset is in UTC, as FOCUS has it. */
function instantOf(row: Row, column: string): Date {
  const cell = row.required(column)
  const known = INSTANTS.get(cell)
  if (known !== undefined) return known
  const [, day, time = '00:00', offset = 'Z'] = INSTANT.exec(cell) ?? []
  const zone = offset === 'UTC' ? 'Z' : offset
  const instant = new Date(`${day}T${time}${zone}`)
  // Days that no month has would become days of the next one.
  const isDay = day !== undefined && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day) === true
  if (!isDay || Number.isNaN(instant.getTime()))
    throw row.refusal(`${quoted(cell)} in the column ${column} is no time`)
  if (INSTANTS.size === MOST_INSTANTS) INSTANTS.clear()
  INSTANTS.set(cell, instant)
  return instant
}

/** Periods by the instants of a charge: a file repeats few of them in many rows. */
const PERIODS = new Map<string, ReturnType<typeof periodBetween>>()

function periodOf(start: Date, end: Date, config: FocusConfig) {
  const key = `${start.getTime()} ${end.getTime()} ${config.granularity}`
  const known = PERIODS.get(key)
  if (known !== undefined) return known
  const period = periodBetween(start, end, config)
  if (PERIODS.size === MOST_INSTANTS) PERIODS.clear()
  PERIODS.set(key, period)
  return period
}

/** The month or day in which a period lies, else the period itself. */
function periodBetween(start: Date, end: Date, { granularity }: FocusConfig) {
  const [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()]
  const [from, to] =
    granularity === 'day'
      ? [new Date(Date.UTC(year, month, day)), new Date(Date.UTC(year, month, day + 1))]
      : [new Date(Date.UTC(year, month)), new Date(Date.UTC(year, month + 1))]
  const [first, last] = end <= to ? [from, to] : [start, end]
  return { periodStart: first.toISOString(), periodEnd: last.toISOString() }
}

/** The value of the first of the tags that a charge has. */
function serviceOf(row: Row, isPart: boolean, { serviceTags }: FocusConfig): string | undefined {
  const own = tagsOf(row, 'Tags')
  const tags = isPart ? { ...own, ...tagsOf(row, 'AllocatedTags') } : own
  return serviceTags.map((tag) => tags[tag]).find((value) => value !== undefined && value.trim() !== '')
}

function tagsOf(row: Row, column: string): Readonly<Record<string, string>> {
  const cell = row.at(column)
  if (cell === undefined) return {}
  const known = TAGS.get(cell)
  if (known !== undefined) return known
  const tags = parsedTags(row, column, cell)
  if (TAGS.size === MOST_TAGS) TAGS.clear()
  TAGS.set(cell, tags)
  return tags
}

/** Tags by their text, which many charges have in common. */
const TAGS = new Map<string, Readonly<Record<string, string>>>()
const MOST_TAGS = 2000

function parsedTags(row: Row, column: string, cell: string): Readonly<Record<string, string>> {
  let tags: unknown
  try {
    tags = JSON.parse(cell)
  } catch {
    throw row.refusal(`the column ${column} is not JSON`)
  }
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) {
    throw row.refusal(`the column ${column} is no JSON object`)
  }
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[key, value] as const] : [],
    ),
  )
}
