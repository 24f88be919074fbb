import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const execute = promisify(execFile)
/** The Node that runs this test comes first for what npm starts, too. */
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}` }

/** What a command wrote. @throws Error with it, when the command fails. */
async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    return (await execute(command, args, { cwd, env })).stdout
  } catch (error) {
    const { stdout, stderr } = Object.assign({ stdout: '', stderr: '' }, error)
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error })
  }
}

const KIT = fileURLToPath(new URL('..', import.meta.url))
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const MAIN = join(ROOT, 'packages/api/src/main.ts')

let directory: string
let tarball: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kit-tarball-'))
  await run('npx', ['-y', 'pnpm', 'pack', '--pack-destination', directory], KIT)
  const [packed] = (await readdir(directory)).filter((name) => name.endsWith('.tgz'))
  if (packed === undefined) throw new Error('pnpm pack wrote no tarball')
  tarball = join(directory, packed)
}, 300_000)
afterAll(() => rm(directory, { recursive: true, force: true }))

test('every entry of the workspace has one in the packed kit', async () => {
  const { exports, publishConfig } = JSON.parse(await readFile(join(KIT, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, string>>
    readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> }
  }
  const compiled = Object.entries(exports).map(([name, source]) => {
    if (!source.startsWith('./src/')) return [name, source]
    const base = source.replace('./src/', './dist/').replace(/\.ts$/, '')
    return [name, { types: `${base}.d.ts`, default: `${base}.js` }]
  })
  expect(publishConfig.exports).toEqual(Object.fromEntries(compiled))
})

test('it holds what is published and nothing else', async () => {
  const paths = (await run('tar', ['tzf', tarball], directory)).trim().split('\n')
  expect(paths).toEqual(
    expect.arrayContaining(['package/dist/index.js', 'package/dist/index.d.ts', 'package/README.md']),
  )
  const strange = paths.filter(
    (path) =>
      !/^package\/(dist\/.*\.(js|d\.ts)|template\/.*|docs\/.*\.md|package\.json|README\.md|LICENSE)$/.test(
        path,
      ),
  )
  expect(strange).toEqual([])
  expect(paths.filter((path) => /\.test\.|\.fixture\./.test(path))).toEqual([])
})

describe('a package outside the workspace', () => {
  let consumer: string

  beforeAll(async () => {
    const args = ['plugin', 'new', 'acme', '--dir', directory, '--kit', `file:${tarball}`]
    await run(process.execPath, [MAIN, ...args], directory)
    consumer = join(directory, 'acme')
    await run('npm', ['install', '--no-audit', '--no-fund'], consumer)
  }, 300_000)

  test('has a kit that is compiled', async () => {
    const kit = join(consumer, 'node_modules/@throughline/plugin-kit')
    expect((await readdir(kit)).sort()).toEqual(
      expect.arrayContaining(['README.md', 'dist', 'package.json', 'template']),
    )
    const script = "import('@throughline/plugin-kit').then((kit) => console.log(typeof kit.definePlugin))"
    expect((await run(process.execPath, ['-e', script], consumer)).trim()).toBe('function')
  })

  test('type-checks without an edit', async () => {
    await run('npm', ['run', 'check'], consumer)
  }, 300_000)

  test('type-checks also what the kit declares', async () => {
    await run('npx', ['tsc', '-p', 'tsconfig.json', '--skipLibCheck', 'false'], consumer)
  }, 300_000)

  test('keeps every promise without an edit', async () => {
    const stdout = await run('npm', ['test'], consumer)
    expect(stdout).toMatch(/\bfail 0\b/)
    expect(stdout).toMatch(/\bpass [3-9][0-9]\b/)
  }, 300_000)

  test('does not pass a test when it is broken', async () => {
    const path = join(consumer, 'src/map.ts')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('externalId: id', 'externalId: title'))
    await expect(run('npm', ['test'], consumer)).rejects.toThrow(
      /(✖|not ok .*) the records are the golden ones/,
    )
    await writeFile(path, text)
  }, 300_000)
})
