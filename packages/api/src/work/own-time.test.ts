import { describe, expect, it } from 'vitest'
import { type Observation, ownTimeBetween, Stopwatch, verdict } from './own-time.ts'

const LATE = 1500
const seen = (at: number, cpu: number, waits = false): Observation => ({ at, cpu, waits })

describe('the own time between two observations', () => {
  it.each([
    ['that computes is what it computed', seen(0, 0), seen(500, 480), 480],
    ['that gets a third of a core is that third', seen(0, 0), seen(600, 200), 200],
    ['that is stopped is nothing', seen(0, 100), seen(500, 100), 0],
    ['that computes with several threads is no more than what passed', seen(0, 0), seen(500, 1900), 500],
    ['that waits is what passed', seen(0, 100), seen(500, 110, true), 500],
    ['that nobody looked after is nothing', seen(0, 0), seen(1501, 1400), 0],
    ['that waited while nobody looked after it is nothing', seen(0, 0), seen(9000, 10, true), 0],
  ])('of a process %s', (_what, before, after, expected) => {
    expect(ownTimeBetween(before, after, LATE)).toBe(expected)
  })
})

/** A process that is looked at every half second and gets `cpu` milliseconds in each of them. */
function watch(looks: number, cpu: number): Stopwatch {
  const stopwatch = new Stopwatch(LATE)
  for (let look = 0; look <= looks; look += 1) stopwatch.observe(seen(look * 500, look * cpu))
  return stopwatch
}
const START = { own: 0, observed: 0 }

describe('the verdict', () => {
  it('is over for what has used up its limit by itself', () => {
    expect(verdict(START, watch(60, 500).times, 30_000)).toBeUndefined()
    expect(verdict(START, watch(61, 500).times, 30_000)).toBe('over')
  })

  it('is none for the same work on a machine that is four times as slow, until its own time is used up', () => {
    expect(verdict(START, watch(61, 125).times, 30_000)).toBeUndefined()
    expect(verdict(START, watch(240, 125).times, 30_000)).toBeUndefined()
    expect(verdict(START, watch(241, 125).times, 30_000)).toBe('over')
  })

  it('is starved for what gets nothing for ten times its limit', () => {
    expect(verdict(START, watch(600, 0).times, 30_000)).toBeUndefined()
    expect(verdict(START, watch(601, 0).times, 30_000)).toBe('starved')
  })

  it('counts from the moment that is given', () => {
    const stopwatch = watch(61, 500)
    expect(verdict({ own: 500, observed: 500 }, stopwatch.times, 30_000)).toBeUndefined()
  })

  it('is not due where the observer was late, and is not the sooner for it', () => {
    const stopwatch = new Stopwatch(LATE)
    expect(stopwatch.observe(seen(0, 0))).toBe(true)
    expect(stopwatch.observe(seen(500, 500))).toBe(true)
    expect(stopwatch.observe(seen(3_600_000, 3_000_000))).toBe(false)
    expect(stopwatch.times).toEqual({ own: 500, observed: 500 + LATE })
  })
})
