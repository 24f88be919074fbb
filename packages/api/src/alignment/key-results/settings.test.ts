import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../graph/errors.ts'
import { type KeyResultSettings, keyResultSettings } from './settings.ts'

type Given = Parameters<typeof keyResultSettings>[0]

const stored = (more: Partial<KeyResultSettings> = {}): KeyResultSettings => ({
  kind: 'REACH',
  start_value: 0,
  target_value: 10,
  current_value: 4,
  keep_above: null,
  keep_below: null,
  period_unit: null,
  metric_id: null,
  slo_id: null,
  score_measure: null,
  score_aspect: null,
  score_subject: null,
  score_service_id: null,
  ...more,
})

function refused(given: Given, before?: KeyResultSettings): string {
  try {
    keyResultSettings(given, before)
  } catch (error) {
    if (error instanceof InvalidInput) return error.message
    throw error
  }
  return 'taken'
}

describe('the settings of a key result', () => {
  it.each<[string, Given, KeyResultSettings | undefined, RegExp]>([
    ['REACH without a start', { target_value: 1 }, undefined, /^start: .*is missing/],
    ['REACH without a target', { start_value: 1 }, undefined, /^target: .*is missing/],
    [
      'bounds of REACH',
      { start_value: 1, target_value: 2, keep_above: 1 },
      undefined,
      /^keepAbove: .*MAINTAIN/,
    ],
    [
      'a start of MAINTAIN',
      { kind: 'MAINTAIN', start_value: 1, keep_above: 1 },
      undefined,
      /^start: .*REACH/,
    ],
    ['MAINTAIN without bounds', { kind: 'MAINTAIN' }, undefined, /^keepAbove: .*one bound or two/],
    [
      'bounds that cross',
      { kind: 'MAINTAIN', keep_above: 2, keep_below: 1 },
      undefined,
      /^keepBelow: .*no value/,
    ],
    [
      'the last bound emptied',
      { keep_above: null },
      stored({ kind: 'MAINTAIN', keep_above: 1 }),
      /^keepAbove/,
    ],
    ['a value that is emptied', { current_value: null }, stored(), /^current: .*check in/],
    ['two measures', { metric_id: 'm', slo_id: 's' }, stored(), /^slo: .*beside metric/],
    ['a service without a score', { score_service_id: 's' }, stored(), /^scoreService: .*scoreMeasure/],
    [
      'a score that has no one value',
      { score_measure: 'BARRIER' as 'CSAT' },
      stored(),
      /^scoreMeasure: .*BARRIER/,
    ],
    [
      'an area of NPS',
      { score_measure: 'NPS', score_aspect: 'CULTURE' },
      stored(),
      /^scoreAspect: .*not to NPS/,
    ],
    ['AREA without an area', { score_measure: 'AREA' }, stored(), /^scoreAspect: .*one of/],
  ])('%s is refused at its field', (_what, given, before, message) => {
    expect(refused(given, before)).toMatch(message)
  })

  it('of another kind take the place of those before', () => {
    expect(keyResultSettings({ kind: 'MAINTAIN', keep_below: 3 }, stored())).toMatchObject({
      kind: 'MAINTAIN',
      start_value: null,
      target_value: null,
      keep_above: null,
      keep_below: 3,
      period_unit: 'MONTH',
    })
    const kept = stored({
      kind: 'MAINTAIN',
      start_value: null,
      target_value: null,
      keep_above: 1,
      period_unit: 'WEEK',
    })
    expect(keyResultSettings({ kind: 'REACH', start_value: 1, target_value: 2 }, kept)).toMatchObject({
      keep_above: null,
      period_unit: null,
      start_value: 1,
    })
    expect(keyResultSettings({ keep_below: 5 }, kept)).toMatchObject({
      keep_above: 1,
      keep_below: 5,
      period_unit: 'WEEK',
    })
  })

  it('name one measure: the one that is given last', () => {
    const score = stored({ score_measure: 'AREA', score_aspect: 'CULTURE', score_subject: 'ORGANISATION' })
    expect(keyResultSettings({ slo_id: 's' }, stored({ metric_id: 'm' }))).toMatchObject({
      metric_id: null,
      slo_id: 's',
    })
    expect(keyResultSettings({ metric_id: 'm' }, score)).toMatchObject({
      metric_id: 'm',
      score_measure: null,
      score_aspect: null,
      score_subject: null,
    })
    expect(keyResultSettings({ score_measure: 'NPS' }, score)).toMatchObject({
      score_measure: 'NPS',
      score_aspect: null,
      score_subject: 'ORGANISATION',
    })
    expect(keyResultSettings({ score_measure: 'CSAT', score_service_id: 'v' }, stored())).toMatchObject({
      score_subject: 'SERVICE',
      score_service_id: 'v',
    })
  })

  it('keep a service that is gone apart from the organisation', () => {
    const gone = stored({ score_measure: 'CSAT', score_subject: 'SERVICE' })
    expect(keyResultSettings({ current_value: 1 }, gone)).toMatchObject({ score_subject: 'SERVICE' })
    expect(keyResultSettings({ score_service_id: null }, gone)).toMatchObject({
      score_subject: 'ORGANISATION',
    })
  })
})
