import { expect, test } from 'vitest'
import { jsonProblem, parseJson } from './json.ts'
import { parseJsonDocument } from './json-text.ts'
import { parseRecord } from './records/record.ts'
import { parseDocuments } from './yaml.ts'

const TEXT =
  '{"id": 9007199254740993, "exact": 9007199254740991, "below": [-9007199254740993], "share": 0.1234567890123456}'
const READ = {
  id: '9007199254740993',
  exact: 9007199254740991,
  below: ['-9007199254740993'],
  share: 0.1234567890123456,
}

test('whole numbers that JavaScript would round are read as text: JSON, a file of JSON, YAML', () => {
  expect(parseJson(TEXT)).toEqual(READ)
  expect(parseJson('{"id": 1}')).toEqual({ id: 1 })
  expect(parseJsonDocument('a.json', TEXT).value).toEqual(READ)
  expect(parseDocuments('a.json', TEXT)[0]?.value).toEqual(READ)
  const yaml =
    'id: 9007199254740993\nexact: 9007199254740991\nbelow: [-9007199254740993]\nshare: 0.1234567890123456\n'
  expect(parseDocuments('a.yaml', yaml)[0]?.value).toEqual(READ)
  expect(() => parseJson('{"id": 9007199254740993')).toThrow(SyntaxError)
})

test('a rounded whole number is refused with its path', () => {
  expect(jsonProblem({ a: [{ id: 2 ** 53 }] })).toEqual({
    path: ['a', 0, 'id'],
    problem: expect.stringContaining('give it as text'),
  })
  expect(jsonProblem({ a: [2 ** 53 - 1, 0.5, -1e-300] })).toBeUndefined()
})

test('the texts of a record are in normalization form C, whatever the source writes', () => {
  const record = (form: 'NFC' | 'NFD') => ({
    type: 'asset' as const,
    externalId: 'é'.normalize(form),
    kind: 'server',
    name: 'Zürich'.normalize(form),
    labels: { ['Größe'.normalize(form)]: 'ñ'.normalize(form) },
    attributes: { ['straße ü'.normalize(form)]: ['ő'.normalize(form), 1, null] },
  })
  expect(parseRecord(record('NFD'))).toEqual(record('NFC'))
})
