import { readFile } from 'node:fs/promises'
import { listOnce, memoryFiles } from '@throughline/plugin-kit/testing'
import { expect, test } from 'vitest'
import { csv } from '../src/index.ts'

/** What an example of the README yields: a table, and the command that reads it. */
async function example(index: number) {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const blocks = [...readme.matchAll(/```csv\n([^`]+)```\n\n```sh\n([^`]+)```/g)]
  const [, table = '', command = ''] = blocks[index] ?? []
  const settings = [...command.matchAll(/--set (?:'(\w+)=(\{.*\})'|(\w+)=(\S+))/g)].map(
    ([, name, json, plainName, plain]) => [name ?? plainName, json === undefined ? plain : JSON.parse(json)],
  )
  const listings = await listOnce(csv, Object.fromEntries(settings), memoryFiles({ 'table.csv': table }))
  return listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
}

test('the first example of the README yields what it says', async () => {
  expect(await example(0)).toEqual([
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

test('the second yields what it says', async () => {
  const records = await example(1)
  expect(records).toMatchObject([
    { type: 'survey', externalId: 'desk', template: 'CSAT', scored: 'content', service: 'Service desk' },
    { type: 'response', externalId: '1', submittedAt: '2030-07-15T07:30:00.000Z', answers: { content: 5 } },
  ])
  expect(JSON.stringify(records)).not.toContain('ada@example.org')
})
