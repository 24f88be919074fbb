import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { TRAPS } from '../../../test/cli/yaml-traps.ts'
import { checkFiles } from './check.ts'
import { yamlOf } from './yaml-text.ts'

// Files are read with composed characters.
const text = fc
  .oneof(
    fc.constantFrom(...TRAPS),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.constantFrom(...TRAPS, 'a', ' ', '\n', '  ', ':', '#'), { maxLength: 6 })
      .map((parts) => parts.join('')),
  )
  .map((one) => one.normalize('NFC'))

test('every text is read as it was written, by version 1.1 of YAML, too', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ contact: text, labels: fc.dictionary(text, text) }), { maxLength: 4 }),
      (rows) => {
        const document = { teams: rows.map((row, index) => ({ name: `Team ${index}`, ...row })) }
        const yaml = yamlOf(document)
        const { objects, problems } = checkFiles([{ file: 'a.yaml', text: yaml }])
        expect(problems).toEqual([])
        expect(objects.map(({ fields }) => fields)).toEqual(document.teams)
        expect(parse(yaml, { version: '1.1' })).toEqual(document)
      },
    ),
    { numRuns: 60 },
  )
})
