import type { AssetRelationKind } from '../../assets/relation-strength.ts'
import type { ObjectiveStatus } from '../../objectives/progress.ts'
import type { Lifecycle } from '../network.ts'

/** The rows that the graph consists of, as they are stored. An array per table keeps JSON small. */
export interface GraphRows {
  /** [id, name, lifecycle, merged into] */
  readonly assets: readonly AssetRow[]
  /** [id, name, lifecycle] */
  readonly services: readonly ServiceRow[]
  readonly objectives: readonly ObjectiveRow[]
  /** Each with its links. */
  readonly processes: readonly ProcessRow[]
  /** [id, from, to, kind, strength] */
  readonly relations: readonly RelationRow[]
  /** [id, service, on service, on asset, strength, group] */
  readonly dependencies: readonly DependencyRow[]
  /** [id, name, service, minimum] */
  readonly groups: readonly GroupRow[]
  /** [id, objective, service, share, valid from, valid to] */
  readonly contributions: readonly ContributionRow[]
}

export type AssetRow = readonly [string, string, Lifecycle, string | null]
export type ServiceRow = readonly [string, string, Lifecycle]
export interface ObjectiveRow {
  readonly id: string
  readonly title: string
  readonly parentId: string | null
  readonly weight: number
  readonly status: ObjectiveStatus
  readonly startsOn: string | null
  readonly endsOn: string | null
}
export interface ProcessRow {
  readonly id: string
  readonly name: string
  /** [service, strength] */
  readonly services: readonly (readonly [string, number | null])[]
  /** [objective, share] */
  readonly objectives: readonly (readonly [string, number | null])[]
}
export type RelationRow = readonly [string, string, string, AssetRelationKind, number]
export type DependencyRow = readonly [string, string, string | null, string | null, number, string | null]
export type GroupRow = readonly [string, string, string, number]
export type ContributionRow = readonly [string, string, string, number, string | null, string | null]

/** Tables of the graph, as change rows name their rows. */
export const ROW_KINDS = {
  assets: 'Asset',
  services: 'Service',
  objectives: 'Objective',
  processes: 'Process',
  relations: 'AssetRelation',
  dependencies: 'ServiceDependency',
  groups: 'RedundancyGroup',
  contributions: 'Contribution',
} as const satisfies Record<keyof GraphRows, string>

/** Which rows were read again, by table: a row among them that did not come is gone. */
export type ReadIds = Readonly<Record<keyof GraphRows, readonly string[]>>

/** A value for each table of the graph. */
export function eachTable<Value>(of: (table: keyof GraphRows) => Value): Record<keyof GraphRows, Value> {
  return {
    assets: of('assets'),
    services: of('services'),
    objectives: of('objectives'),
    processes: of('processes'),
    relations: of('relations'),
    dependencies: of('dependencies'),
    groups: of('groups'),
    contributions: of('contributions'),
  }
}
