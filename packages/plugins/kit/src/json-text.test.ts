import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from './errors.ts'
import { describeJsonPath, parseJsonDocument } from './json-text.ts'

function refusalOf(text: string): InputError {
  try {
    parseJsonDocument('a.json', text)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('It was taken')
}

describe('a JSON document', () => {
  test.each([
    ['nothing', ' \n', 'a.json: is empty'],
    ['a word', '{\n  "a": canary\n}', 'a.json, line 2, column 8: is not valid JSON'],
    ['an end too early', '{"a": "canary",\n"b": [', 'a.json, line 2, column 7: is not valid JSON'],
    ['a comma too many', '{"a": 1,\n}', 'a.json, line 2, column 1: is not valid JSON'],
    ['a line break in a text', '{"a": "canary\n"}', 'a.json: is not valid JSON'],
    ['a comment', '// canary\n{}', 'a.json, line 1, column 1'],
    ['deep nesting', '['.repeat(300) + ']'.repeat(300), 'a.json: is nested deeper than 200 levels'],
    ['bottomless nesting', '['.repeat(100_000), 'a.json: is not valid JSON'],
  ])('with %s is refused where it is wrong', (_name, text, message) => {
    const refusal = refusalOf(text)
    expect(refusal.message).toContain(message)
    expect(inspect(refusal)).not.toContain('canary')
  })

  test('gives what the engine gives, for every value, and text for whole numbers that it would round', () => {
    const asText = (_key: string, value: unknown) =>
      Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(Number(value)) < 1e21
        ? String(value)
        : value
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(parseJsonDocument('a.json', JSON.stringify(value)).value).toEqual(
          JSON.parse(JSON.stringify(value), asText),
        )
      }),
    )
  })

  test('knows the lines', () => {
    const { placeOf } = parseJsonDocument('a.json', '{\n "a": [\n  1,\n  {"b": 2}\n ],\n "a-b": 3\n}')
    expect(placeOf([])).toEqual({ file: 'a.json', line: 1 })
    expect(placeOf(['a', 0])).toEqual({ file: 'a.json', line: 3 })
    expect(placeOf(['a', 1, 'b'])).toEqual({ file: 'a.json', line: 4 })
    expect(placeOf(['a', 1, 'missing', 7])).toEqual({ file: 'a.json', line: 4 })
    expect(placeOf(['a-b'])).toEqual({ file: 'a.json', line: 6 })
  })

  test('knows the line of the member that counts when a key is given twice', () => {
    const document = parseJsonDocument('a.json', '{"a": 1,\n"a": 2}')
    expect(document.value).toEqual({ a: 2 })
    expect(document.placeOf(['a'])).toEqual({ file: 'a.json', line: 2 })
  })
})

test('a path is written as people write it', () => {
  expect(describeJsonPath([])).toBe('the document')
  expect(describeJsonPath(['components', 3, 'bom-ref'])).toBe('components[3].bom-ref')
  expect(describeJsonPath([0, 'a b'])).toBe('[0]["a b"]')
})
