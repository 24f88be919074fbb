import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const KIT = fileURLToPath(new URL('..', import.meta.url))
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))

let directory: string

/** The files of the tutorial by their paths: each block of code stands below the path of its file. */
async function filesOf(tutorial: string): Promise<[path: string, text: string][]> {
  const text = await readFile(join(KIT, 'docs', tutorial), 'utf8')
  return [...text.matchAll(/^`([^`\n]+\.ts)`\n\n```ts\n([\s\S]*?)^```$/gm)].map(
    ([, path = '', code = '']) => [path, code],
  )
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tutorial-'))
  const modules = join(directory, 'node_modules')
  await mkdir(join(modules, '@throughline'), { recursive: true })
  await mkdir(join(modules, '@types'))
  await symlink(KIT, join(modules, '@throughline/plugin-kit'))
  await symlink(join(KIT, 'node_modules/zod'), join(modules, 'zod'))
  await symlink(join(ROOT, 'node_modules/@types/node'), join(modules, '@types/node'))
  await copyFile(join(KIT, 'template/tsconfig.json'), join(directory, 'tsconfig.json'))
  await writeFile(join(directory, 'package.json'), '{"name":"desk","type":"module"}\n')
  for (const [path, text] of await filesOf('tutorial.md')) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), text)
  }
})
afterAll(() => rm(directory, { recursive: true }))

test('every block of code is in a file', async () => {
  const text = await readFile(join(KIT, 'docs/tutorial.md'), 'utf8')
  const files = await filesOf('tutorial.md')
  expect(files.length).toBe(text.match(/^```ts$/gm)?.length)
  expect(files.length).toBeGreaterThanOrEqual(10)
})

test('it type-checks as it stands', async () => {
  await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.json'], { cwd: directory })
})

test('it keeps every promise as it stands', async () => {
  const { stdout } = await run(process.execPath, ['--test', 'test/desk.test.ts'], { cwd: directory })
  expect(stdout).toMatch(/\bfail 0\b/)
  expect(stdout).toMatch(/\bpass [4-9][0-9]\b/)
})
