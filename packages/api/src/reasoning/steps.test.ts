import { expect, it } from 'vitest'
import { finish, inSlices, type Steps } from './steps.ts'

function* counted(steps: number, done: (step: number) => void): Steps<string> {
  for (let step = 1; step <= steps; step++) {
    yield
    done(step)
  }
  return 'all'
}

it('lets other work have its turn after each slice, and is the same as at a stretch', async () => {
  const order: (number | 'pause')[] = []
  const pause = async () => order.push('pause')
  expect(await inSlices(counted(3, order.push.bind(order)), 0, pause)).toBe('all')
  expect(order).toEqual(['pause', 1, 'pause', 2, 'pause', 3])
  expect(finish(counted(3, order.push.bind(order)))).toBe('all')
})

it('does many steps in a slice', async () => {
  let pauses = 0
  const done = await inSlices(
    counted(1_000, () => {}),
    1e6,
    async () => {
      pauses += 1
    },
  )
  expect([done, pauses]).toEqual(['all', 0])
})

it('ends with what a pause throws, at the latest after one more step', async () => {
  const order: number[] = []
  const stopped = inSlices(counted(3, order.push.bind(order)), 0, async () => {
    if (order.length === 1) throw new Error('stopping')
  })
  await expect(stopped).rejects.toThrow('stopping')
  expect(order).toEqual([1])
})
