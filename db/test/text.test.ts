import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../src/index.ts'
import { migrationsDirectory, readMigrations } from '../src/migrations.ts'
import { emptyTestDatabase, type TestDatabase } from '../src/testing.ts'

const composed = (text: string) => text.normalize('NFC')
const decomposed = (text: string) => text.normalize('NFD')

let test: TestDatabase
const warnings: string[] = []

beforeAll(async () => {
  test = await emptyTestDatabase()
  const known = await readMigrations(migrationsDirectory)
  const place = known.findIndex(({ name }) => name.endsWith('_text.sql'))
  await migrate(test.db, { upTo: known[place - 1]?.name ?? '' })
  const team = 'insert into team (name, kind, labels) values ($1, $2, $3)'
  await test.db.pool.query(team, [
    decomposed('Zürich'),
    'IT',
    JSON.stringify({ [decomposed('Größe')]: [decomposed('é')] }),
  ])
  await test.db.pool.query(team, [decomposed('Köln'), 'IT', {}])
  await test.db.pool.query(team, [composed('Köln'), 'IT', {}])
  const log = { info: () => {}, warn: (_: object, text: string) => void warnings.push(text), error: () => {} }
  await migrate(test.db, { log })
})
afterAll(() => test.drop())

describe('stored text', () => {
  it('is brought to normalization form C; rows that would be equal stay and are named', async () => {
    const { rows } = await test.db.pool.query<{ id: string; name: string; labels: object; version: number }>(
      'select id, name, labels, version from team order by created_at, id',
    )
    expect(rows).toMatchObject([
      { name: composed('Zürich'), labels: { [composed('Größe')]: [composed('é')] }, version: 1 },
      { name: decomposed('Köln') },
      { name: composed('Köln') },
    ])
    expect(warnings).toEqual([
      expect.stringContaining(
        `team.name of the row ${rows[1]?.id} stays in another form than normalization form C`,
      ),
    ])
  })
})

describe('fold_case', () => {
  it.each([
    ['müller', 'MÜLLER'],
    ['straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['жук', 'ЖУК'],
    ['ﬁle', 'FILE'],
    ['ısı', 'ISI'],
    ['plain', 'PlAiN'],
  ])('makes %s and %s the same', async (one, other) => {
    const sql = 'select fold_case($1) collate "C" = fold_case($2) collate "C" as same'
    expect((await test.db.pool.query(sql, [one, other])).rows).toEqual([{ same: true }])
  })

  it.each([
    ['İ', 'i'],
    ['é', 'e'],
  ])('does not make %s and %s the same', async (one, other) => {
    const sql = 'select fold_case($1) collate "C" = fold_case($2) collate "C" as same'
    expect((await test.db.pool.query(sql, [one, other])).rows).toEqual([{ same: false }])
  })
})
