import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const source = fileURLToPath(new URL('../src/', import.meta.url))

test('only the entry of the command line reads the environment; all else is given it', () => {
  const readers = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => /process\.env\b|node:process'/.test(readFileSync(`${source}${name}`, 'utf8')))
  expect(readers).toEqual(['main.ts', 'cli/run.ts'])
})
