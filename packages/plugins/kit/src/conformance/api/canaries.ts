import { inspect } from 'node:util'
import type { ApiFixtures } from '../api-fixtures.ts'

/** What must not be passed on, and the name to complain about it by. */
export interface Canary {
  readonly name: string
  /** The value, and what it looks like where it was encoded. */
  readonly forms: readonly string[]
}

/** The secrets of the configuration, and whatever else the fixtures name. */
export function canariesOf({ env, canaries = [] }: ApiFixtures): Canary[] {
  return [
    ...Object.entries(env).map(([name, value]) => ({ name: `the value of ${name}`, forms: formsOf(value) })),
    ...canaries.map((value) => ({ name: JSON.stringify(value), forms: formsOf(value) })),
  ]
}

/** The names of the canaries that stand in a text. */
export function foundIn(text: string, canaries: readonly Canary[]): string[] {
  return canaries.filter(({ forms }) => forms.some((form) => text.includes(form))).map(({ name }) => name)
}

/** All that can be seen of a value: of an error its stack, its properties and its causes, too. */
export function visible(value: unknown): string {
  const shown = inspect(value, {
    depth: 20,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
    breakLength: Number.POSITIVE_INFINITY,
  })
  return `${shown}\n${value instanceof Error ? value.stack : JSON.stringify(value)}`
}

function formsOf(value: string): string[] {
  return [
    ...new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), ...inBase64(value)]),
  ]
}

/** As it stands in base64 text, wherever in that text it begins; without the ends, which depend on what is around it. */
function inBase64(value: string): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]).toString('base64')
    return text.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1)
  })
}
