import { nines } from '../../graph/figures.ts'
/** What of a node tells it apart from others. */
export interface NamedNode {
  readonly __typename: string
  readonly id: string
  readonly name?: string
}

/** Selects {@link NamedNode}. */
export const NAMED = `fragment named on Node {
  __typename
  id
  ... on Named { name }
}`

export function nameOf(node: NamedNode | null | undefined): string {
  if (node === null || node === undefined) return '(deleted)'
  return node.name ?? node.id
}

/** A type or an enum value in words: `KeyResult` and `KEY_RESULT` are "key result". */
export function inWords(name: string): string {
  const words = /^[A-Z][A-Z_]*$/.test(name) ? name : name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
  return words.replaceAll('_', ' ').toLowerCase()
}

/** A share, a strength or an impact factor; empty where there is none. */
export function decimal(value: number | null | undefined, digits = 2): string {
  return value === null || value === undefined ? '' : value.toFixed(digits)
}

/** Value at risk and weights need one more digit than strengths: they are parts of the whole organisation. */
export function weightOf(value: number | null | undefined): string {
  return decimal(value, 3)
}

export interface Money {
  readonly amount: string
  readonly currency: string
}

/** With two decimals, or as many as the amount needs. */
export function moneyOf(money: Money | null | undefined): string {
  if (money === null || money === undefined) return ''
  return `${money.amount.replace(/(\.\d\d\d*?)0+$/, '$1')} ${money.currency}`
}

/** A count with its noun. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** A share in percent with four significant digits, and near one with the nines that it has; empty where there is none. */
export function percent(share: number | null): string {
  if (share === null) return ''
  return share > 0.9 ? nines(share) : `${Number((share * 100).toPrecision(4))}%`
}
