import assert from 'node:assert/strict'
import { canonicalJson } from '../../json.ts'
import type { Memory } from './memory.ts'
import type { Stage } from './stage.ts'

/** What a source holds, as texts by the name of each record, without the address of the system it came from. */
export type State = ReadonlyMap<string, string>

export function stateOf(memory: Memory, stage: Stage): State {
  const entries = memory.records.map((kept): [string, string] => [
    withoutAddress(`${kept.stream} ${kept.record.externalId}`, stage),
    withoutAddress(canonicalJson([kept.scope, kept.primaryKey, JSON.parse(kept.raw), kept.record]), stage),
  ])
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Every run of a system has a port of its own: text in which it stands under a name that is always the same. */
export function withoutAddress(text: string, stage: Stage): string {
  return text.replaceAll(new URL(stage.upstream.url).host, 'upstream.test')
}

/** @throws AssertionError that names what is missing, too much or different. */
export function assertSameState(actual: State, expected: State, occasion: string): void {
  const missing = [...expected.keys()].filter((name) => !actual.has(name))
  const surplus = [...actual.keys()].filter((name) => !expected.has(name))
  const other = [...expected].filter(([name, text]) => actual.has(name) && actual.get(name) !== text)
  const [first] = other
  const differences = [
    missing.length === 0 ? '' : `missing: ${some(missing)}`,
    surplus.length === 0 ? '' : `too much: ${some(surplus)}`,
    first === undefined ? '' : `different: ${first[0]}: ${actual.get(first[0])} instead of ${first[1]}`,
  ].filter((text) => text !== '')
  assert.equal(differences.length, 0, `${occasion}: ${differences.join('; ')}`)
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}
