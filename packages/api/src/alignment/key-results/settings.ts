import type { Row } from '@throughline/db'
import { InvalidInput } from '../../graph/errors.ts'

/** The columns that say what a key result asks for and what it is read from. */
export type KeyResultSettings = Pick<
  Row<'key_result'>,
  | 'kind'
  | 'start_value'
  | 'target_value'
  | 'current_value'
  | 'keep_above'
  | 'keep_below'
  | 'period_unit'
  | 'metric_id'
  | 'slo_id'
  | 'score_measure'
  | 'score_aspect'
  | 'score_subject'
  | 'score_service_id'
>
type Given = { readonly [K in keyof KeyResultSettings]?: KeyResultSettings[K] | undefined }
type Values = { -readonly [K in keyof KeyResultSettings]?: KeyResultSettings[K] }

const NONE: KeyResultSettings = {
  kind: 'REACH',
  start_value: null,
  target_value: null,
  current_value: null,
  keep_above: null,
  keep_below: null,
  period_unit: null,
  metric_id: null,
  slo_id: null,
  score_measure: null,
  score_aspect: null,
  score_subject: null,
  score_service_id: null,
}

const SCORES: readonly string[] = ['CSAT', 'NPS', 'CES', 'AREA']
const AREAS: readonly string[] = ['FUNCTIONALITY', 'SATISFACTION', 'CULTURE', 'PLANNING']

/**
 * What is to be written of a key result, from what a caller gave and what is stored. What belongs to another kind, or to
 * another measure, is emptied.
 * @param stored undefined for a new one
 * @throws InvalidInput at the field that cannot be used
 */
export function keyResultSettings(given: Given, stored: KeyResultSettings | undefined): Values {
  if (given.current_value === null)
    throw InvalidInput.at(['current'], 'cannot be empty; check in with the value that is right')
  const before = stored ?? NONE
  return { ...valuesOf(given, before), ...measureOf(given, before) }
}

function valuesOf(given: Given, before: KeyResultSettings): Values {
  const after = merged(before, given)
  const { start_value, target_value, keep_above, keep_below } = after
  if (after.kind === 'REACH') {
    for (const [column, field] of [
      ['keep_above', 'keepAbove'],
      ['keep_below', 'keepBelow'],
      ['period_unit', 'periodUnit'],
    ] as const) {
      if (given[column] != null)
        throw InvalidInput.at([field], 'belongs to MAINTAIN; give the kind MAINTAIN, or leave it out')
    }
    if (start_value === null)
      throw InvalidInput.at(['start'], 'is missing: REACH goes from a start to a target')
    if (target_value === null)
      throw InvalidInput.at(['target'], 'is missing: REACH goes from a start to a target')
    return { kind: 'REACH', start_value, target_value, keep_above: null, keep_below: null, period_unit: null }
  }
  for (const [column, field] of [
    ['start_value', 'start'],
    ['target_value', 'target'],
  ] as const) {
    if (given[column] != null)
      throw InvalidInput.at([field], 'belongs to REACH; of MAINTAIN give keepAbove, keepBelow or both')
  }
  if (keep_above === null && keep_below === null)
    throw InvalidInput.at(['keepAbove'], 'or keepBelow is missing: MAINTAIN has one bound or two')
  if (keep_above !== null && keep_below !== null && keep_above > keep_below)
    throw InvalidInput.at(['keepBelow'], 'lies below keepAbove, so no value could be kept')
  const period_unit = after.period_unit ?? 'MONTH'
  return { kind: 'MAINTAIN', start_value: null, target_value: null, keep_above, keep_below, period_unit }
}

const MEASURES = [
  ['metric_id', 'metric'],
  ['slo_id', 'slo'],
  ['score_measure', 'scoreMeasure'],
] as const
const WITHOUT_SCORE: Values = {
  score_measure: null,
  score_aspect: null,
  score_subject: null,
  score_service_id: null,
}

function measureOf(given: Given, before: KeyResultSettings): Values {
  const named = MEASURES.filter(([column]) => given[column] != null)
  const [first, second] = named
  if (first !== undefined && second !== undefined)
    throw InvalidInput.at([second[1]], `is given beside ${first[1]}; a key result is read from one of them`)
  const others =
    first === undefined
      ? {}
      : Object.fromEntries(MEASURES.filter((each) => each !== first).map(([column]) => [column, null]))
  const after = merged(before, { ...given, ...others })
  const measures = { metric_id: after.metric_id, slo_id: after.slo_id }
  if (after.score_measure === null) {
    for (const [column, field] of [
      ['score_aspect', 'scoreAspect'],
      ['score_service_id', 'scoreService'],
    ] as const) {
      if (given[column] != null)
        throw InvalidInput.at([field], 'needs a scoreMeasure: CSAT, NPS, CES or AREA')
    }
    return { ...measures, ...WITHOUT_SCORE }
  }
  return { ...measures, ...scoreOf(given, before, after) }
}

function scoreOf(given: Given, before: KeyResultSettings, after: KeyResultSettings): Values {
  const { score_measure } = after
  if (score_measure === null || !SCORES.includes(score_measure))
    throw InvalidInput.at(['scoreMeasure'], `is ${score_measure}; give CSAT, NPS, CES or AREA`)
  if (score_measure !== 'AREA' && given.score_aspect != null)
    throw InvalidInput.at(['scoreAspect'], `belongs to AREA and not to ${score_measure}`)
  const score_aspect = score_measure === 'AREA' ? after.score_aspect : null
  if (score_measure === 'AREA' && (score_aspect === null || !AREAS.includes(score_aspect)))
    throw InvalidInput.at(['scoreAspect'], `is one of ${AREAS.join(', ')}`)
  const isKept = given.score_service_id === undefined && before.score_measure !== null
  const score_service_id = after.score_service_id
  const subject = score_service_id === null ? 'ORGANISATION' : 'SERVICE'
  return {
    score_measure,
    score_aspect,
    score_service_id,
    score_subject: isKept ? before.score_subject : subject,
  }
}

/** What is given takes the place of what is stored. */
function merged(before: KeyResultSettings, given: Given): KeyResultSettings {
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { ...before, ...said }
}
