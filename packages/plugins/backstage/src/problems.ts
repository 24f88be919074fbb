import { InputError } from '@throughline/plugin-kit'
import type { Place } from '@throughline/plugin-kit/yaml'
import type { z } from 'zod'

/** A part of a document: an entity, alone or in a list. */
export interface Item {
  readonly value: unknown
  /** The place of a part of it. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place
  /** How messages call it: `this Component`, `this entity`. */
  readonly called: string
}

const TEMPLATE_HINT =
  'It looks like the skeleton of a Scaffolder template, which is no entity: leave it out with the setting exclude.'

/** A refusal of an item at a path in it. Never quotes the input. */
export function refusal(item: Item, path: readonly PropertyKey[], problem: string, hint: string): InputError {
  const where = path.length === 0 ? item.called : `${dotted(path)} of ${item.called}`
  return new InputError({ ...item.placeOf(path), problem: `${where} ${problem}`, hint })
}

/** What a schema makes of an item. @throws InputError that names the member and its line. */
export function checked<T>(schema: z.ZodType<T>, item: Item): T {
  const result = schema.safeParse(item.value, { reportInput: true })
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = issue?.path ?? []
  const templated = typeof issue?.input === 'string' && issue.input.includes('{{')
  throw refusal(
    item,
    path,
    issue === undefined ? 'cannot be read' : said(issue),
    templated ? TEMPLATE_HINT : 'Correct it; the catalog would refuse it as well.',
  )
}

function said(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') return issue.message
  if (issue.input === undefined) return 'is missing'
  return `must be ${NOUNS[issue.expected] ?? issue.expected}`
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text; put it in quotes if it looks like something else',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

/** A path as messages write it. */
export function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('')
}
