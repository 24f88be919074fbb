import { isTimeZone } from '@throughline/plugin-kit'
import type { FieldProblem } from '../graph/errors.ts'
import { type Retention, retentionProblems, STANDARD_RETENTION } from './retention.ts'

/** What the organisation has set, with the default of each setting that it has not. */
export interface Settings {
  /** IANA time zone whose calendar day is today. */
  readonly timeZone: string
  readonly criticalityThresholds: CriticalityThresholds
  /** How long data of operation is kept. */
  readonly retention: Retention
  /** Hours of a full-time week: what an allocation of one FTE comes to. */
  readonly workingHoursPerWeek: number
  /** How many days old the value of a key result may be. */
  readonly keyResultFreshDays: number
}

/** The least value at risk (0 to 1) of each level; below `medium`, and with nothing at risk, a service is LOW. */
export interface CriticalityThresholds {
  readonly critical: number
  readonly high: number
  readonly medium: number
}

/** What is wrong with thresholds, or null. */
export function thresholdProblem({ critical, high, medium }: CriticalityThresholds): string | null {
  const fall = 1 >= critical && critical >= high && high >= medium && medium >= 0
  return fall ? null : 'must fall from critical over high to medium, within 1 and 0'
}

/** A setting: its default, and how a value is checked. */
interface Setting<Value> {
  readonly fallback: Value
  /** What is wrong with a value of the right type, with paths from its root. */
  readonly problems: (value: Value) => readonly FieldProblem[]
}

/** All settings. To add one, declare it here and in `settings/graphql.ts`; it needs no migration. */
export const SETTINGS: { readonly [K in keyof Settings]: Setting<Settings[K]> } = {
  timeZone: {
    fallback: 'UTC',
    problems: (zone) => (isTimeZone(zone) ? [] : whole('is not an IANA time zone, e.g. Europe/Berlin')),
  },
  criticalityThresholds: {
    fallback: { critical: 0.4, high: 0.2, medium: 0.05 },
    problems: (thresholds) => {
      const problem = thresholdProblem(thresholds)
      return problem === null ? [] : whole(problem)
    },
  },
  retention: { fallback: STANDARD_RETENTION, problems: retentionProblems },
  workingHoursPerWeek: {
    fallback: 40,
    problems: (hours) => (hours > 0 && hours <= 168 ? [] : whole('must be above 0 and at most 168')),
  },
  keyResultFreshDays: {
    fallback: 35,
    problems: (days) =>
      Number.isInteger(days) && days >= 1 && days <= 3_650
        ? []
        : whole('must be a whole number of days from 1 to 3650'),
  },
}

/** A problem of a value as a whole. */
function whole(message: string): FieldProblem[] {
  return [{ path: [], message }]
}

/** A part of the settings that differs from the defaults. */
export type ChangedSettings = { readonly [K in keyof Settings]?: Settings[K] }

/** The settings, from the values that are stored. */
export function settingsFrom(stored: ReadonlyMap<string, unknown>): Settings {
  // Each value was checked when it was stored, under its own key.
  const settingOf = <K extends keyof Settings>(key: K) =>
    withDefaults(stored.get(key), SETTINGS[key].fallback)
  return {
    timeZone: settingOf('timeZone'),
    criticalityThresholds: settingOf('criticalityThresholds'),
    retention: settingOf('retention'),
    workingHoursPerWeek: settingOf('workingHoursPerWeek'),
    keyResultFreshDays: settingOf('keyResultFreshDays'),
  }
}

/** A stored value; an object may hold a part of its members. */
function withDefaults<Value>(value: unknown, fallback: Value): Value {
  if (typeof fallback !== 'object') return (value ?? fallback) as Value
  return { ...fallback, ...(value as Partial<Value> | undefined) }
}

/** What is wrong with new values, by setting. */
export function settingProblems(values: ChangedSettings): FieldProblem[] {
  const check = <K extends keyof Settings>(key: K): FieldProblem[] => {
    const value = values[key]
    const problems = value === undefined ? [] : SETTINGS[key].problems(value)
    return problems.map(({ path, message }) => ({ path: [key, ...path], message }))
  }
  return settingKeys().flatMap(check)
}

export function settingKeys(): (keyof Settings)[] {
  return Object.keys(SETTINGS) as (keyof Settings)[]
}
