import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { placeFrom } from './place.ts'

const URL = { THROUGHLINE_URL: 'https://throughline.example', THROUGHLINE_TOKEN: 'tl_x' }

test.each([
  [{}, { kind: 'home', home: resolve('.throughline'), token: undefined }],
  [
    { THROUGHLINE_HOME: '/h', THROUGHLINE_TOKEN: 'tl_x' },
    { kind: 'home', home: '/h', token: 'tl_x' },
  ],
  [
    { DATABASE_URL: 'postgres://db/x', THROUGHLINE_URL: ' ' },
    { kind: 'database', token: undefined },
  ],
  [URL, { kind: 'url', url: 'https://throughline.example/graphql', token: 'tl_x' }],
  [
    { ...URL, DATABASE_URL: 'postgres://db/x', THROUGHLINE_URL: 'http://h:1/base/graphql' },
    { kind: 'url', url: 'http://h:1/base/graphql', token: 'tl_x' },
  ],
])('%j is answered by %j', (variables, place) => {
  expect(placeFrom(variables)).toEqual(place)
})

test('an address without a token, and one that is none, are refused without repeating it', () => {
  expect(() => placeFrom({ ...URL, THROUGHLINE_TOKEN: '' })).toThrow(
    /needs an API token in THROUGHLINE_TOKEN/,
  )
  for (const url of ['throughline.example', 'ftp://me:hunter2@h/'])
    expect(() => placeFrom({ ...URL, THROUGHLINE_URL: url })).toThrow(
      /^THROUGHLINE_URL must look like https:\/\/throughline\.example\.org\/graphql$/,
    )
})
