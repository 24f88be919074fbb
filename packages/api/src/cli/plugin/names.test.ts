import { describe, expect, test } from 'vitest'
import { UsageError } from '../exit.ts'
import { named, namesFor } from './names.ts'

describe('the names of a new plugin', () => {
  test('follow from its id', () => {
    expect(namesFor('acme-tracker2')).toEqual({
      id: 'acme-tracker2',
      variable: 'acmeTracker2',
      type: 'AcmeTracker2',
      constant: 'ACME_TRACKER2',
      title: 'Acme tracker2',
    })
  })

  test.each(['new', 'default', 'config', 'things'])('avoid a word that is taken: %s', (id) => {
    expect(namesFor(id).variable).toBe(`${id}Plugin`)
  })

  test.each(['', 'Acme', 'acme_tracker', '2acme', 'acme-', '../acme', 'a'.repeat(51)])(
    'are refused for %j',
    (id) => {
      expect(() => namesFor(id)).toThrow(UsageError)
    },
  )

  test('take the place of the names of the template', () => {
    const text = 'sample-source sampleSource SampleSourceSystem SAMPLE_SOURCE_TOKEN Sample source'
    expect(named(text, namesFor('acme-x'))).toBe('acme-x acmeX AcmeXSystem ACME_X_TOKEN Acme x')
  })
})
