import { describe, expect, test } from 'vitest'
import { InputError } from './errors.ts'
import { parseDocuments, readDocuments } from './yaml.ts'

const values = (text: string) => parseDocuments('a.yaml', text).map(({ value }) => value)

describe('documents', () => {
  test('are counted also where one is empty', () => {
    const documents = parseDocuments('a.yaml', 'a: 1\n---\n---\nb: 2\n')
    expect(documents.map(({ place }) => place)).toEqual([
      { file: 'a.yaml', document: 1, line: 1 },
      { file: 'a.yaml', document: 3, line: 4 },
    ])
  })

  test('may be JSON, an object or a list, or YAML that begins like it', () => {
    expect(values('{"a": 1}')).toEqual([{ a: 1 }])
    expect(values('[{"a": 1}]')).toEqual([[{ a: 1 }]])
    expect(values('{ a: 1 }\n---\n[b]\n')).toEqual([{ a: 1 }, ['b']])
  })

  test('know where their parts stand, or as much of them as there is', () => {
    const [document] = parseDocuments('a.yaml', 'a:\n  b:\n    - x\n    -\n      c: y\n')
    const line = (...path: PropertyKey[]) => document?.placeOf(path).line
    expect(line('a', 'b', 1, 'c')).toBe(5)
    expect(line('a', 'b', 0)).toBe(3)
    expect(line('a', 'b', 7, 'c')).toBe(3)
    expect(line('z')).toBe(1)
  })

  test('of JSON know their lines too, also where several values stand in a row', () => {
    const text = '{\n "a": [\n  1,\n  2 ]\n}\n\n{"b": "}\\"{"}[\n3]\n'
    expect(values(text)).toEqual([{ a: [1, 2] }, { b: '}"{' }, [3]])
    const documents = parseDocuments('a.json', text)
    const line = (index: number, ...path: PropertyKey[]) => documents[index]?.placeOf(path).line
    expect([line(0, 'a', 1), line(0, 'a', 7), line(1, 'b'), line(2), line(2, 0)]).toEqual([4, 2, 7, 7, 8])
    expect(documents.map(({ place }) => place.document)).toEqual([1, 2, 3])
  })

  test('keep dates as texts', () => {
    expect(values('a: 2030-01-01\n')).toEqual([{ a: '2030-01-01' }])
  })
})

test('a document that does not parse bars no other, and shows what is left of it', () => {
  const { documents, broken } = readDocuments('a.yaml', 'a: 1\n---\nb: 2\nb: [\n---\nc: 3\n')
  expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 3 }])
  expect(broken).toMatchObject([{ error: { document: 2 }, remains: { b: expect.anything() } }])
})

describe('what cannot be parsed', () => {
  const refusal = (text: string, hint?: string): string => {
    try {
      parseDocuments('a.yaml', text, hint === undefined ? {} : { hint: () => hint })
    } catch (error) {
      if (error instanceof InputError) return error.message
    }
    return 'taken'
  }

  test.each([
    ['a: 1\n---\nb: [\n', 'a.yaml, document 2, line 4: the indentation'],
    ['a: 1\na: 2\n', 'a.yaml, document 1, line 2: a key is given twice'],
    ['a:\n\tb: 1\n', 'a.yaml, document 1, line 2: a tab is used'],
    ['a: *b\n', 'an alias is used whose anchor is not defined'],
    [`a: ${'['.repeat(2000)}`, 'nested too deeply'],
    ['[{"a": 1},', 'a.yaml, document 1, line 1'],
  ])('%j is refused with its place', (text, mention) => {
    expect(refusal(text)).toContain(mention)
    expect(refusal(text)).toContain('nothing of it was taken')
  })

  test('is explained by the caller, who knows more', () => {
    expect(refusal('a: [\n', 'Render it first.')).toContain('Render it first.')
  })

  test('is not quoted', () => {
    expect(refusal('a: hunter2: [\n')).not.toContain('hunter2')
  })
})
