import { readFile } from 'node:fs/promises'
import { conformance, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, expect, test } from 'vitest'
import { inventory } from './inventory.ts'

const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')

test('the plugin in the README is the one that is tested', async () => {
  const [example] = /(?<=```ts\n)[\s\S]*?(?=```)/.exec(await read('../README.md')) ?? []
  expect(example).toBe(await read('./inventory.ts'))
})

describe('the checks in the README', () => {
  const checks = conformance(inventory, {
    config: {},
    listings: [
      {
        name: 'two hosts',
        files: () => memoryFiles({ 'a.txt': 'host web1 4\nhost db1 8\nlink web1 db1\n' }),
      },
    ],
    broken: [
      { name: 'nonsense', files: () => memoryFiles({ 'a.txt': 'nonsense\n' }), mentions: ['a.txt, line 1'] },
    ],
    removals: [
      {
        name: 'a host',
        before: () => memoryFiles({ 'a.txt': 'host web1 4\nhost db1 8\nlink web1 db1\n' }),
        after: () => memoryFiles({ 'a.txt': 'host db1 8\n' }),
        gone: ['main/web1', 'CONNECTS_TO main/web1 > main/db1'],
      },
    ],
  })
  for (const check of checks) test(check.name, check.run)
})
