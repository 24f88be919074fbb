import { builder } from '../graph/builder.ts'
import { significant } from '../graph/figures.ts'
import { visibleTo } from '../graph/visibility.ts'
import type { Interval } from './scoring/interval.ts'

export const IntervalRef = builder.objectRef<Interval>('ScoreInterval').implement({
  description: 'A 95% interval, in the unit of the score.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    low: t.float({ description: 'Lower end.', resolve: ({ low }) => significant(low) }),
    high: t.float({ description: 'Upper end.', resolve: ({ high }) => significant(high) }),
  }),
})
