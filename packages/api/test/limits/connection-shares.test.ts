import { expect, test } from 'vitest'
import { ConnectionShares, sharesOf } from '../../src/access/connection-shares.ts'

const FOREVER = 2 ** 31 - 1

/** Asks for a place; `state` says what became of it so far. */
function ask(shares: ConnectionShares, actor: string, signal?: AbortSignal) {
  const asked = { state: 'waiting', giveBack: () => {}, error: undefined as unknown }
  const done = shares.acquire(actor, signal).then(
    (giveBack) => Object.assign(asked, { state: 'held', giveBack }),
    (error: unknown) => Object.assign(asked, { state: 'refused', error }),
  )
  return Object.assign(asked, { done })
}

/** Lets all that is ready to run do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a pool keeps one connection back, and an actor has half of it at most', () => {
  expect(sharesOf({ max: 10, wait: 7 })).toEqual({ total: 9, perActor: 5, wait: 7 })
  expect(sharesOf({ max: 2, wait: 7 })).toEqual({ total: 1, perActor: 1, wait: 7 })
  expect(sharesOf({ max: 1, wait: 7 })).toEqual({ total: 1, perActor: 1, wait: 7 })
})

test('one actor cannot take what is there for all', async () => {
  const shares = new ConnectionShares({ total: 9, perActor: 5, wait: FOREVER })
  const greedy = Array.from({ length: 12 }, () => ask(shares, 'greedy'))
  const other = ask(shares, 'other')
  await settled()
  expect(greedy.filter(({ state }) => state === 'held')).toHaveLength(5)
  expect(other.state).toBe('held')
  for (const { giveBack } of greedy) giveBack()
  await settled()
  expect(greedy.filter(({ state }) => state === 'held')).toHaveLength(10)
  for (const { giveBack } of greedy) giveBack()
  await settled()
  expect(greedy.filter(({ state }) => state === 'held')).toHaveLength(12)
})

test('a free connection goes to the actor that has the fewest', async () => {
  const shares = new ConnectionShares({ total: 4, perActor: 3, wait: FOREVER })
  const a = Array.from({ length: 6 }, () => ask(shares, 'a'))
  const b = [ask(shares, 'b'), ask(shares, 'b')]
  const c = ask(shares, 'c')
  await settled()
  expect([...a, ...b, c].map(({ state }) => state)).toEqual([
    ...['held', 'held', 'held', 'waiting', 'waiting', 'waiting'],
    ...['held', 'waiting'],
    'waiting',
  ])
  a[0]?.giveBack()
  await settled()
  expect(c.state).toBe('held')
  // Given back twice, it counts once.
  a[0]?.giveBack()
  await settled()
  expect(b[1]?.state).toBe('waiting')
  a[1]?.giveBack()
  await settled()
  expect(b[1]?.state === 'held' || a[3]?.state === 'held').toBe(true)
})

test('the refusal of one that waits too long says whose statements are in the way', async () => {
  const shares = new ConnectionShares({ total: 3, perActor: 2, wait: 1 })
  const own = [ask(shares, 'a'), ask(shares, 'a'), ask(shares, 'a')]
  const others = [ask(shares, 'b'), ask(shares, 'b')]
  await Promise.all([own[2]?.done, others[1]?.done])
  expect(own[2]?.error).toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfter: 1 } })
  expect(others[1]?.error).toMatchObject({ extensions: { code: 'UNAVAILABLE' } })
  // Their places in the queue are gone with them.
  own[0]?.giveBack()
  await settled()
  expect(ask(shares, 'c').state).toBe('waiting')
  await settled()
})

test('who hangs up waits no longer', async () => {
  const shares = new ConnectionShares({ total: 1, perActor: 1, wait: FOREVER })
  const hangUp = new AbortController()
  const first = ask(shares, 'a')
  const second = ask(shares, 'a', hangUp.signal)
  const third = ask(shares, 'b')
  await settled()
  hangUp.abort()
  await second.done
  expect(second.state).toBe('refused')
  const late = ask(shares, 'a', hangUp.signal)
  await late.done
  expect(late.state).toBe('refused')
  first.giveBack()
  await settled()
  expect(third.state).toBe('held')
})
