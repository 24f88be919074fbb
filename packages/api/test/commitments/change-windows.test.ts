import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, done, listAt, make, mutate } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'

let api: TestApi

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const SUNDAYS = {
  kind: 'MAINTENANCE',
  startTime: '2026-03-01 01:00',
  timeZone: 'Europe/Berlin',
  recurrence: 'FREQ=WEEKLY;BYDAY=SU',
  minutes: 120,
}

const occurrences = async (id: string, from: string, to: string) =>
  listAt(
    await api.get(
      `query ($id: ID!, $from: DateTime!, $to: DateTime!) { changeWindow(by: { id: $id }) { occurrences(from: $from, to: $to) { start end } } }`,
      { id, from, to },
    ),
    'changeWindow',
    'occurrences',
  ).map((each) => `${at(each, 'start')} ${at(each, 'end')}`)

describe('a change window', () => {
  it('has occurrences of its exact length where clocks are changed', async () => {
    const id = await make(api, 'ChangeWindow', { name: 'Sundays', ...SUNDAYS })
    expect(await occurrences(id, '2026-03-22T00:00:00Z', '2026-03-30T00:00:00Z')).toEqual([
      '2026-03-22T00:00:00.000Z 2026-03-22T02:00:00.000Z',
      '2026-03-29T00:00:00.000Z 2026-03-29T02:00:00.000Z',
    ])
    expect(await occurrences(id, '2026-10-25T00:30:00Z', '2026-10-26T00:00:00Z')).toEqual([
      '2026-10-24T23:00:00.000Z 2026-10-25T01:00:00.000Z',
    ])
    await done(api, 'updateChangeWindow', { changeWindow: { id }, except: ['2026-03-29 01:00'] })
    expect(await occurrences(id, '2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z')).toEqual([])
  })

  it('holds for the services and assets that it is linked to', async () => {
    const service = await make(api, 'Service', { name: 'Shop', kind: 'BUSINESS' })
    const id = await make(api, 'ChangeWindow', { name: 'Freeze', ...SUNDAYS, kind: 'FREEZE' })
    await done(api, 'linkChangeWindow', { changeWindow: { id }, services: [{ id: service }] })
    const answer = await api.get(
      `query ($id: ID!) { service(by: { id: $id }) { changeWindows { nodes { name kind } } } }`,
      { id: service },
    )
    expect(listAt(answer, 'service', 'changeWindows', 'nodes')).toEqual([{ name: 'Freeze', kind: 'FREEZE' }])
  })

  it('is refused with the field that cannot be used', async () => {
    for (const [change, field] of [
      [{ startTime: '2026-02-30 01:00' }, 'startTime'],
      [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
      [{ recurrence: 'FREQ=HOURLY' }, 'recurrence'],
      [{ recurrence: 'weekly' }, 'recurrence'],
      [{ minutes: 0 }, 'minutes'],
      [{ except: ['tomorrow'] }, 'except'],
    ] as const) {
      const result = await mutate(api, 'createChangeWindow', { name: 'x', ...SUNDAYS, ...change })
      expect(result.__typename, JSON.stringify(change)).toBe('InvalidInputError')
      expect(
        result.fields?.flatMap(({ path }) => path),
        JSON.stringify(change),
      ).toContain(field)
    }
  })
})
