import { entityMutations } from '../../access/entity-mutations.ts'
import { builder } from '../../graph/builder.ts'
import { wordConstraint } from '../../graph/constraints.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { inputColumns } from '../../graph/input-columns.ts'
import { mutation } from '../../graph/mutation.ts'
import { entityField } from '../../graph/query.ts'
import { KeyResultCheckIn } from '../../objectives/check-ins-graphql.ts'
import { checkIn, enteredValue } from '../../objectives/check-ins-store.ts'
import { KeyResult, KeyResultKind, KeyResultPeriod } from '../../objectives/graphql.ts'
import { AspectType, MeasureKindType } from '../../surveys/scores-graphql.ts'
import { keyResultSettings } from './settings.ts'

wordConstraint(
  'key_result_target_differs',
  ['target'],
  'is the start: there is no way to go, so nothing to measure',
)

entityMutations(KeyResult, {
  visibleTo: 'MODELLERS',
  prepare: async (given, { transaction }, id) => {
    const stored =
      id === undefined
        ? undefined
        : await transaction
            .selectFrom('key_result')
            .selectAll()
            .where('id', '=', id)
            .executeTakeFirstOrThrow()
    // What a user has entered, no source overwrites.
    return { ...given, ...keyResultSettings(given, stored), source_id: null }
  },
  written: (work, { id }, { current_value: value }) => enteredValue(work, id, value ?? null),
  fields: {
    objective: {
      column: 'objective_id',
      node: 'Objective',
      required: true,
      description: 'The objective it belongs to.',
    },
    title: {
      type: 'String',
      column: 'title',
      required: true,
      description: 'What is measured.',
      rule: 'has 1 to 200 characters',
    },
    unit: {
      type: 'String',
      column: 'unit',
      description:
        'The unit of its values, e.g. %, EUR, days. Shares that are read from an SLO, a ratio or a CSAT are percentages if it is %.',
      rule: 'has at most 50 characters',
    },
    kind: { type: KeyResultKind, column: 'kind', description: 'What it asks for. Defaults to REACH.' },
    start: { type: 'Float', column: 'start_value', description: 'The value it starts from. Only of REACH.' },
    target: { type: 'Float', column: 'target_value', description: 'The value to reach. Only of REACH.' },
    keepAbove: {
      type: 'Float',
      column: 'keep_above',
      description: 'The least value that is kept. Only of MAINTAIN, which has this bound, the other or both.',
    },
    keepBelow: {
      type: 'Float',
      column: 'keep_below',
      description: 'The largest value that is kept. Only of MAINTAIN.',
    },
    periodUnit: {
      type: KeyResultPeriod,
      column: 'period_unit',
      description: 'In which periods it is to be kept. Only of MAINTAIN. Defaults to MONTH.',
    },
    current: {
      type: 'Float',
      column: 'current_value',
      description:
        'The value now, entered by hand: a check-in without a note. It counts where nothing else is measured.',
    },
    weight: {
      type: 'Float',
      column: 'weight',
      description: 'Weight relative to the other key results. Defaults to 1.',
      rule: 'is a number from 0 to 1,000,000,000',
    },
    metric: {
      column: 'metric_id',
      node: 'Metric',
      description:
        'The metric that it is read from: REACH its latest sample; MAINTAIN the mean of each period, the quotient of a RATIO, the growth of a COUNTER. Takes the place of an SLO or a score.',
    },
    slo: {
      column: 'slo_id',
      node: 'Slo',
      description:
        'The SLO whose attainment it is: REACH in the window of the SLO, MAINTAIN in each period. Takes the place of a metric or a score.',
    },
    scoreMeasure: {
      type: MeasureKindType,
      column: 'score_measure',
      description:
        'The score of surveys that it is: CSAT, NPS, CES or AREA, as far as it may be shown. REACH takes the last survey, MAINTAIN the last one that ends in each period. Takes the place of a metric or an SLO.',
    },
    scoreAspect: {
      type: AspectType,
      column: 'score_aspect',
      description: 'The area of AREA: FUNCTIONALITY, SATISFACTION, CULTURE or PLANNING.',
    },
    scoreService: {
      column: 'score_service_id',
      node: 'Service',
      description: 'Whose surveys count. Without a service, those on the organisation.',
    },
  },
})

const columns = inputColumns('key_result_check_in', {
  value: { column: 'value' },
  confidence: { column: 'confidence', rule: 'is a number from 0 to 1' },
  note: { column: 'note', rule: 'has at most 20,000 characters' },
  at: { column: 'at' },
})

mutation('checkInKeyResult', {
  visibleTo: 'MODELLERS',
  description:
    'Enters the value of a key result at a time, with a confidence and a note. The latest check-in is its value where nothing else is measured; of MAINTAIN the last one in each period.',
  input: builder.inputType('CheckInKeyResultInput', {
    description: 'A value of a key result.',
    fields: (t) => ({
      keyResult: t.id({ required: true, description: 'The ID of the key result.' }),
      value: t.float({ required: true, description: 'The value, in its unit.' }),
      confidence: t.float({
        description: 'How sure its owners are that it will be reached or kept, from 0 to 1.',
      }),
      note: t.string({ description: 'What there is to say about it.' }),
      at: t.field({
        type: 'DateTime',
        description: 'The time that the value is of, not after now. Defaults to now.',
      }),
    }),
  }),
  payload: () => ({
    checkIn: entityField(KeyResultCheckIn, { description: 'Check-in that was created.', id: () => null }),
    keyResult: entityField(KeyResult, { description: 'Key result after the mutation.', id: () => null }),
  }),
  run: async (input, work) => {
    const { keyResult, ...rest } = input
    const given = columns(rest)
    const { at } = rest
    if (at != null && new Date(at) > work.context.clock())
      throw InvalidInput.at(['at'], 'lies after now; check in when the value is known')
    const created = await checkIn(work, keyResult, given)
    return { checkIn: created.id, keyResult: created.keyResult }
  },
})
