import type { Explanation, NodeRef } from '../../graph/explanation.ts'

/** The stages that a fact of the model goes through, from the asset to the objective. */
export const MODEL_STAGES = ['FOUND', 'OWNED', 'MAPPED', 'LINKED', 'WEIGHED'] as const
export type ModelStage = (typeof MODEL_STAGES)[number]

/** What a stage lacks, in the order in which equal ones are repaired. */
export const STAGE_GAPS = [
  'NOTHING_RECORDED',
  'SOURCE_NOT_READ',
  'ASSET_WITHOUT_SOURCE',
  'SERVICE_WITHOUT_OWNER',
  'ASSET_WITHOUT_OWNER',
  'SERVICE_WITHOUT_ASSET',
  'ASSET_WITHOUT_SERVICE',
  'OBJECTIVE_WITHOUT_SERVICE',
  'SERVICE_WITHOUT_OBJECTIVE',
  'LINK_WITHOUT_SHARE',
] as const
export type StageGapKind = (typeof STAGE_GAPS)[number]

/** Two parts of one whole: kept apart, so that their share never leaves 0 to 1. */
export interface Parts {
  readonly covered: number
  readonly missing: number
}

/** Ages in seconds; null without facts. */
export interface FactAges {
  readonly oldest: number | null
  readonly median: number | null
}

/** A row that a repair is about. */
export interface GapNode extends NodeRef {
  readonly name: string
  /** Its weight in its stage; null where the stage weighs something else. */
  readonly weight: number | null
}

/** Rows that lack the same thing. */
export interface StageGap {
  readonly kind: StageGapKind
  readonly stage: ModelStage
  /** How many rows lack it. */
  readonly count: number
  /** Whether the stage counts these rows; if not, they matter by their weight only. */
  readonly counted: boolean
  /** What they weigh; null if the stage does not weigh them. */
  readonly weight: number | null
  /** The first of them, the weightiest first. */
  readonly nodes: readonly GapNode[]
  /** The source that read them last. */
  readonly source: { readonly id: string; readonly name: string } | null
}

/** What is measured of a stage. */
export interface StageFacts {
  readonly stage: ModelStage
  readonly rows: Parts
  readonly weights: Parts
  readonly ages: FactAges
  /** Figures that are not computed yet and count as 0. */
  readonly pending: number
  /** Whether only what one team owns is asked about. */
  readonly ofTeam: boolean
  readonly gaps: readonly StageGap[]
}

/** A stage as it is reported. Shares are from 0 to 1, null without anything to take a share of. */
export interface StageHealth {
  readonly stage: ModelStage
  readonly count: number
  readonly total: number
  readonly share: number | null
  readonly weightShare: number | null
  readonly ages: FactAges
  readonly explanation: Explanation
}

/** Null where there is nothing to take a share of: never "all of it". */
export function shareOf({ covered, missing }: Parts): number | null {
  const total = covered + missing
  return total > 0 ? covered / total : null
}

/** The part of the weight, and of the rows, of its stage that the repair of a gap would cover. */
export function gainOf(gap: StageGap, stage: StageFacts): { weight: number; rows: number } {
  const weight = stage.weights.covered + stage.weights.missing
  const rows = stage.rows.covered + stage.rows.missing
  return {
    weight: weight > 0 ? Math.min(1, (gap.weight ?? 0) / weight) : 0,
    rows: rows > 0 && gap.counted ? Math.min(1, gap.count / rows) : 0,
  }
}

/**
 * The gap whose repair covers the largest part of the weight of its stage; where no repair covers weight, the largest
 * part of the rows. Of equal ones the first in the order of {@link STAGE_GAPS}. Undefined if nothing is missing.
 */
export function nextBestGap(stages: readonly StageFacts[]): StageGap | undefined {
  const ranked = stages.flatMap((stage) => stage.gaps.map((gap) => ({ gap, gain: gainOf(gap, stage) })))
  const place = ({ gap }: (typeof ranked)[number]) => STAGE_GAPS.indexOf(gap.kind)
  ranked.sort((a, b) => b.gain.weight - a.gain.weight || b.gain.rows - a.gain.rows || place(a) - place(b))
  return ranked[0]?.gap
}
