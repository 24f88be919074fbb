import { z } from 'zod'
import { assetReferenceSchema, nameReferenceSchema } from './reference.ts'
import { externalIdSchema, filledText, instantSchema } from './text.ts'

/** The charge categories of FOCUS. */
export const COST_CATEGORIES = ['USAGE', 'PURCHASE', 'TAX', 'CREDIT', 'ADJUSTMENT'] as const
export type CostCategory = (typeof COST_CATEGORIES)[number]

/** Days of the longest period of a charge. */
const LONGEST_PERIOD = 3_700

/** A decimal number as text, exact: up to 16 digits before the point and 18 after it. */
const decimalSchema = z
  .string()
  .regex(
    /^-?(0|[1-9]\d{0,15})(\.\d{1,18})?$/,
    'must be a decimal number as text, such as -12.50, with at most 16 digits before the point and 18 after it',
  )

/**
 * A charge, or the sum of several, for one period and one subject.
 *
 * - `periodStart` is part of the period and `periodEnd` is not. The end is after the start, by at most 3,700 days.
 * - `amount` is what counts as the cost of the period: the amortized cost (FOCUS: EffectiveCost), with its sign.
 *   Taxes are positive, credits and refunds negative. `currency` is a code of ISO 4217.
 * - `assets` and `services` are alternatives for the subject, assets first, each list in the order in which it is
 *   tried: the cost belongs to the first that is known. Without any it is unallocated, and so is a cost of which none is
 *   known, until one becomes known. `resource` is what the source calls the subject.
 * - `provider`, `product` and `account` are who charges, for what, and to which account of the provider.
 */
export const costRecordSchema = z
  .strictObject({
    type: z.literal('cost'),
    externalId: externalIdSchema,
    periodStart: instantSchema,
    periodEnd: instantSchema,
    amount: decimalSchema,
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code of ISO 4217, such as EUR'),
    category: z.enum(COST_CATEGORIES),
    assets: z.array(assetReferenceSchema).max(10).exactOptional(),
    services: z.array(nameReferenceSchema).max(10).exactOptional(),
    resource: filledText(500).exactOptional(),
    provider: filledText(200).exactOptional(),
    product: filledText(200).exactOptional(),
    account: filledText(200).exactOptional(),
  })
  .superRefine(({ periodStart, periodEnd }, issues) => {
    const days = (Date.parse(periodEnd) - Date.parse(periodStart)) / 86_400_000
    if (days > 0 && days <= LONGEST_PERIOD) return
    issues.addIssue({
      code: 'custom',
      path: ['periodEnd'],
      message: `must be after periodStart, by at most ${LONGEST_PERIOD} days`,
    })
  })
export type CostRecord = z.infer<typeof costRecordSchema>
