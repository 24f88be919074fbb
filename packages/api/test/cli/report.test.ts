import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { report } from '../../src/cli/ask/report.ts'
import { type GraphQLClient, graphqlClient } from '../../src/cli/client/graphql-client.ts'
import { startApi, type TestApi } from '../harness.ts'

const NOW = new Date('2026-11-15T12:00:00Z')
const SCREEN = { width: 80, colour: false } as never

let api: TestApi
let client: GraphQLClient
let directory: string

beforeAll(async () => {
  api = await startApi({ clock: () => NOW })
  client = graphqlClient({ url: api.url, token: api.token, signal: new AbortController().signal })
  directory = await mkdtemp(join(tmpdir(), 'throughline-report-'))
})
afterAll(async () => {
  await api?.stop()
  if (directory !== undefined) await rm(directory, { recursive: true })
})

test('the name of the file gives the format, and nothing lies beside it', async () => {
  for (const [name, begins] of [
    ['r.html', '<!doctype html>'],
    ['r.md', '# Alignment of IT'],
    ['r.json', '{\n  "title"'],
  ] as const) {
    const reply = await report(client, { period: '2026-Q4', out: join(directory, name) }, NOW)
    expect(reply.note).toBe(`Wrote ${join(directory, name)}.`)
    expect((await readFile(join(directory, name), 'utf8')).startsWith(begins)).toBe(true)
  }
  expect((await readdir(directory)).sort()).toEqual(['r.html', 'r.json', 'r.md'])
})

test('without a file it is HTML on standard output', async () => {
  const reply = await report(client, { period: '2026-Q4' }, NOW)
  expect(reply.text(SCREEN)).toMatch(/^<!doctype html>[\s\S]*<\/html>$/)
})

test('an unknown period leaves the file as it was', async () => {
  const out = join(directory, 'kept.html')
  await writeFile(out, 'before')
  await expect(report(client, { period: 'soon', out }, NOW)).rejects.toThrow(/"soon" is not a period/)
  expect(await readFile(out, 'utf8')).toBe('before')
  await rm(out)
})

test('a pipe is written to and stays one; a directory is refused', async () => {
  const out = join(directory, 'pipe.md')
  execFileSync('mkfifo', [out])
  const [read] = await Promise.all([readFile(out, 'utf8'), report(client, { period: '2026-Q4', out }, NOW)])
  expect(read).toMatch(/^# /)
  expect((await stat(out)).isFIFO()).toBe(true)
  await rm(out)
  await expect(report(client, { period: '2026-Q4', out: directory }, NOW)).rejects.toThrow(
    `--out ${directory} is a directory: name a file in it`,
  )
})

test('a file that cannot be written is named, and nothing is left', async () => {
  const out = join(directory, 'none', 'r.html')
  await expect(report(client, { period: '2026-Q4', out }, NOW)).rejects.toThrow(
    `--out ${out} cannot be written`,
  )
  await expect(report(client, { period: '2026-Q4', out: directory, format: 'md' }, NOW)).rejects.toThrow(
    '--out',
  )
  expect(
    (await readdir(join(directory, '..'))).filter((name) => name.startsWith('.throughline-report-')),
  ).toEqual([])
})
