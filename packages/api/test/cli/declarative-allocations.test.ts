import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, listAt, make } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { applied, exported } from './applied.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const MODEL = `
teams:
  - { name: Ops, kind: IT }
services:
  - name: Store
    kind: BUSINESS
    csatTarget: 0.8
    allocations:
      - { team: Ops, startsOn: 2026-01-01, endsOn: 2026-06-30, fte: 2.5, money: 12000.00 EUR, note: Rebuilding, labels: { plan: a } }
      - { pool: Hosting, startsOn: 2026-01-01, endsOn: 2026-12-31, money: -50.5 EUR }
      - { pool: Hosting, startsOn: 2026-01-01, endsOn: 2026-12-31, money: 70 USD }
`
const stored = async (of: TestApi = api) => {
  const data = await of.get(
    '{ allocations(first: 50) { nodes { id version team { name } pool startsOn endsOn fte money { amount currency } note labels service { name } } } }',
  )
  return listAt(data, 'allocations', 'nodes')
}

describe('allocations in files', () => {
  test('are created, changed in place, and pruned', async () => {
    expect((await applied(api, MODEL)).code).toBe(0)
    const first = await stored()
    expect(first).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...{ team: { name: 'Ops' }, pool: null, startsOn: '2026-01-01', endsOn: '2026-06-30' },
          ...{ fte: '2.5000', money: { amount: '12000.0000', currency: 'EUR' }, note: 'Rebuilding' },
          ...{ labels: { plan: 'a' }, service: { name: 'Store' } },
        }),
        expect.objectContaining({
          pool: 'Hosting',
          fte: null,
          money: { amount: '-50.5000', currency: 'EUR' },
        }),
      ]),
    )
    expect(first).toHaveLength(3)
    expect((await applied(api, MODEL)).said).toMatch(/^Nothing to do/)
    expect(await stored()).toEqual(first)

    const { said, code } = await applied(
      api,
      MODEL.replace('fte: 2.5', 'fte: 3').replace('70 USD', '80.25 USD'),
    )
    expect(code).toBe(0)
    expect(said).toContain('~ allocations: Ops, 2026-01-01 to 2026-06-30 (fte: 2.5 → 3)')
    const after = await stored()
    const idsOf = (rows: readonly unknown[]) => rows.map((row) => at(row, 'id')).sort()
    expect(idsOf(after)).toEqual(idsOf(first))

    const without = MODEL.replace(/ {6}- \{ team: Ops.*\n/, '')
    expect((await applied(api, without)).code).toBe(0)
    expect(await stored()).toHaveLength(3)
    expect((await applied(api, without, { prune: true, pruneMore: true })).code).toBe(0)
    expect((await stored()).map((row) => at(row, 'pool'))).toEqual(['Hosting', 'Hosting'])
  })

  test('are exported, also those that are alike, and give the same export again', async () => {
    const [from, to] = [await startApi(), await startApi()]
    try {
      await applied(from, MODEL)
      const { services } = await from.get<{ services: unknown }>('{ services { nodes { id } } }')
      const service = String(at(services, 'nodes', 0, 'id'))
      const alike = {
        service: { id: service },
        pool: 'Hosting',
        startsOn: '2026-01-01',
        endsOn: '2026-12-31',
      }
      for (const money of ['70', '70', '0.0001'])
        await make(from, 'Allocation', { ...alike, money: { amount: money, currency: 'USD' } })
      const text = await exported(from)
      expect(text).toContain('money: 0.0001 USD')
      expect((await applied(from, text)).said).toMatch(/^Nothing to do/)
      expect((await applied(to, text)).code).toBe(0)
      expect(await stored(to)).toHaveLength(6)
      expect(await exported(to)).toBe(text)
      expect((await applied(to, text)).said).toMatch(/^Nothing to do/)
    } finally {
      await Promise.all([from.stop(), to.stop()])
    }
  })

  test('that cannot be are refused with their places', async () => {
    const wrong = `services:
  - name: Other
    kind: BUSINESS
    allocations:
      - { startsOn: 2026-01-01, endsOn: 2026-06-30, fte: 1 }
      - { pool: Hosting, startsOn: 2026-07-01, endsOn: 2026-06-30, fte: 1 }
      - { pool: Hosting, startsOn: 2026-01-01, endsOn: 2026-06-30 }
      - { pool: Hosting, startsOn: 2026-01-01, endsOn: 2026-06-30, fte: 0.12345, money: 12 }
      - { team: Ghosts, startsOn: 2026-01-01, endsOn: 2026-06-30, fte: 1 }
`
    await expect(applied(api, wrong)).rejects.toThrow(
      /model\.yaml:5:9: .*either team or pool[\s\S]*:6:\d+: .*lies before startsOn[\s\S]*:7:9: .*needs fte or money[\s\S]*:8:\d+: .*four decimals[\s\S]*:8:\d+: money/,
    )
    const stranger = wrong.replace(/ {6}- \{ (startsOn|pool).*\n/g, '')
    await expect(applied(api, stranger)).rejects.toThrow(/model\.yaml:5:17: .*Ghosts/)
  })
})
