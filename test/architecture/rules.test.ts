import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const CONFIG = join(ROOT, '.dependency-cruiser.cjs')
const API = 'packages/api/src'

interface Rule {
  readonly name: string
  readonly from: { readonly path?: string | readonly string[] }
  readonly to: { readonly path?: string | readonly string[] }
}

/** One import that a rule forbids: the file that holds it, and what it imports, a file or a package. */
interface Violation {
  readonly rule: string
  readonly from: string
  readonly to: string
}

const { forbidden }: { forbidden: readonly Rule[] } = createRequire(import.meta.url)(CONFIG)

/** Violations of the rules that are not made from a list of folders. */
const BY_HAND: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'no-circles': [[`${API}/graph/circle-a.ts`, `${API}/graph/circle-b.ts`]],
  'every-folder-has-its-layer': [[`${API}/schema.ts`, `${API}/newcomer/graphql.ts`]],
  'sync-has-no-loose-files': [[`${API}/schema.ts`, `${API}/sync/loose.ts`]],
  'sync-source-types-only': [
    [`${API}/sync/entities/store.ts`, `${API}/sync/sources/store.ts`],
    [`${API}/sync/retirement/store.ts`, `${API}/sync/sources/store.ts`],
  ],
  'sync-outbox-knows-runs-and-sources': [[`${API}/sync/outbox/store.ts`, `${API}/sync/ingestion/store.ts`]],
  'sync-only-maintenance-reaches-down': [
    [`${API}/sync/runs/store.ts`, `${API}/sync/reconciliation/store.ts`],
  ],
  'sync-from-outside': [
    [`${API}/cli/command.ts`, `${API}/sync/merging/store.ts`],
    [`${API}/work/worker.ts`, `${API}/sync/records/store.ts`],
  ],
  'features-do-not-import-entry-points': [
    [`${API}/assets/store.ts`, `${API}/server.ts`],
    [`${API}/sync/runs/store.ts`, `${API}/work/worker.ts`],
  ],
  'workers-know-neither-server-nor-command-line': [[`${API}/work/worker.ts`, `${API}/cli/command.ts`]],
  'the-plugin-host-knows-no-feature': [[`${API}/plugin-host/load.ts`, `${API}/assets/store.ts`]],
  'graphiql-knows-no-feature': [[`${API}/graphiql/page.ts`, `${API}/graph/builder.ts`]],
  'pages-know-no-feature': [[`${API}/pages/page.ts`, `${API}/graph/builder.ts`]],
  'the-kit-is-a-leaf': [['packages/plugins/kit/src/index.ts', `${API}/graph/builder.ts`]],
  'plugins-import-only-the-kit': [
    ['packages/plugins/csv/src/index.ts', 'packages/plugins/jira/src/index.ts'],
    ['packages/plugins/csv/src/index.ts', 'db/src/index.ts'],
  ],
  'one-file-names-the-plugins': [[`${API}/config-file.ts`, 'packages/plugins/csv/src/index.ts']],
  'the-sdk-is-a-leaf': [['packages/sdk/src/client.ts', 'packages/plugins/kit/src/index.ts']],
  'the-database-package-is-a-leaf': [['db/src/index.ts', `${API}/graph/builder.ts`]],
  'rules-are-pure': [
    [`${API}/assets/rule.ts`, 'kysely'],
    [`${API}/sync/records/newcomer.ts`, 'node:fs/promises'],
    [`${API}/reasoning/rule.ts`, `${API}/graph/builder.ts`],
  ],
  'rules-call-no-procedure': [
    [`${API}/assets/rule.ts`, `${API}/assets/store.ts`],
    [`${API}/sync/runs/newcomer.ts`, `${API}/sync/runs/claim.ts`],
  ],
  'no-dead-ends': [[`${API}/graph/dead-end.ts`, `${API}/graph/nowhere.ts`]],
  'tests-are-not-imported': [[`${API}/graph/untested.ts`, `${API}/graph/tested.test.ts`]],
}

/** What must exist for a violation to be one: a circle needs its way back, and a dead end no end. */
const ALSO: Readonly<Record<string, string>> = {
  [`${API}/graph/circle-b.ts`]: `export * from './circle-a.ts'\n`,
}
const NOWHERE = `${API}/graph/nowhere.ts`

const violations = forbidden.flatMap(violationsOf)
let directory: string
let found: readonly Violation[]

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughline-rules-'))
  await plant(violations)
  found = await cruise()
})
afterAll(() => rm(directory, { recursive: true, force: true }))

test('each rule has a planted violation', () => {
  const planted = new Set(violations.map(({ rule }) => rule))
  expect(forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([])
  expect(Object.keys(BY_HAND).filter((name) => !planted.has(name))).toEqual([])
})

test('each folder has the rule of its layer', async () => {
  const names = new Set(forbidden.map(({ name }) => name))
  const foldersIn = async (path: string) =>
    (await readdir(join(ROOT, path), { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
  const syncFolders = (await foldersIn(`${API}/sync`)).map((name) => `sync-${name}`)
  const entryPoints = ['cli', 'graphiql', 'http', 'pages', 'plugin-host', 'work']
  // Above all others, so that nothing is higher.
  const features = (await foldersIn(API)).filter((name) => ![...entryPoints, 'sync'].includes(name))
  expect(syncFolders.length).toBeGreaterThan(5)
  expect(
    [...syncFolders, ...features].filter((name) => !names.has(`${name}-imports-only-lower-layers`)),
  ).toEqual([])
})

test.each(violations)('$rule refuses $from → $to', ({ rule, from, to }) => {
  expect(
    found.filter((each) => each.rule === rule && each.from === from).map((each) => each.to),
  ).toContainEqual(expect.stringContaining(shown(to)))
})

/** How the check shows a target: built-in modules without their prefix, and what does not exist as it is written. */
function shown(target: string): string {
  if (target === NOWHERE) return './nowhere.ts'
  return target.startsWith('node:') ? target.slice('node:'.length) : target
}

/** A rule between folders is broken once for each pair of its folders. */
function violationsOf({ name, from, to }: Rule): Violation[] {
  const byHand = BY_HAND[name]
  if (byHand !== undefined)
    return byHand.map(([source, target]) => ({ rule: name, from: source, to: target }))
  return foldersOf(from.path).flatMap((source) =>
    foldersOf(to.path).map((target) => ({ rule: name, from: `${source}store.ts`, to: `${target}store.ts` })),
  )
}

function foldersOf(path: string | readonly string[] | undefined): string[] {
  return [path ?? []].flat().map((pattern) => {
    if (!/^\^[a-z/-]+\/$/.test(pattern))
      throw new Error(`"${pattern}" is no folder: plant a violation by hand`)
    return pattern.slice(1)
  })
}

/** Writes a tree of files whose imports are the violations and nothing else. */
async function plant(all: readonly Violation[]): Promise<void> {
  const files = new Map<string, Set<string>>()
  for (const { from, to } of all) {
    files.set(from, (files.get(from) ?? new Set()).add(to))
    if (isFile(to) && to !== NOWHERE && !files.has(to)) files.set(to, new Set())
  }
  for (const [path, targets] of files) {
    const lines = [...targets].map((to) => `export * from '${isFile(to) ? specifier(path, to) : to}'\n`)
    await write(path, `${lines.join('')}${ALSO[path] ?? ''}export const value = 1\n`)
  }
  await write('tsconfig.json', '{ "compilerOptions": { "module": "nodenext" } }\n')
  await write('node_modules/kysely/package.json', '{ "name": "kysely", "main": "index.js" }\n')
  await write('node_modules/kysely/index.js', 'exports.sql = 1\n')
}

function isFile(target: string): boolean {
  return target.endsWith('.ts')
}

function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to)
  return path.startsWith('.') ? path : `./${path}`
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(directory, path)), { recursive: true })
  await writeFile(join(directory, path), text)
}

/** Every violation that the dependency check finds in the tree. */
async function cruise(): Promise<readonly Violation[]> {
  const bin = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [bin, '--config', CONFIG, '--output-type', 'json', 'db', 'packages']
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: directory,
    maxBuffer: 100_000_000,
  }).catch((error: { stdout?: string }) => {
    // It exits with the number of violations.
    if (typeof error.stdout !== 'string' || error.stdout === '') throw error
    return { stdout: error.stdout }
  })
  const { summary }: { summary: { violations: { from: string; to: string; rule: { name: string } }[] } } =
    JSON.parse(stdout)
  return summary.violations.map(({ from, to, rule }) => ({ rule: rule.name, from, to }))
}
