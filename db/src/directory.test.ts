import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DirectoryError, makeDirectory } from './directory.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'throughline-directory-'))
})
afterAll(() => rmSync(root, { recursive: true }))

test('a directory is made with those above it, and one that exists stays', () => {
  const path = join(root, 'a', 'b')
  makeDirectory(path, 0o700)
  makeDirectory(path, 0o755)
  expect(statSync(path).mode & 0o777).toBe(0o700)
  makeDirectory('/')
})

test('a file in the way is named', () => {
  writeFileSync(join(root, 'file'), '')
  expect(() => makeDirectory(join(root, 'file'))).toThrow(DirectoryError)
  expect(() => makeDirectory(join(root, 'file', 'a', 'b'))).toThrow(/file\/a\/b cannot be made: ENOTDIR/)
})

test.runIf(process.platform === 'linux')('a file system that makes no directories is refused at once', () => {
  expect(() => makeDirectory('/proc/throughline/a')).toThrow(/^\/proc\/throughline\/a cannot be made: ENOENT/)
})
