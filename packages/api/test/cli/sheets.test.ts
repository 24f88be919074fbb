import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { SHEETS } from '@throughline/plugin-csv'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { throughline, urlOf, withoutDefaultRules } from './command.ts'

let database: TestDatabase
let directory: string
beforeEach(async () => {
  database = await testDatabase()
  await withoutDefaultRules(database)
  directory = await mkdtemp(join(tmpdir(), 'throughline-sheets-'))
})
afterEach(async () => {
  await database.drop()
  await rm(directory, { recursive: true, force: true })
})

/** Writes a sheet and reads it into a source; the template of its kind where no text is given. */
async function readSheet(kind: string, source: string, text?: string, ...more: readonly string[]) {
  const file = join(directory, `${kind}.csv`)
  await writeFile(file, text ?? (await template(kind)))
  return throughline(
    ['sync', 'csv', '--file', file, '--source', source, '--set', `${kind}=template`, ...more],
    {
      env: { DATABASE_URL: urlOf(database.connection) },
    },
  )
}

async function template(kind: string): Promise<string> {
  const { code, stdout, stderr } = await throughline(['template', kind])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const done = { code: 0, stderr: '' }

test('a sheet of assets is filled in and read with one command, with owner, cost, availability and service', async () => {
  expect(await readSheet('teams', 'teams')).toMatchObject(done)
  expect(await readSheet('services', 'services')).toMatchObject(done)
  const [header = '', first = ''] = (await template('assets')).split('\n')
  const filled = `${header}\n${first.replaceAll('web-1', 'app-7')},\n`
  const read = await readSheet('assets', 'inventory', filled)
  expect(read).toMatchObject(done)
  expect(read.stdout).toMatch(/^assets +1 +1 +0 +0 +0 +0$/m)
  expect(read.stdout).not.toContain('without effect')
  const { rows } = await database.db.pool.query(`
    select a.name, a.kind, a.environment, a.cost_amount::text as cost, a.cost_currency as currency, a.availability,
      a.attributes, a.labels, t.name as owner,
      (select json_agg(s.name) from service_dependency d join service s on s.id = d.service_id
        where d.on_asset_id = a.id) as services,
      (select json_agg(i.kind || ' ' || i.value) from asset_identifier i where i.asset_id = a.id) as identifiers
    from asset a left join team t on t.id = a.owner_id`)
  expect(rows).toEqual([
    {
      name: 'app-7',
      kind: 'server.virtual',
      environment: 'production',
      cost: '41.5000',
      currency: 'EUR',
      availability: 0.999,
      attributes: { cores: 4 },
      owner: 'Engines',
      services: ['Shop'],
      identifiers: ['hostname app-7'],
      labels: { tier: 'front' },
    },
  ])
  const again = await readSheet('assets', 'inventory', filled)
  expect(again.stdout).toContain('Nothing changed.')
})

test('relations, efforts and events of tickets are read after what they belong to, into the same source', async () => {
  for (const kind of ['assets', 'relations'])
    expect(await readSheet(kind, 'inventory')).toMatchObject({ code: 0 })
  const relations = await database.db.kysely
    .selectFrom('asset_relation')
    .select(['kind', 'strength'])
    .execute()
  expect(relations).toEqual([{ kind: 'RUNS_ON', strength: 1 }])
  for (const kind of ['changes', 'tickets', 'efforts', 'ticketEvents'])
    expect(await readSheet(kind, 'desk')).toMatchObject({ code: 0 })
  const { rows } = await database.db.pool.query(`
    select t.title, c.title as cause, (select sum(minutes)::int from effort e where e.ticket_id = t.id) as minutes,
      (select count(*)::int from ticket_event v where v.ticket_id = t.id and v.origin = 'SOURCE_EVENT') as events,
      (select json_agg(a.name) from ticket_asset l join asset a on a.id = l.asset_id where l.ticket_id = t.id) as assets
    from ticket t left join change c on c.id = t.caused_by_change_id order by t.title`)
  expect(rows).toEqual([
    { title: 'A new keyboard', cause: null, minutes: null, events: 0, assets: null },
    {
      title: 'The shop is slow',
      cause: 'New servers for the shop',
      minutes: 135,
      events: 2,
      assets: ['web-1'],
    },
  ])
  // What another sheet of the source has told stays.
  expect(await readSheet('assets', 'inventory')).toMatchObject({ code: 0 })
  expect(await database.db.kysely.selectFrom('asset_relation').select('kind').execute()).toHaveLength(1)
})

test('responses are a survey with a score, and its invitations go with it', async () => {
  for (const kind of ['responses', 'surveyInvitations'])
    expect(await readSheet(kind, 'desk')).toMatchObject({ code: 0 })
  const surveys = await database.db.kysely.selectFrom('survey').select(['title', 'template']).execute()
  expect(surveys).toEqual([{ title: 'desk-2026', template: 'NPS' }])
  const responses = await database.db.kysely
    .selectFrom('survey_response')
    .select(['answers', 'respondent'])
    .execute()
  expect(responses).toHaveLength(2)
})

test('a column that the template does not have is refused by its name, and nothing is written', async () => {
  const sheet = (await template('assets')).replace('owner', 'ownr')
  const { code, stdout, stderr } = await readSheet('assets', 'inventory', sheet)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('assets.csv, line 1: has no column "owner", which is in the template of assets')
  const more = (await template('assets')).replace('label:tier', 'tier')
  expect((await readSheet('assets', 'inventory', more)).stderr).toContain(
    'assets.csv, line 1: has a column "tier", which the template of assets does not have',
  )
  expect(await database.db.kysely.selectFrom('source').selectAll().execute()).toEqual([])
})

test('references without effect are told with row and field, and what they miss', async () => {
  const [header = ''] = (await template('teams')).split('\n')
  const team = (id: string, parent: string, members = '') => `${id},${id},IT,${parent},,,${members},`
  const circle = [
    header,
    team('a', 'b'),
    team('b', 'c'),
    team('c', 'a'),
    team('d', 'Salse', 'eve@example.org'),
    '',
  ].join('\n')
  const { code, stdout } = await readSheet('teams', 'teams', circle)
  expect(code).toBe(0)
  const told = stdout.slice(stdout.indexOf('3 references'))
  // Which parent of a circle is left out depends on the IDs.
  const [, open, closing] =
    /^ {2}teams (\w), parent: the team with the external ID "(\w)" would/m.exec(told) ?? []
  expect(['ab', 'bc', 'ca']).toContain(`${open}${closing}`)
  expect(told).toBe(`3 references without effect; what is not known is looked up again after every run:
  teams ${open}, parent: the team with the external ID "${closing}" would make a circle
  teams d, members: no single person has the address "eve@example.org"
  teams d, parent: no single team has the name "Salse"
`)
  const json = JSON.parse((await readSheet('teams', 'teams', circle, '--json')).stdout)
  expect(json.voidReferences.count).toBe(3)
  expect(json.voidReferences.first[0]).toMatchObject({ stream: 'teams', externalId: open, field: 'parent' })

  const right = circle.replace('c,c,IT,a', 'c,c,IT,').replace('Salse', 'a').replace('eve@example.org', '')
  expect((await readSheet('teams', 'teams', right)).stdout).not.toContain('without effect')
})

test('the templates of all kinds in one directory are read with one setting, and all their references lead somewhere', async () => {
  for (const kind of SHEETS) await writeFile(join(directory, `${kind}.csv`), await template(kind))
  const sync = () =>
    throughline(
      ['sync', 'csv', '--file', directory, '--source', 'organisation', '--set', 'sheets=template'],
      {
        env: { DATABASE_URL: urlOf(database.connection) },
      },
    )
  const read = await sync()
  expect(read).toMatchObject(done)
  expect(read.stdout).not.toContain('without effect')
  expect(read.stdout).not.toContain('set aside')
  // A sheet that is gone tells nothing: what it told stays.
  await rm(join(directory, 'services.csv'))
  const again = await sync()
  expect(again).toMatchObject(done)
  expect(again.stdout).toContain('Nothing changed.')
  expect(await database.db.kysely.selectFrom('service').select('name').execute()).toHaveLength(3)
})

test('the references of each kind of record are told', async () => {
  const lines = async (kind: string, text?: string) => {
    const { stdout } = await readSheet(kind, kind.toLowerCase(), text)
    return stdout.split('\n').filter((line) => /^ {2}\S+ .*, \w+: /.test(line))
  }
  expect(await lines('assets')).toEqual([
    '  assets host-1, owner: no single team has the name "Engines"',
    '  assets web-1, owner: no single team has the name "Engines"',
    '  assets web-1, services: no single service has the name "Shop"',
  ])
  const service = (await template('services')).replace('cart = 0.5', 'cart = 0.5; shop')
  expect(await lines('services', service)).toEqual([
    '  services cart, owner: no single team has the name "Engines"',
    '  services mail, owner: no single team has the name "Engines"',
    '  services shop, dependsOn: the service with the external ID "shop" would make a circle',
    '  services shop, owner: no single team has the name "Engines"',
  ])
  const [costs = ''] = (await template('costs')).split('\n')
  expect(
    await lines('costs', `${costs}\nK,2026-01-01,,1,EUR,,web-9,Desk,,,,\nL,2026-01-01,,1,EUR,,,Shop,,,,\n`),
  ).toEqual([
    '  costs K, subject: no single asset or service has the external ID "web-9" or the name "web-9" or the name "Desk"',
  ])
  expect(await lines('efforts')).toEqual([
    '  efforts OPS-7/a, team: no single team has the name "Engines"',
    '  efforts OPS-7/a, ticket: no single ticket has the external ID "OPS-7"',
    '  efforts OPS-7/b, ticket: no single ticket has the external ID "OPS-7"',
  ])
  expect(await lines('surveyInvitations')).toContain(
    '  survey-invitations desk-2026/engines, survey: no single survey has the external ID "desk-2026"',
  )
})
