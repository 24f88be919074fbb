import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { at, done, make, mutate } from './mutate.ts'

let api: TestApi

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const objective = (title: string, parentId?: string) =>
  make(api, 'Objective', { title, ...(parentId === undefined ? {} : { parent: { id: parentId } }) })
const move = (id: string, parentId: string | null) =>
  mutate(api, 'updateObjective', { objective: { id }, parent: parentId === null ? null : { id: parentId } })

async function parentOf(id: string): Promise<unknown> {
  return at(
    await api.get('query ($id: ID!) { objective(by: { id: $id }) { parent { id } } }', { id }),
    'objective',
    'parent',
    'id',
  )
}

describe('objectives form a forest', () => {
  it('and refuse a circle of two and of four', async () => {
    const a = await objective('a')
    const b = await objective('b', a)
    const c = await objective('c', b)
    const d = await objective('d', c)
    for (const child of [b, d]) {
      const refused = await move(a, child)
      expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: ['parent'] })
      expect(refused.message).toMatch(/lies below the objective itself: that would be a circle/)
    }
    expect(await parentOf(a)).toBeUndefined()
    expect((await move(d, a)).__typename).toBe('UpdateObjectivePayload')
    expect((await move(a, null)).__typename).toBe('UpdateObjectivePayload')
  })

  it('and let only one of two moves happen that are a circle together', async () => {
    for (let round = 0; round < 5; round += 1) {
      const a = await objective('a')
      const b = await objective('b')
      const results = await Promise.all([move(a, b), move(b, a)])
      expect(results.map(({ __typename }) => __typename).sort()).toEqual([
        'InvalidInputError',
        'UpdateObjectivePayload',
      ])
      expect([await parentOf(a), await parentOf(b)].filter((parent) => parent !== undefined)).toHaveLength(1)
    }
  })

  it('and of three moves that are a circle together all but one happen', async () => {
    const a = await objective('a')
    const b = await objective('b')
    const c = await objective('c')
    const results = await Promise.all([move(a, b), move(b, c), move(c, a)])
    expect(results.filter(({ __typename }) => __typename === 'InvalidInputError')).toHaveLength(1)
  })
})

describe('a key result', () => {
  it('keeps a way to go when only one end moves', async () => {
    const objectiveId = await objective('measured')
    const id = await make(api, 'KeyResult', {
      objective: { id: objectiveId },
      title: 'k',
      start: 1,
      target: 3,
      current: 2,
    })
    for (const [input, path] of [
      [{ target: 1 }, 'target'],
      [{ start: 3 }, 'target'],
    ] as const) {
      const refused = await mutate(api, 'updateKeyResult', { id, ...input })
      expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: [path] })
    }
    await done(api, 'updateKeyResult', { id, start: 3, target: 1 })
  })
})

describe('the planned window of a change', () => {
  it('is moved as a whole, opened and closed', async () => {
    const [plannedStart, plannedEnd] = ['2026-05-02T10:00:00.000Z', '2026-05-02T11:00:00.000Z']
    const id = await make(api, 'Change', { title: 'c', type: 'NORMAL', plannedStart, plannedEnd })
    for (const input of [{ plannedStart: null }, { plannedEnd: null }, { plannedStart: plannedEnd }]) {
      const refused = await mutate(api, 'updateChange', { change: { id }, ...input })
      expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: ['plannedEnd'] })
    }
    const { change } = await done(
      api,
      'updateChange',
      { change: { id }, plannedStart: null, plannedEnd: null },
      'change { plannedStart plannedEnd }',
    )
    expect(change).toEqual({ plannedStart: null, plannedEnd: null })
  })
})
