import { expect, test } from 'vitest'
import { batchesOf } from './batches.ts'
import type { PlacedStep } from './planned.ts'

const step = (name: string, input: Readonly<Record<string, unknown>>): PlacedStep => ({
  step: { name, input },
  place: undefined,
})

test('assets that are linked alike share a mutation, and no batch is larger than the API takes', () => {
  const link = (asset: string, strength: number) =>
    step('linkAssetsToService', { service: { id: 's' }, strength, assets: [{ id: asset }] })
  expect(
    batchesOf([link('a', 1), link('b', 1), link('c', 0.5)])
      .flat()
      .map((one) => one.step.input),
  ).toEqual([
    { service: { id: 's' }, strength: 1, assets: [{ id: 'a' }, { id: 'b' }] },
    { service: { id: 's' }, strength: 0.5, assets: [{ id: 'c' }] },
  ])
  const many = batchesOf(Array.from({ length: 4_500 }, (_, n) => step('createTeam', { name: `${n}` })))
  expect(many.map((batch) => batch.length)).toEqual([2_000, 2_000, 500])
  const large = batchesOf(Array.from({ length: 3 }, () => step('createTeam', { name: 'x'.repeat(400_000) })))
  expect(large.map((batch) => batch.length)).toEqual([1, 1, 1])
  const linked = batchesOf(Array.from({ length: 2_600 }, (_, n) => link(`asset ${n}`, 1)))
  expect(linked.map((batch) => batch.map((one) => (one.step.input.assets as object[]).length))).toEqual([
    [500, 500, 500, 500],
    [500, 100],
  ])
})
