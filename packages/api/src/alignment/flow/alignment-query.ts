import { builder } from '../../graph/builder.ts'
import { ANALYSIS_POINTS, cost } from '../../graph/cost.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { selectsField } from '../../graph/selected-fields.ts'
import { visibleTo } from '../../graph/visibility.ts'
import {
  AlignmentRef,
  type AskedAlignment,
  GroupingType,
  MeasureType,
  OF_THE_WORK,
} from './alignment-graphql.ts'
import { alignmentOf } from './alignment-store.ts'
import { periodFrom } from './period.ts'

builder.queryField('alignment', (t) =>
  t.field({
    type: AlignmentRef,
    description:
      'How far IT works on what the business cares about: the work and money of a period, divided over objectives, beside their weights. Work on a service goes to the objectives it supports, or to the services that depend on it. No figure is about a single person.',
    extensions: { ...visibleTo('READERS'), ...cost({ points: ANALYSIS_POINTS }) },
    args: {
      period: t.arg.string({
        required: true,
        description:
          'A year (2026), a quarter (2026-Q4), a month (2026-11), or two days (2026-10-01/2026-12-31), both included; at most three years.',
      }),
      groupBy: t.arg({
        type: GroupingType,
        required: true,
        defaultValue: 'OBJECTIVE',
        description: 'What the rows are about.',
      }),
      measure: t.arg({
        type: MeasureType,
        required: true,
        defaultValue: 'EFFORT',
        description: 'What is divided.',
      }),
      currency: t.arg.string({
        description:
          'Currency of COST, ISO 4217. Defaults to that with the largest amounts. Amounts of two currencies are never added.',
      }),
    },
    resolve: async (
      _root,
      { period, groupBy, measure, currency },
      context,
      info,
    ): Promise<AskedAlignment> => {
      if (currency != null && measure === 'EFFORT')
        throw InvalidInput.at(['currency'], 'is for the measure COST; leave it out for EFFORT')
      if (currency != null && !/^[A-Z]{3}$/.test(currency))
        throw InvalidInput.at(['currency'], `"${currency}" is not a currency: write three capitals, e.g. EUR`)
      const question = {
        period: periodFrom(period),
        measure,
        grouping: groupBy,
        currency: currency ?? null,
      }
      // Which currency is meant follows from the amounts, unless it is named.
      const isNeeded =
        (measure === 'COST' && question.currency === null) ||
        OF_THE_WORK.some((field) => selectsField(info, field))
      return { question, answer: isNeeded ? await alignmentOf(context, question) : undefined }
    },
  }),
)
