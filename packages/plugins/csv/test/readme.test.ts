import { readFile } from 'node:fs/promises'
import { listOnce, memoryFiles } from '@throughline/plugin-kit/testing'
import { expect, test } from 'vitest'
import { csv } from '../src/index.ts'

test('the example of the README yields what it says', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const table = /```csv\n([^`]+)```/.exec(readme)?.[1] ?? ''
  const settings = [...readme.matchAll(/--set '(\w+)=(\{.*\})'/g)].map(([, name, json]) => [
    name,
    JSON.parse(json ?? ''),
  ])
  const listings = await listOnce(csv, Object.fromEntries(settings), memoryFiles({ 'hosts.csv': table }))
  expect(listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))).toEqual([
    {
      type: 'asset',
      externalId: 'SN-1',
      kind: 'server.physical',
      name: 'esx1',
      identifiers: [{ kind: 'serial-number', value: 'SN-1' }],
      attributes: { cores: 64, bought: '2024-03-31' },
    },
    {
      type: 'asset',
      externalId: 'SN-2',
      kind: 'server.virtual',
      name: 'web1',
      identifiers: [{ kind: 'serial-number', value: 'SN-2' }],
      attributes: { cores: 4 },
    },
    { type: 'relation', externalId: 'RUNS_ON SN-2 > SN-1', kind: 'RUNS_ON', from: 'SN-2', to: 'SN-1' },
  ])
})
