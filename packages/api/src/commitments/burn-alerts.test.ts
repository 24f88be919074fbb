import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlertPair, type AlertState, alertPairs, evaluatePair, stepAlert } from './burn-alerts.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const FAST: AlertPair = { factor: 14.4, budgetShare: 0.02, long: 60 * MINUTE, short: 5 * MINUTE }
const SLOWER: AlertPair = { factor: 6, budgetShare: 0.05, long: 360 * MINUTE, short: 30 * MINUTE }

const spend = (ratio: number) => ({ bad: ratio * 10_000, seen: 10_000 })
const quiet = { bad: 0, seen: 0 }

describe('pairs of windows', () => {
  it.each([
    [30, [60, 360, 1440, 4320], [5, 30, 120, 360]],
    [28, [56, 336, 1344, 4032], [5, 28, 112, 336]],
    [7, [14, 84, 336, 1008], [2, 7, 28, 84]],
    [90, [180, 1080, 4320, 12_960], [15, 90, 360, 1080]],
    [1, [2, 12, 48, 144], [1, 1, 4, 12]],
  ])('of %i days keep their factors and scale their lengths', (days, long, short) => {
    const { pairs, refused } = alertPairs({ windowLength: days * DAY, target: 0.999, samplingInterval: null })
    expect(pairs.map((pair) => pair.long / MINUTE)).toEqual(long)
    expect(pairs.map((pair) => pair.short / MINUTE)).toEqual(short)
    expect(pairs.map(({ factor }) => factor)).toEqual([14.4, 6, 3, 1])
    expect(refused).toEqual([])
  })

  it.each([
    [0.930556, [14.4, 6, 3, 1]],
    [0.930555, [6, 3, 1]],
    [0.833334, [6, 3, 1]],
    [0.833333, [3, 1]],
    [0.666667, [3, 1]],
    [0.666666, [1]],
    [0.01, [1]],
  ])('with a target of %f can fire with the factors %j', (target, factors) => {
    const { pairs, refused } = alertPairs({ windowLength: 30 * DAY, target, samplingInterval: null })
    expect(pairs.map(({ factor }) => factor)).toEqual(factors)
    expect(refused.every(({ reason }) => reason.code === 'CAN_NEVER_FIRE')).toBe(true)
    expect(refused).toHaveLength(4 - factors.length)
  })

  it('are refused where samples come too rarely', () => {
    const codes = (samplingInterval: number) =>
      alertPairs({ windowLength: 30 * DAY, target: 0.999, samplingInterval }).refused.map(
        ({ reason }) => reason.code,
      )
    expect(codes(2.5 * MINUTE)).toEqual([])
    expect(codes(2.5 * MINUTE + 1)).toEqual(['SAMPLED_TOO_RARELY'])
    expect(codes(61 * MINUTE)).toEqual(['SAMPLED_TOO_RARELY', 'SAMPLED_TOO_RARELY', 'SAMPLED_TOO_RARELY'])
  })
})

describe('a burn alert', () => {
  it('fires where both burns are above the factor', () => {
    const first = evaluatePair(FAST, 0.999, { long: spend(0.016), short: spend(0.015) })
    const second = evaluatePair(SLOWER, 0.999, { long: spend(0.0058), short: spend(0.015) })
    expect([first.longBurn, first.shortBurn, second.longBurn].map((burn) => burn?.toFixed(9))).toEqual([
      '16.000000000',
      '15.000000000',
      '5.800000000',
    ])
    expect([first.fires, second.fires]).toEqual([true, false])
  })

  it('compares strictly, without the noise of the arithmetic', () => {
    for (const [ratio, fires] of [
      [0.0144, false],
      [0.01440001, true],
    ] as const)
      expect(evaluatePair(FAST, 0.999, { long: spend(ratio), short: spend(ratio) }).fires).toBe(fires)
    expect(
      evaluatePair(SLOWER, 0.97, { long: { bad: 18, seen: 100 }, short: { bad: 18, seen: 100 } }).fires,
    ).toBe(false)
  })

  it('does not fire without traffic, and ends after two short windows without', () => {
    const burning = evaluatePair(FAST, 0.999, { long: spend(0.02), short: spend(0.02) })
    const silent = evaluatePair(FAST, 0.999, { long: spend(0.02), short: quiet })
    const healed = evaluatePair(FAST, 0.999, { long: spend(0.02), short: spend(0) })
    expect(silent).toMatchObject({ fires: false, shortBurn: null, reason: { code: 'NO_TRAFFIC' } })
    const steps: [number, typeof burning][] = [
      [0, silent],
      [1, burning],
      [2, burning],
      [6, silent],
      [10, silent],
      [11, silent],
      [12, burning],
      [13, healed],
    ]
    let state: AlertState = { status: 'RESOLVED' }
    const events: [number, string | null, string | undefined][] = []
    for (const [minute, evaluation] of steps) {
      const step = stepAlert(state, FAST, evaluation, minute * MINUTE)
      state = step.state
      if (step.event !== null) events.push([minute, step.event, step.reason?.code])
    }
    // The last traffic was at minute 1: at minute 11 two short windows are over.
    expect(events).toEqual([
      [1, 'FIRED', undefined],
      [11, 'RESOLVED', 'NO_TRAFFIC'],
      [12, 'FIRED', undefined],
      [13, 'RESOLVED', undefined],
    ])
  })

  it('fires and resolves in turn, and fires while the evaluation does', () => {
    const evaluation = fc.constantFrom(0.02, 0.001, null).map((ratio) => {
      const both = ratio === null ? quiet : spend(ratio)
      return evaluatePair(FAST, 0.999, { long: both, short: both })
    })
    fc.assert(
      fc.property(fc.array(evaluation, { maxLength: 40 }), (evaluations) => {
        let state: AlertState = { status: 'RESOLVED' }
        const events: (string | null)[] = []
        for (const [minute, each] of evaluations.entries()) {
          const step = stepAlert(state, FAST, each, minute * MINUTE)
          state = step.state
          if (step.event !== null) events.push(step.event)
          if (each.fires) expect(state.status).toBe('FIRING')
          if (each.reason === null && !each.fires) expect(state.status).toBe('RESOLVED')
        }
        expect(events).toEqual(events.map((_, at) => (at % 2 === 0 ? 'FIRED' : 'RESOLVED')))
      }),
    )
  })
})
