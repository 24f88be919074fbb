import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from './clock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('calls back once, unless called off', () => {
  const kept = vi.fn()
  const calledOff = vi.fn()
  systemClock.after(10, kept)
  systemClock.after(10, calledOff)()
  vi.advanceTimersByTime(100)
  expect(kept).toHaveBeenCalledTimes(1)
  expect(calledOff).not.toHaveBeenCalled()
})

test('a time too long for a timer never comes', () => {
  const call = vi.fn()
  const cancel = systemClock.after(Number.POSITIVE_INFINITY, call)
  vi.advanceTimersByTime(1000)
  cancel()
  expect(call).not.toHaveBeenCalled()
})
