import { z } from 'zod'
import type { Row } from '../kind.ts'

export const name = z.string().trim().min(1).max(200)

export const text = z.string()

/** A reference to an object: its name, or what another system calls it. */
export const reference = z.union(
  [z.string().min(1), z.strictObject({ source: z.string().min(1), id: z.string().min(1) })],
  { error: 'must be a name, or a reference { source, id }' },
)

export const share = z.number().min(0).max(1)

export const labels = z.record(z.string(), z.string())

export const references = z
  .array(
    z.strictObject({
      source: z.string().min(1).max(100),
      id: z.string().min(1).max(500),
      url: z.string().max(2_000).optional(),
    }),
  )
  .describe('What other systems call it. Each of them identifies it.')

export const id = z
  .string()
  .min(1)
  .max(300)
  .describe('A name of its own within the files, which stays if the name changes.')

/** Money per month, e.g. `41.50 EUR`. */
export const money = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,6})? [A-Z]{3}$/, 'must be an amount and a currency, for example 41.50 EUR')

/** `41.50 EUR` as an input of the API. */
export function moneyInput(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const [amount = '', currency] = value.split(' ')
  return { amount: shortest(amount), currency }
}

/** The money of the API in the shape of a file, without zeros at the end. */
export function moneyText(value: unknown): string | null {
  if (!isObject(value)) return null
  return `${shortest(String(value.amount))} ${String(value.currency)}`
}

/** Amounts are compared by their value: 41.50 is 41.5. */
export function shortest(amount: string): string {
  return amount.includes('.') ? amount.replace(/0+$/, '').replace(/\.$/, '') : amount
}

export const LEVELS = { HARD: 1, SOFT: 0.5 } as const

export const level = z
  .enum(['HARD', 'SOFT'])
  .describe('Dependency level: HARD is a strength of 1, SOFT of 0.5.')

/** The strength that an entry states, as a number or in words. */
export function strengthOf(entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const stated = entry.level === 'HARD' || entry.level === 'SOFT' ? LEVELS[entry.level] : entry.strength
  return stated === undefined ? {} : { strength: stated }
}

/** The claims on a row, with what is needed to say which source supplies a value. */
export const PROVENANCE = 'provenance { attribute source isEffective }'

/** The source that supplies a field of a row, as messages name it; undefined if users have entered it. */
export function supplierOf(row: Row, field: string): string | undefined {
  const claims = Array.isArray(row.provenance) ? row.provenance : []
  const claim: unknown = claims.find((one: unknown) => {
    if (!isObject(one) || one.isEffective !== true || typeof one.source !== 'string') return false
    const attribute = textOf(one, 'attribute')
    return attribute === field || attribute.startsWith(`${field}.`)
  })
  return claim === undefined ? undefined : `the source ${textOf(claim, 'source')}`
}

/** The source that reports an object, whatever it reports of it. */
export function reporterOf(row: Row): string | undefined {
  const claims = Array.isArray(row.provenance) ? row.provenance : []
  const claim: unknown = claims.find((one: unknown) => textOf(one, 'source') !== '')
  return claim === undefined ? undefined : `the source ${textOf(claim, 'source')}`
}

/** The members of an entry that say what owns it: a source, or the version of a mapping rule. */
export function ownedBy(row: unknown): { readonly owner?: string } {
  const source = textOf(row, 'source', 'name')
  const rule = textOf(row, 'mappingRuleVersion', 'text')
  if (source !== '') return { owner: `the source ${source}` }
  return rule === '' ? {} : { owner: `mapping ${rule}` }
}

/** The ID of the node in a field of a row; null without one. */
export const idIn = (field: string) => (row: Row) => {
  const node = row[field]
  return isObject(node) && typeof node.id === 'string' ? node.id : null
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An entry of a list that may be written as the name of what it refers to. */
export function entryOf(value: unknown, shorthand: string): Readonly<Record<string, unknown>> {
  return isObject(value) && !('source' in value) ? value : { [shorthand]: value }
}

/** The members that are not undefined. */
export function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** A text field of a row. */
export function textOf(row: unknown, ...path: readonly string[]): string {
  const found = path.reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), row)
  return typeof found === 'string' ? found : ''
}
