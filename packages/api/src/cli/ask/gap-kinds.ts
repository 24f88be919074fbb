/** The kinds of gaps, as --kind names them. */
export const GAP_KINDS = [
  'asset-without-service',
  'key-result-without-value',
  'objective-outside-period',
  'objective-without-service',
  'redundancy-not-met',
  'service-on-retired-asset',
  'service-on-retired-service',
  'service-without-asset',
  'service-without-objective',
  'service-without-owner',
  'service-without-survey',
  'share-without-effect',
] as const
export type GapKind = (typeof GAP_KINDS)[number]
