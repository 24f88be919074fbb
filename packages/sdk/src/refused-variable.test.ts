import { expect, test } from 'vitest'
import { redactor } from './redact.ts'
import { refusedVariable } from './refused-variable.ts'

const redact = redactor(() => ['a"; secret', 'BUSINES', 1099511627776])

test.each([
  [
    'Variable "$input" got invalid value "BUSINES" at "input.kind"; Value "BUSINES" does not exist in "ServiceKind" enum. Did you mean the enum value "BUSINESS"?',
    ['kind'],
    'The value does not exist in "ServiceKind" enum. Did you mean the enum value "BUSINESS"?',
  ],
  [
    'Variable "$input" got invalid value "a\\"; secret" at "input.kind"; Value "a\\"; secret" does not exist in "ServiceKind" enum.',
    ['kind'],
    'The value does not exist in "ServiceKind" enum.',
  ],
  [
    'Variable "$filter" got invalid value "NONE" at "filter.kind.in[1]"; Value "NONE" does not exist in "ServiceKind" enum.',
    ['filter', 'kind', 'in', '1'],
    'The value does not exist in "ServiceKind" enum.',
  ],
  [
    'Variable "$input" got invalid value { name: "a\\"; secret" }; Field "kind" of required type "ServiceKind!" was not provided.',
    ['kind'],
    'Field "kind" of required type "ServiceKind!" was not provided.',
  ],
  [
    'Variable "$orderBy" got invalid value { direction: "ASC" } at "orderBy[0]"; Field "field" of required type "ServiceOrderField!" was not provided.',
    ['orderBy', '0', 'field'],
    'Field "field" of required type "ServiceOrderField!" was not provided.',
  ],
  [
    'Variable "$first" got invalid value 1099511627776; Int cannot represent non 32-bit signed integer value: 1099511627776',
    ['first'],
    'Int cannot represent non 32-bit signed integer value: [redacted]',
  ],
  [
    'Variable "$input" got invalid value "a\\"; secret"; Expected type "CreateServiceInput" to be an object.',
    [],
    'Expected type "CreateServiceInput" to be an object.',
  ],
])('reads %s', (message, path, reason) => {
  expect(refusedVariable(message, redact)).toEqual({ path, message: reason })
})

test('leaves other messages alone', () => {
  expect(refusedVariable('Variable "$input" of required type "A!" was not provided.', redact)).toBeUndefined()
  expect(refusedVariable('Cannot query field "nme" on type "Service".', redact)).toBeUndefined()
})
