import type { Measure } from './measures.ts'

const MEAN = 'mean of the answers, with the t interval (Student 1908); change by Welch’s t'

/** What a score is computed by. */
export const FORMULAS = {
  CSAT: {
    name: 'csat',
    source:
      'share of answers in the upper quarter of the scale, with the interval of Wilson (1927); change by Fisher’s exact test, from 200 answers on by the N − 1 chi-square, of respondents known to be the same by McNemar’s exact test, its interval by Newcombe’s method 10',
  },
  NPS: {
    name: 'nps',
    source:
      'promoters less detractors per hundred (Reichheld 2003), ± 1.96 standard errors; change by Welch’s t',
  },
  CES: { name: 'ces', source: MEAN },
  AREA: { name: 'four-areas', source: MEAN },
  MATURITY: { name: 'maturity-practice', source: MEAN },
  BARRIER: { name: 'barriers', source: MEAN },
  CUSTOM: { name: 'survey-mean', source: MEAN },
  LOST_TIME: {
    name: 'lost-time',
    source:
      'sum and mean of the minutes; t interval (Student 1908) of the mean, times the number of answers for the sum',
  },
} as const satisfies Record<Measure['kind'], object>
