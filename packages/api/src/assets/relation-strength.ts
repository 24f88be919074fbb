import { STRENGTH_OF_LEVEL } from '../services/strength.ts'

/** How two assets stand to each other. */
export type AssetRelationKind =
  | 'RUNS_ON'
  | 'CONTAINS'
  | 'CONNECTS_TO'
  | 'DEPENDS_ON'
  | 'SELECTS'
  | 'ROUTES_TO'
  | 'MOUNTS'
  | 'OWNED_BY'
  | 'CALLS'

/**
 * The strength of a relation whose source says none. Those who call or connect to something often go on in
 * part without it, so these two are SOFT. Only for writing rows: a computation reads the strength of the row.
 */
export function defaultStrength(kind: AssetRelationKind): number {
  return kind === 'CALLS' || kind === 'CONNECTS_TO' ? STRENGTH_OF_LEVEL.SOFT : STRENGTH_OF_LEVEL.HARD
}
