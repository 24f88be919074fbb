import fc from 'fast-check'
import { expect, test } from 'vitest'
import { movesFor } from './plan-order.ts'

/** What the API does with a move. */
function moved(order: readonly string[], moves: readonly { id: string; position: number }[]): string[] {
  return moves.reduce<string[]>(
    (before, { id, position }) => {
      const others = before.filter((one) => one !== id)
      return [...others.slice(0, position - 1), id, ...others.slice(position - 1)]
    },
    [...order],
  )
}

test('as few moves as possible bring what is listed into its order, and the others keep theirs', () => {
  const letters = ['a', 'b', 'c', 'd', 'e', 'f']
  fc.assert(
    fc.property(
      fc.shuffledSubarray(letters, { minLength: 6 }),
      fc.shuffledSubarray(letters),
      (current, wanted) => {
        const moves = movesFor(current, wanted)
        const after = moved(current, moves)
        expect(after.filter((one) => wanted.includes(one))).toEqual(wanted)
        expect(after.filter((one) => !wanted.includes(one))).toEqual(
          current.filter((one) => !wanted.includes(one)),
        )
        const inOrder = wanted.every(
          (one, n) => n === 0 || current.indexOf(wanted[n - 1] ?? '') < current.indexOf(one),
        )
        expect(moves.length === 0).toBe(inOrder)
      },
    ),
  )
  expect(movesFor(['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'a'])).toEqual([{ id: 'a', position: 4 }])
  expect(movesFor(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toEqual([{ id: 'd', position: 1 }])
})
