import { expect, test } from 'vitest'
import { BodyBudget } from './body-budget.ts'

test('a receiver has its own limit, all together have one, and what is given back is free', () => {
  const budget = new BodyBudget({ perReceiver: 10, total: 15 })
  const [first, second, other] = [budget.share('a'), budget.share('a'), budget.share('b')]
  expect([first.take(6), second.take(5), second.take(4), other.take(6), other.take(5)]).toEqual([
    true,
    false,
    true,
    false,
    true,
  ])
  first.release()
  first.release()
  expect([second.take(7), second.take(6), other.take(1)]).toEqual([false, true, false])
  second.release()
  other.release()
  expect([budget.share('a').take(10), budget.share('b').take(5)]).toEqual([true, true])
})
