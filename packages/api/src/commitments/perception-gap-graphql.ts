import { builder } from '../graph/builder.ts'
import type { PerceptionGap } from '../surveys/scoring/watermelon.ts'

export const PerceptionGapType = builder.enumType('PerceptionGap', {
  description: 'A service whose users feel otherwise than its SLO says.',
  values: {
    WATERMELON: {
      description: 'The SLO is met, and satisfaction is below its target with its whole interval.',
    },
    HIDDEN_CONTENT: {
      description: 'The SLO is missed, and satisfaction is above its target with its whole interval.',
    },
  } as const satisfies Record<PerceptionGap, object>,
})
