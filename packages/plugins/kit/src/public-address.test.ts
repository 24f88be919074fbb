import { expect, test } from 'vitest'
import { publicAddress } from './public-address.ts'
import { parseRecord } from './records/record.ts'

test.each([
  ['https://me:canary@git.example.org/a/?token=canary&page=2', 'https://git.example.org/a/?page=2'],
  ['https://git.example.org/a?private_token=canary&X-Amz-Signature=canary', 'https://git.example.org/a'],
  ['url:https://canary@git.example.org/a', 'url:https://git.example.org/a'],
  [
    'http://prometheus/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
    'http://prometheus/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
  ],
  ['mailto:a@example.org', 'mailto:a@example.org'],
  ['no address', 'no address'],
])('%s is shown as %s', (written, shown) => {
  expect(publicAddress(written)).toBe(shown)
})

test('no record keeps credentials in its address, whichever plugin made it', () => {
  const record = {
    type: 'asset',
    externalId: 'x',
    kind: 'k',
    name: 'n',
    url: 'https://u:canary@h/?sig=canary',
  }
  expect(parseRecord(record)).toMatchObject({ url: 'https://h/' })
})
