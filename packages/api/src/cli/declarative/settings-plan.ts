import type { GraphQLClient } from '../client/graphql-client.ts'
import type { Declarations } from './check.ts'
import { changedValues, type FieldChange } from './compare.ts'
import { isObject } from './kinds/parts.ts'
import type { PlacedStep } from './planned.ts'
import type { Problem } from './problems.ts'
import { SETTINGS_QUERY } from './settings.ts'

/** Compares the declared settings with those of the organisation. */
export async function planSettings(
  client: GraphQLClient,
  declared: Declarations['settings'],
  problems: Problem[],
): Promise<{ readonly fields: readonly FieldChange[]; readonly steps: readonly PlacedStep[] }> {
  const [first, second] = declared
  if (first === undefined) return { fields: [], steps: [] }
  if (second !== undefined) {
    problems.push({ place: second.place, message: 'settings are declared twice; a file set has one' })
  }
  const { settings } = await client.ask(SETTINGS_QUERY)
  const stored = isObject(settings) ? settings : {}
  const { retention, ...others } = first.value
  const periods = isObject(stored.retention) ? stored.retention : {}
  const changed = changedValues(withoutUndefined(others), stored)
  const changedPeriods = changedValues(withoutUndefined(retention ?? {}), periods)
  const fields = [...changed, ...changedPeriods.map((one) => ({ ...one, field: `retention.${one.field}` }))]
  if (fields.length === 0) return { fields, steps: [] }
  const input = {
    ...Object.fromEntries(changed.map(({ field, after }) => [field, after])),
    ...(changedPeriods.length === 0
      ? {}
      : { retention: Object.fromEntries(changedPeriods.map(({ field, after }) => [field, after])) }),
  }
  return { fields, steps: [{ step: { name: 'updateSettings', input }, place: first.place }] }
}

function withoutUndefined(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
