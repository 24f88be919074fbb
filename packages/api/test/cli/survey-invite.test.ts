import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invite } from '../../src/cli/ask/survey-invite.ts'
import { recipientsFrom } from '../../src/cli/ask/survey-recipients.ts'
import { type GraphQLClient, graphqlClient } from '../../src/cli/client/graphql-client.ts'
import { listAt, make, textAt } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { throughline } from './command.ts'

let api: TestApi
let client: GraphQLClient
let folder: string
let stores: string
let env: Readonly<Record<string, string>>
const SCREEN = { width: 80, colour: false } as never
const PUBLIC = 'https://it.example.org/throughline'

beforeAll(async () => {
  api = await startApi({ publicUrl: PUBLIC })
  client = graphqlClient({ url: api.url, token: api.token, signal: new AbortController().signal })
  folder = await mkdtemp(join(tmpdir(), 'throughline-invite-'))
  env = { THROUGHLINE_URL: new URL(api.url).origin, THROUGHLINE_TOKEN: api.token }
  stores = await make(api, 'Team', { name: 'Stores', kind: 'BUSINESS' })
  await make(api, 'Team', { name: 'Depot, north', kind: 'BUSINESS' })
})
afterAll(async () => {
  await api?.stop()
  if (folder !== undefined) await rm(folder, { recursive: true })
})

let surveys = 0
async function survey(): Promise<string> {
  surveys += 1
  return make(api, 'Survey', {
    title: `Invited ${surveys}`,
    template: 'CSAT',
    scoredQuestionKey: 'score',
    questions: [{ key: 'score', text: 'How content?', kind: 'RATING', scale: { min: 1, max: 5 } }],
  })
}
async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
const tools = () => ({ variables: {}, signal: new AbortController().signal })
const campaignsOf = async (id: string) =>
  listAt(
    await api.get(`{ survey(by: { id: "${id}" }) { campaigns { nodes { id language invited } } } }`),
    'survey',
    'campaigns',
    'nodes',
  )

test('links of teams and of rows go to a new file that only its owner can read, and each of them works', async () => {
  const id = await survey()
  const rows = await file('people.csv', '\ufeffLabel;Team;Panel\r\nrow 7;"Depot, north";p-7\r\n"a;b";;\r\n')
  const out = join(folder, 'links.csv')
  const { code, stdout, stderr } = await throughline(
    ['survey', 'invite', `Invited ${surveys}`]
      .concat(['--team', 'Stores=2', '--recipients', rows])
      .concat(['--language', 'de', '--out', out]),
    { env },
  )
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  const [campaign] = await campaignsOf(id)
  expect(campaign).toMatchObject({ language: 'de', invited: 4 })
  expect(stderr).toBe(
    `4 links of the campaign ${textAt(campaign, 'id')} are in ${out}. They cannot be read again.\n`,
  )
  expect((await stat(out)).mode & 0o777).toBe(0o600)
  const lines = (await readFile(out, 'utf8')).split('\r\n')
  expect(lines.map((line) => line.replace(/https:.*/, ''))).toEqual([
    'label,team,link',
    ',Stores,',
    ',Stores,',
    'row 7,"Depot, north",',
    'a;b,,',
    '',
  ])
  const links = lines.slice(1, -1).map((line) => line.slice(line.indexOf('https:')))
  expect(new Set(links).size).toBe(4)
  for (const link of links) {
    expect(link.startsWith(`${PUBLIC}/surveys/answer/`)).toBe(true)
    const page = await fetch(new URL(link.slice(PUBLIC.length), api.url))
    expect([page.status, (await page.text()).includes('lang="de"')]).toEqual([200, true])
  }
  const again = await throughline(
    ['survey', 'invite', `Invited ${surveys}`, '--team', 'Stores=2', '--out', out],
    { env },
  )
  expect(again).toMatchObject({ code: 1, stderr: expect.stringMatching(/is there already/) })
  expect(await campaignsOf(id)).toHaveLength(1)
})

test('without a file they go to standard output; --campaign makes more', async () => {
  const id = await survey()
  const feeder = { ...env, THROUGHLINE_TOKEN: await api.tokenFor('CONNECTOR') }
  const first = await throughline(['survey', 'invite', id, '--team', `${stores}=1`], { env: feeder })
  expect(first.code).toBe(0)
  expect(first.stdout).toMatch(/^label,team,link\r\n,Stores,https:\S+\r\n$/)
  const [campaign] = await campaignsOf(id)
  const more = await throughline(
    ['survey', 'invite', '--campaign', textAt(campaign, 'id'), '--recipients', '-', '--json'],
    { env: feeder, input: 'label\nlate\n' },
  )
  expect(more).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(more.stdout)).toMatchObject({ campaign: { invited: 2 }, links: [{ label: 'late' }] })
})

test('more than a thousand are made by several mutations', async () => {
  const id = await survey()
  const recipients = await recipientsFrom([{ team: 'Stores', count: 2_003 }], undefined, tools())
  const reply = await invite(client, id, recipients, { language: 'en' })
  const lines = reply.text(SCREEN).trimEnd().split('\r\n')
  expect([lines.length, new Set(lines).size]).toEqual([2_004, 2_004])
  expect(await campaignsOf(id)).toMatchObject([{ invited: 2_003 }])
})

test('if making them fails on the way, those that were made are written, with how many are missing', async () => {
  const id = await survey()
  const rows = Array.from({ length: 1_001 }, (_, index) => (index < 1_000 ? `r${index}` : 'x'.repeat(201)))
  const recipients = await recipientsFrom([], await file('long.csv', `label\n${rows.join('\n')}\n`), tools())
  const out = join(folder, 'part.csv')
  const reply = await invite(client, id, recipients, { language: 'en', out })
  expect(reply.exit).toBe(1)
  expect(reply.note).toMatch(/long\.csv, line 1002: label has at most 200 characters\n1 links are missing/)
  expect((await readFile(out, 'utf8')).trimEnd().split('\r\n')).toHaveLength(1_001)
})

test.each([
  ['name,team\nAda,Stores\n', /line 1: has the column "name"; the columns are team, label, panel/],
  ['team,team\nStores,Stores\n', /line 1: has the column team twice/],
  ['panel\np1\np2\np1\n', /line 4: has the panel of line 2/],
  ['label\n', /has no row below its header/],
  ['team,label\nNo such team,1\n', /line 2: No team is named "No such team"/],
  ['label,team\n"open,Stores\n', /line 2: in the row that begins here a quote/],
])('the file %j is refused, and there is no campaign', async (text, message) => {
  const id = await survey()
  const out = join(folder, 'none.csv')
  const path = await file('bad.csv', text)
  const refused = recipientsFrom([], path, tools()).then((recipients) =>
    invite(client, id, recipients, { language: 'en', out }),
  )
  await expect(refused).rejects.toThrow(message)
  expect(await campaignsOf(id)).toEqual([])
  await expect(stat(out)).rejects.toThrow('ENOENT')
})

test('what the server refuses leaves no file: a language, a closed campaign, a viewer', async () => {
  const id = await survey()
  const recipients = await recipientsFrom([{ team: 'Stores', count: 1 }], undefined, tools())
  const out = join(folder, 'refused.csv')
  await expect(invite(client, id, recipients, { language: 'xx', out })).rejects.toMatchObject({
    message: expect.stringMatching(/there are texts in/),
    exit: 2,
  })
  await expect(
    invite(client, id, recipients, { language: 'en', out, closesAt: '2020-01-01T00:00:00Z' }),
  ).rejects.toThrow(/has passed/)
  const viewer = graphqlClient({
    url: api.url,
    token: await api.tokenFor('VIEWER'),
    signal: new AbortController().signal,
  })
  await expect(invite(viewer, id, recipients, { language: 'en', out })).rejects.toThrow(/role/)
  await expect(stat(out)).rejects.toThrow('ENOENT')
})
