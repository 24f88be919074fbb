import type { OwnPrefix } from './layouts.ts'
import { questionIn } from './questions.ts'

/** What a header of the user's own means, such as `label:tier`. */
export interface OwnColumn {
  readonly prefix: 'label' | 'identifier' | 'attribute'
  readonly name: string
  readonly column: string
}

/** Whether a header is one of the user's own in a sheet that has columns with these prefixes. */
export function isOwn(header: string, prefixes: readonly OwnPrefix[]): boolean {
  if (prefixes.includes('question') && questionIn(header) !== undefined) return true
  return ownColumnIn(header, prefixes) !== undefined
}

/** The label, identifier or attribute that a header names; undefined for any other. */
export function ownColumnIn(header: string, prefixes: readonly OwnPrefix[]): OwnColumn | undefined {
  const [, word, name = ''] = /^(label|identifier|attribute)\s*:\s*(.*)$/.exec(header) ?? []
  const prefix = (['label', 'identifier', 'attribute'] as const).find((one) => one === word)
  if (prefix === undefined || !prefixes.includes(prefix)) return undefined
  return { prefix, name, column: header }
}
