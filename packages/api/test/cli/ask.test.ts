import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collect, type Serving, serving, start, throughline } from './command.ts'

/** The demo organisation, served from an embedded database. */
let home: string
let server: Serving
let embedded: Readonly<Record<string, string>>
let remote: Readonly<Record<string, string>>

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'throughline-ask-'))
  // Open to the account that runs PostgreSQL for root.
  await chmod(home, 0o755)
  embedded = { THROUGHLINE_HOME: home }
  server = await serving({ env: { ...embedded, PORT: '0' } }, '--no-work')
  const token = (await readFile(join(home, 'token'), 'utf8')).trim()
  remote = {
    THROUGHLINE_URL: new URL(server.url).origin,
    THROUGHLINE_TOKEN: token,
    THROUGHLINE_HOME: '/nowhere',
  }
})
afterAll(async () => {
  await server.stop('SIGTERM')
  await rm(home, { recursive: true, force: true })
})

const VIEWER = '{ viewer { actor roles } plugins { id } }'

test('impact leads from the objectives at risk down to what fails', async () => {
  const { code, stdout, stderr } = await throughline(['impact', 'sw-hall2-acc-07'], { env: remote })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '7 more are affected.\n' })
  expect(stdout).toMatch(/^Failure of {5}sw-hall2-acc-07 \(asset\)\nValue at risk {2}0\.511\n/)
  expect(stdout).toMatch(
    /^OBJECTIVE +LINK +STRENGTH +LOSS +AT RISK\nWin customers who come back every fortnight +1\.00 +0\.214\n├─ Checkout and payment +contribution +0\.90 +0\.90\n│ {2}└─ Stock message bridge +service dependency +1\.00\n/m,
  )
  expect(stdout).toMatch(/^Message brokers in hall 2 +Stock message bridge +3 of 3 +2 +fails$/m)
  // No colours, and no line ends in spaces, where no terminal is.
  expect(stdout).not.toContain('\u001b')
  expect(stdout).not.toMatch(/ $/m)
})

test('show has the node, what it supports and what it rests on; --json is the data of the query', async () => {
  const shown = await throughline(['show', 'catalogue:online-shop'], { env: { ...remote, COLUMNS: '60' } })
  expect(shown).toMatchObject({ code: 0, stderr: '' })
  expect(shown.stdout).toMatch(
    /^Online shop\nType +service\n[\s\S]*^Lifecycle +LIVE\nOwner +Digital Shop\nCriticality +HIGH, value at risk 0\.193/m,
  )
  expect(shown.stdout).toMatch(/^SUPPORTS +TYPE +LINK +STRENGTH\nWin customers/m)
  expect(shown.stdout).toMatch(
    /^RESTS ON +TYPE +STRENGTH +CRITICALITY\nContainer platform +service +1\.00 +CRITICAL$/m,
  )
  const { stdout } = await throughline(['show', 'Online shop', '--type', 'service', '--json'], {
    env: remote,
  })
  expect(JSON.parse(stdout)).toMatchObject({
    node: {
      __typename: 'Service',
      name: 'Online shop',
      criticality: { level: 'HIGH' },
      owner: { name: 'Digital Shop' },
      dependsOn: { totalCount: 5 },
    },
  })
})

test('a name of several nodes is refused with their IDs, and one of none with similar names', async () => {
  const several = await throughline(['impact', 'checkout'], { env: remote })
  expect({ code: several.code, stdout: several.stdout }).toEqual({ code: 2, stdout: '' })
  expect(several.stderr).toMatch(
    /^throughline: "checkout" is the name of 2 nodes\. Give the ID of one of them\.\nID +TYPE +NAME +KIND +OWNER\nasset_\S+ +asset +checkout +kubernetes\.namespace, production/,
  )
  const { code, stderr } = await throughline(['impact', 'Online sho', '--json'], { env: remote })
  expect(code).toBe(4)
  expect(JSON.parse(stderr).error).toMatchObject({
    code: 'NOT_FOUND',
    similar: expect.arrayContaining([expect.objectContaining({ name: 'Online shop' })]),
  })
})

test('gaps are filtered and put together from pages, and what is left out is said', async () => {
  const args = ['gaps', '--kind', 'service-without-survey', '--team', 'platform', '--min-weight', '0.1']
  const { code, stdout } = await throughline([...args, '--json'], { env: remote })
  expect(code).toBe(0)
  const { gaps } = JSON.parse(stdout)
  expect(gaps.nodes.map(({ subjectName }: { subjectName: string }) => subjectName)).toContain(
    'Container platform',
  )
  const all = JSON.parse((await throughline(['gaps', '--all', '--json'], { env: remote })).stdout).gaps
  expect(all.nodes).toHaveLength(all.totalCount)
  const some = await throughline(['gaps', '--first', '2'], { env: remote })
  expect(some.stdout.trim().split('\n')).toHaveLength(3)
  expect(some.stderr).toBe(
    `2 of ${all.totalCount} gaps; --first ${all.totalCount} or --all shows the others.\n`,
  )
})

test('health shows the stages and the next best repair, and fails below a share', async () => {
  const { code, stdout, stderr } = await throughline(['health', '--fail-below', '0.8'], { env: remote })
  expect(code).toBe(3)
  expect(stdout).toMatch(/^linked +20 +23 +0\.870 +0\.786 /m)
  expect(stdout).toContain('1 active objective has no live service.')
  expect(stderr).toMatch(/^Below 0\.8: .*linked \(0\.786\)\.\n$/)
  const json = await throughline(['health', '--team', 'platform', '--json'], { env: remote })
  expect(json.code).toBe(0)
  const { stages } = JSON.parse(json.stdout).modelHealth
  expect(stages[1]).toMatchObject({ stage: 'OWNED', share: null, weightShare: null })
})

test('alignment shows the fit and the ledger of a period', async () => {
  const year = new Date().getFullYear()
  const period = `${year - 1}-07-01/${year}-12-31`
  const { code, stdout, stderr } = await throughline(['alignment', '--period', period], { env: remote })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^Period +\d{4}-07-01 to \d{4}-12-31\nFit +0\.\d{3}\n/)
  expect(stdout).toMatch(/^OBJECTIVE +WEIGHT +SHARE +DIFFERENCE +DONE +PLANNED\n/m)
  expect(stdout).toMatch(/^\(no objective\) +0\.000 +0\.\d{3} +\+0\.\d{3} +[\d,]+ min( +[\d,]+ min)?$/m)
  const costs = await throughline(
    ['alignment', '--period', period, '--by', 'service', '--measure', 'cost', '--first', '2'],
    { env: remote },
  )
  expect(costs.stdout).toMatch(/^SERVICE +SHARE +DONE\n.* EUR$/m)
  expect(costs.stderr).toMatch(/^2 of \d+ rows; --first \d+ or --all shows the others\.\n$/)
  const json = await throughline(['alignment', '--period', period, '--by', 'team', '--json'], { env: remote })
  const { rows, total } = JSON.parse(json.stdout).alignment
  const minutes = rows.nodes.map((row: { amount: { minutes: number } }) => row.amount.minutes)
  expect(minutes.reduce((sum: number, each: number) => sum + each, 0)).toBe(total.minutes)
  const wrong = await throughline(['alignment', '--period', '2026-Q7'], { env: remote })
  expect(wrong.code).not.toBe(0)
  expect(wrong.stderr).toContain('"2026-Q7" is not a period: write a year (2026)')
})

test('query runs what a file or standard input holds, and says where it fails', async () => {
  const file = join(home, 'q.graphql')
  await writeFile(
    file,
    'query A { __typename }\nquery B($text: String!) { search(text: $text, first: 1) { rank } }',
  )
  const query = (...args: string[]) => throughline(['query', file, ...args], { env: remote })
  expect((await query()).stderr).toMatch(
    /q\.graphql: contains 2 operations; choose one with --operation: A, B\n$/,
  )
  const found = await query('--operation', 'B', '--variables', '{"text": "Online shop"}')
  expect(JSON.parse(found.stdout)).toEqual({ search: [{ rank: 0.95 }] })
  const refused = await query('--operation', 'B', '--variables', '{"text": ""}')
  expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('search: text: has 0 characters; give 1 to 200')
  const broken = await throughline(['query', '-'], { env: remote, input: '{ a(\n' })
  expect(broken).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^throughline: standard input, line 2, /),
  })
})

test('the command line gets into the server of its home, and a token limits it', async () => {
  const own = await throughline(['query', '-'], { env: embedded, input: VIEWER })
  expect(own).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(own.stdout).viewer).toEqual({ actor: expect.stringMatching(/^cli:./), roles: ['ADMIN'] })
  const wrong = { ...embedded, THROUGHLINE_TOKEN: `tl_${'x'.repeat(43)}` }
  const refused = await throughline(['search', 'shop', '--json'], { env: wrong })
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(JSON.parse(refused.stderr).error).toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('Ctrl-C ends with 130, also while it waits for standard input', async () => {
  const child = start(['query', '-'], { env: remote })
  const stderr = collect(child.stderr)
  const ended = once(child, 'close')
  // More than a pipe holds: once it is written, the command reads.
  await new Promise((resolve) => child.stdin?.write(' '.repeat(2_000_000), resolve))
  child.kill('SIGINT')
  expect((await ended)[0]).toBe(130)
  expect(stderr()).toBe('')
})

test('without a server it asks the database of the home, and does not create one', async () => {
  await server.stop('SIGKILL')
  const own = await throughline(['query', '-'], { env: embedded, input: VIEWER })
  expect(own).toMatchObject({ code: 0, stderr: '' })
  const { viewer, plugins } = JSON.parse(own.stdout)
  expect(viewer).toEqual({ actor: expect.stringMatching(/^cli:./), roles: ['ADMIN'] })
  expect(plugins).toContainEqual({ id: 'kubernetes' })
  const shown = await throughline(['show', 'sw-hall2-acc-07'], { env: embedded })
  expect(shown.stdout).toMatch(/^Criticality +CRITICAL, value at risk 0\.511/m)
  const empty = join(home, 'empty')
  const refused = await throughline(['gaps'], { env: { THROUGHLINE_HOME: empty } })
  expect(refused).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(`No Throughline database in ${empty}.`),
  })
})
