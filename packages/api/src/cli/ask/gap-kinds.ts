/** The kinds of gaps, as --kind names them. */
export const GAP_KINDS = [
  'agreement-not-acknowledged',
  'asset-without-service',
  'key-result-without-value',
  'objective-outside-period',
  'objective-without-service',
  'promise-not-possible',
  'redundancy-not-met',
  'service-on-retired-asset',
  'service-on-retired-service',
  'service-without-asset',
  'service-without-objective',
  'service-without-owner',
  'service-without-slo',
  'service-without-survey',
  'share-without-effect',
  'slo-without-samples',
] as const
export type GapKind = (typeof GAP_KINDS)[number]
