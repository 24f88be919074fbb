import { builder } from '../graph/builder.ts'
import { ReasonRef } from '../graph/explanation-types.ts'
import { significant, significantOrNull } from '../graph/figures.ts'
import { entityField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Survey } from './graphql.ts'
import { IntervalRef } from './interval-graphql.ts'
import type { Change } from './scoring/changes.ts'

const TestType = builder.enumType('ScoreTest', {
  description: 'A test of the difference of two results.',
  values: {
    WELCH_T: { description: 'Welch’s t test of two means.' },
    FISHER_EXACT: { description: 'Fisher’s exact test of two shares, for fewer than 200 answers in all.' },
    N_MINUS_1_CHI_SQUARE: { description: 'N − 1 chi-square test of two shares.' },
    MCNEMAR_EXACT: {
      description:
        'McNemar’s exact test of the same respondents, where at least half of the answers are theirs.',
    },
  } as const,
})

export const ChangeRef = builder.objectRef<Change>('ScoreChange').implement({
  description:
    'The change since the survey before: the same measure of the same subject and team. Of a group, that of the subjects whose survey before shows a score, too.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    since: entityField<Change, 'survey'>(Survey, {
      nullable: true,
      description: 'The survey before. Null for a group of several, and if it was deleted during the query.',
      id: ({ since }) => since,
    }),
    from: t.float({ description: 'Score of the survey before.', resolve: ({ from }) => significant(from) }),
    to: t.float({ description: 'Score of this survey.', resolve: ({ to }) => significant(to) }),
    difference: t.float({
      description: 'This score less the one before.',
      resolve: ({ difference }) => significant(difference),
    }),
    interval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Interval of the difference. Null if it cannot be computed.',
      resolve: ({ interval }) => interval,
    }),
    test: t.field({ type: TestType, description: 'How it was tested.', resolve: ({ test }) => test }),
    p: t.float({
      nullable: true,
      description: 'Two-sided p of this change alone. Null if there is no verdict.',
      resolve: ({ p }) => significantOrNull(p),
    }),
    correctedP: t.float({
      nullable: true,
      description: 'p after the correction by Holm for all changes of the list, on all of its pages.',
      resolve: ({ correctedP }) => significantOrNull(correctedP),
    }),
    isSignificant: t.boolean({
      nullable: true,
      description: 'Whether `correctedP` is below 0.05. Null if there is no verdict.',
      resolve: ({ isSignificant }) => isSignificant,
    }),
    reason: t.field({
      type: ReasonRef,
      nullable: true,
      description: 'Why there is no verdict.',
      resolve: ({ reason }) => reason,
    }),
  }),
})
