import type { Db, JsonValue } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { provenanceFrom, provenanceSql } from '../../../src/assets/provenance.ts'
import { asset, type Raw, type Script, serial, sync } from '../scripted.ts'

// SYNC_ASSETS=50000 is a whole night's listing; the rules are the same for each page.
const PAGE = 1000
const ASSETS = Number(process.env.SYNC_ASSETS ?? 10 * PAGE)

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
afterAll(() => database.drop())

/** What one source says of a device; undefined where it says nothing. */
type Saying = (index: number) => JsonValue | undefined

/** Two sources that agree on little: each says some things alone, some that the other says otherwise. */
const SAYS: Readonly<Record<'cmdb' | 'cloud', Readonly<Record<string, Saying>>>> = {
  cmdb: {
    cores: (index) => (index % 3 === 0 ? undefined : index % 16),
    os: (index) => `Debian ${index % 5}`,
    owner: (index) => (index % 2 === 0 ? `team-${index % 7}` : undefined),
    zone: (index) => ({ name: `cmdb-${index % 4}`, since: index }),
  },
  cloud: {
    cores: (index) => (index % 5 === 0 ? undefined : index % 32),
    os: (index) => (index % 4 === 0 ? `Debian ${index % 5}` : 'Linux'),
    zone: (index) => ({ name: `cloud-${index % 4}`, since: index }),
    instance: (index) => `i-${index}`,
  },
}

const SOURCES = { cmdb: 50, cloud: 90 } as const
/** The cloud is believed of where things are, whatever its precedence. */
const ZONE_OF_CLOUD = 10

function listing(source: keyof typeof SOURCES): Script {
  const said = (index: number): Record<string, JsonValue> =>
    Object.fromEntries(
      Object.entries(SAYS[source]).flatMap(([attribute, say]) => {
        const value = say(index)
        return value === undefined ? [] : [[attribute, value]]
      }),
    )
  const record = (index: number): Raw =>
    asset(`${source}-${index}`, said(index), {
      ...serial(`SN-${index}`),
      ...(source === 'cloud' ? { environment: index % 2 === 0 ? 'production' : 'test' } : {}),
    })
  return {
    assets: Array.from({ length: ASSETS / PAGE }, (_, page) =>
      Array.from({ length: PAGE }, (_, index) => record(page * PAGE + index)),
    ),
  }
}

/** The effective claim of each attribute, worked out as a person would: who says it, and who of them comes first. */
function expected(index: number): Record<string, readonly [source: string, value: JsonValue]> {
  const effective: Record<string, readonly [string, JsonValue]> = {
    kind: ['cmdb', 'test.thing'],
    name: ['cmdb', `cmdb-${index}`],
    environment: ['cloud', index % 2 === 0 ? 'production' : 'test'],
  }
  for (const attribute of ['cores', 'os', 'owner', 'zone', 'instance']) {
    const [cmdb, cloud] = [SAYS.cmdb[attribute]?.(index), SAYS.cloud[attribute]?.(index)]
    const cloudFirst = attribute === 'zone'
    if (cloud !== undefined && (cloudFirst || cmdb === undefined))
      effective[`attributes.${attribute}`] = ['cloud', cloud]
    else if (cmdb !== undefined) effective[`attributes.${attribute}`] = ['cmdb', cmdb]
  }
  return effective
}

interface Shown {
  readonly name: string
  readonly shown: Record<string, JsonValue>
  readonly provenance: unknown
}

/** What every asset shows, and what is said of it, as the API reads it. */
async function shownAndSaid(): Promise<Shown[]> {
  const found: Shown[] = []
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<Shown & { id: string }>`
      select a.id, a.name, jsonb_build_object('kind', a.kind, 'name', a.name, 'environment', a.environment)
          || (select coalesce(jsonb_object_agg('attributes.' || key, value), '{}') from jsonb_each(a.attributes)) as shown,
        ${sql.raw(provenanceSql('a'))} as provenance
      from asset a where a.id > ${after} order by a.id limit 5000`.execute(db.kysely)
    found.push(...rows)
    const last = rows.at(-1)
    if (last === undefined) return found
    after = last.id
  }
}

/** Every row of what must not be written, by its place on disk and who wrote it last. */
async function rowVersions(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of [
    'asset_claim',
    'asset_identifier',
    'audit_event',
    'external_reference',
    'duplicate_task',
  ]) {
    const { rows } = await sql<{ mark: string }>`
      select md5(coalesce(string_agg(t.ctid::text || ' ' || t.xmin::text, ',' order by t.ctid), '')) as mark
      from ${sql.table(table)} t`.execute(db.kysely)
    found[table] = rows[0]?.mark ?? ''
  }
  // Of an asset only the mark of when it was seen may move.
  const { rows } = await sql<{ mark: string }>`
    select md5(string_agg((to_jsonb(a) - 'last_seen_at')::text, ',' order by a.id)) as mark from asset a`.execute(
    db.kysely,
  )
  found.asset = rows[0]?.mark ?? ''
  return found
}

const read = async (source: keyof typeof SOURCES) =>
  (await sync(db, listing(source), { source, precedence: SOURCES[source] })).counts.asset

test(`${ASSETS} assets from two sources that disagree: provenance right for every attribute, a second run writes nothing`, async () => {
  const all = { found: ASSETS, added: 0, changed: 0, unchanged: 0, retired: 0, rejected: 0 }
  await db.kysely
    .insertInto('source')
    .values({ name: 'cloud', plugin: 'scripted', precedence: SOURCES.cloud })
    .execute()
  const { id } = await db.kysely
    .selectFrom('source')
    .select('id')
    .where('name', '=', 'cloud')
    .executeTakeFirstOrThrow()
  await db.kysely
    .insertInto('precedence_rule')
    .values({
      asset_kind: 'test.thing',
      attribute: 'attributes.zone',
      source_id: id,
      precedence: ZONE_OF_CLOUD,
      stale_after: '1 year',
    })
    .execute()
  expect(await read('cloud')).toEqual({ ...all, added: ASSETS })
  expect(await read('cmdb')).toEqual({ ...all, changed: ASSETS })

  const rows = await shownAndSaid()
  expect(rows).toHaveLength(ASSETS)
  let compared = 0
  const wrong: unknown[] = []
  const now = new Date('2030-06-01T00:00:00Z')
  for (const { name, shown, provenance } of rows) {
    const effective = expected(Number(name.replace('cmdb-', '')))
    const found = provenanceFrom(provenance, now).filter(({ isEffective }) => isEffective)
    const says = Object.fromEntries(found.map(({ attribute, source, value }) => [attribute, [source, value]]))
    compared += Object.keys(effective).length
    if (!sameAs(says, effective)) wrong.push({ name, says, effective })
    const values = Object.fromEntries(
      Object.entries(effective).map(([attribute, [, value]]) => [attribute, value]),
    )
    if (!sameAs(shown, values)) wrong.push({ name, shown, values })
  }
  expect(wrong.slice(0, 3)).toEqual([])
  expect(compared).toBeGreaterThan(7 * ASSETS)

  const before = await rowVersions()
  expect(await read('cmdb')).toEqual({ ...all, unchanged: ASSETS })
  expect(await read('cloud')).toEqual({ ...all, unchanged: ASSETS })
  expect(await rowVersions()).toEqual(before)
}, 900_000)

function sameAs(a: object, b: object): boolean {
  const text = (value: object) =>
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
        : part,
    )
  return text(a) === text(b)
}
