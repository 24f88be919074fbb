import { expect, test } from 'vitest'
import { type Hit, meant } from './find-node.ts'

const hit = (id: string, field: string, text: string, rank: number): Hit => ({
  rank,
  matched: { field, text },
  node: { __typename: 'Asset', id },
})
const ids = (text: string, hits: readonly Hit[]) => meant(text, hits).map(({ id }) => id)

test('the name in the same letters counts before the name in others, and both before a key', () => {
  const key = hit('key', 'IDENTIFIER', 'Till', 1)
  const same = hit('same', 'NAME', 'Till', 0.95)
  const other = hit('other', 'TITLE', 'till', 0.95)
  expect(ids('Till', [key, same, other])).toEqual(['same'])
  expect(ids('TILL', [key, same, other])).toEqual(['same', 'other'])
  expect(ids('Till', [key])).toEqual(['key'])
})

test('a decomposed name is the composed one', () => {
  const hits = [hit('a', 'NAME', 'M\u00fcller', 0.95), hit('b', 'NAME', 'm\u00fcller', 0.95)]
  expect(ids('Mu\u0308ller', hits)).toEqual(['a'])
})

test('what only begins like the text is not meant, and neither is what was deleted', () => {
  expect(
    ids('Till', [hit('a', 'NAME', 'Till 7', 0.86), { ...hit('b', 'NAME', 'Till', 0.95), node: null }]),
  ).toEqual([])
})
