/** What the rows of an alignment are about, as options name it. */
export const ALIGNMENT_GROUPINGS = ['objective', 'team', 'service'] as const
export type AlignmentGrouping = (typeof ALIGNMENT_GROUPINGS)[number]

/** What an alignment divides, as options name it. */
export const ALIGNMENT_MEASURES = ['effort', 'cost'] as const
export type AlignmentMeasure = (typeof ALIGNMENT_MEASURES)[number]
