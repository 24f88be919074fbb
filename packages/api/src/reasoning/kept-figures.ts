import type { SideTable } from '../graph/declaration.ts'
import type { Criticality } from './criticality.ts'

/** The kept figures of a service or asset as a statement selects them; `computedAt` is null until they are computed. */
export interface KeptFigures {
  readonly level: Criticality
  readonly valueAtRisk: number
  /** ISO 8601 */
  readonly computedAt: string | null
}

/** A type whose figures are kept. */
export type FiguredType = 'Service' | 'Asset'

const tableFor = (type: FiguredType): SideTable => ({
  table: 'node_figure',
  key: 'node_id',
  by: 'id',
  everyRow: true,
  only: { column: 'node_type', value: type },
})

/** The table of kept figures as a side table of each type. */
export const KEPT_FIGURES: Readonly<Record<FiguredType, SideTable>> = {
  Service: tableFor('Service'),
  Asset: tableFor('Asset'),
}
