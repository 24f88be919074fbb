import type { JsonObject } from '../../src/columns.ts'
import type { SourceKey } from '../sources.ts'
import type { TeamKey } from '../teams.ts'

export type Environment = 'production' | 'staging' | 'development'

/** An asset of the demo organisation before it becomes rows. */
export interface AssetSpec {
  /** Unique among the assets; the name is not, where an application runs in several environments. */
  key: string
  kind: string
  name: string
  environment: Environment | null
  owner: TeamKey | null
  /** EUR per month. */
  cost: number | null
  attributes: JsonObject
  /** Kind and value of what identifies the asset beyond its name. */
  identifiers?: readonly (readonly [kind: string, value: string])[]
  /** Who reports it; the first is believed where they disagree. */
  sources: readonly SourceKey[]
  /** What the first source calls it; the key where it is absent. */
  externalId?: string
  labels?: Record<string, string>
  retiredDaysAgo?: number
}

export type RelationKind =
  | 'RUNS_ON'
  | 'CONTAINS'
  | 'CONNECTS_TO'
  | 'DEPENDS_ON'
  | 'SELECTS'
  | 'ROUTES_TO'
  | 'MOUNTS'
  | 'CALLS'

/** `from` depends on `to`; only in CONTAINS does `to` depend on `from`. */
export interface RelationSpec {
  from: string
  kind: RelationKind
  to: string
  strength: number
  source: SourceKey
}

export interface Inventory {
  assets: readonly AssetSpec[]
  relations: readonly RelationSpec[]
}

/** One of two or more ways that carry the load alone: losing it is felt, and not more. */
export const SPARE = 0.1
/** A machine that starts again elsewhere after a few minutes. */
export const RESTARTS_ELSEWHERE = 0.5

export function relation(
  from: string,
  kind: RelationKind,
  to: string,
  strength = 1,
  source: SourceKey = 'netbox',
): RelationSpec {
  return { from, kind, to, strength, source }
}

/** A serial number that looks like one and is the same every time. */
export function serialNumber(prefix: string, key: string): readonly [string, string] {
  const digits = [...key].reduce((sum, letter) => (sum * 33 + letter.charCodeAt(0)) % 89_999_999, 7)
  return ['serial-number', `${prefix}${String(10_000_000 + digits)}`]
}
