import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freeze, type LandedMigration, readLanded, unlanded } from './landed.ts'
import { type Migration, migrationsDirectory, readMigrations } from './migrations.ts'

const migration = (name: string, text = name): Migration => ({
  name,
  sql: '',
  checksum: text.length.toString(16).padStart(64, '0'),
})
const [first, second, third] = [migration('0001_a.sql'), migration('0002_b.sql'), migration('0003_c.sql')]
const landed: readonly LandedMigration[] = [first, second]

describe('the migrations of this version', () => {
  it('have all landed, and are as they were then', async () => {
    const left = unlanded(await readMigrations(migrationsDirectory), await readLanded())
    const names = left.map(({ name }) => name)
    expect(names, 'Run "pnpm freeze:db" before a new migration lands.').toEqual([])
  })
})

describe('unlanded', () => {
  it('are the migrations after those that have landed', () => {
    expect(unlanded([first, second, third], landed)).toEqual([third])
    expect(unlanded([first, second], landed)).toEqual([])
  })

  it.each([
    ['was changed', [first, migration('0002_b.sql', 'edited text')]],
    ['was removed', [first]],
    ['was renamed', [first, migration('0002_x.sql', '0002_b.sql')]],
    ['is preceded by a new one', [first, third, second]],
  ])('does not go on where one that has landed %s', (_what, known) => {
    expect(() => unlanded(known, landed)).toThrow(/^Migration 0002_b\.sql has landed.*restore/)
  })
})

describe('freeze', () => {
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-landed-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  it('adds what is new at the end, and changes no line', async () => {
    const path = join(directory, 'LANDED')
    await writeFile(path, '')
    expect(await freeze([first, second], path)).toEqual(['0001_a.sql', '0002_b.sql'])
    const before = await readFile(path, 'utf8')
    expect(await freeze([first, second, third], path)).toEqual(['0003_c.sql'])
    expect(await freeze([first, second, third], path)).toEqual([])
    expect(await readFile(path, 'utf8')).toBe(`${before}${third.checksum}  0003_c.sql\n`)
    await expect(freeze([first, migration('0002_b.sql', 'edited text'), third], path)).rejects.toThrow(
      'Migration 0002_b.sql has landed and was changed',
    )
    expect(await readFile(path, 'utf8')).toBe(`${before}${third.checksum}  0003_c.sql\n`)
  })

  it('says which line it cannot read', async () => {
    const path = join(directory, 'damaged')
    await writeFile(path, `${first.checksum}  0001_a.sql\n<<<<<<< HEAD\n`)
    await expect(readLanded(path)).rejects.toThrow('holds the line "<<<<<<< HEAD"')
  })
})
