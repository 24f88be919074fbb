import { describe, expect, it } from 'vitest'
import { type Migration, MigrationError, pendingMigrations, requireServer } from './migrations.ts'

const migration = (name: string): Migration => ({ name, sql: '', checksum: `sum of ${name}` })
const known = ['0001_a.sql', '0002_b.sql', '0003_c.sql'].map(migration)

function codeOf(run: () => unknown): string | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    if (error instanceof MigrationError) return error.code
    throw error
  }
}

describe('pendingMigrations', () => {
  it.each([0, 1, 2, 3])('are those after the first %i', (count) => {
    expect(pendingMigrations(known, known.slice(0, count))).toEqual(known.slice(count))
  })

  it('tells what does not fit', () => {
    expect(codeOf(() => pendingMigrations(known, [migration('0001_a.sql'), migration('0002_x.sql')]))).toBe(
      'AHEAD',
    )
    expect(codeOf(() => pendingMigrations(known, [{ name: '0001_a.sql', checksum: 'other' }]))).toBe('EDITED')
    expect(codeOf(() => pendingMigrations(known, [migration('0002_b.sql')]))).toBe('OUT_OF_ORDER')
  })
})

describe('requireServer', () => {
  it('takes PostgreSQL 15 and newer with UTF8', () => {
    const server = { number: 150_000, version: '15.0', encoding: 'UTF8' }
    expect(codeOf(() => requireServer(server))).toBeUndefined()
    expect(codeOf(() => requireServer({ ...server, number: 140_013, version: '14.13' }))).toBe(
      'SERVER_TOO_OLD',
    )
    expect(codeOf(() => requireServer({ ...server, encoding: 'SQL_ASCII' }))).toBe('NOT_UTF8')
  })
})
