import { describe, expect, it } from 'vitest'
import { differenceOf, expectedRows, unknownNames } from './renames.ts'
import type { TableRows } from './rows.ts'

const run: TableRows = {
  table: 'sync_run',
  columns: ['id', 'mode', 'until', 'worker', 'created_at'],
  rows: [
    ['1', 'NORMAL', '2026-11-29 10:00:00.123456+00', null, '2026-11-29 10:00:00.5+00'],
    ['2', 'DRY', '2026-11-29 11:00:00+00', 'host:1', '2026-11-29 10:00:00.25+00'],
  ],
}
const cursor: TableRows = { table: 'sync_cursor', columns: ['scope', 'listed'], rows: [['all', '3']] }
const all = [run, cursor]

describe('the rows that must be found', () => {
  it('are those of the release where nothing is declared', () => {
    expect(expectedRows(all, {}).map(({ today }) => today)).toEqual(all)
  })

  it('follow new names of tables, columns and values, and columns that were given up', () => {
    const since = {
      renamed: {
        sync_cursor: 'source_scope',
        'sync_cursor.listed': 'record_count',
        'sync_run.until': 'up_to',
      },
      values: { 'sync_run.mode': { NORMAL: 'INCREMENTAL' } },
      dropped: { 'sync_run.worker': 'nothing used it' },
    }
    expect(expectedRows(all, since)).toEqual([
      {
        table: 'sync_run',
        today: {
          table: 'sync_run',
          columns: ['id', 'mode', 'up_to', 'created_at'],
          rows: [
            ['1', 'INCREMENTAL', '2026-11-29 10:00:00.123456+00', '2026-11-29 10:00:00.5+00'],
            ['2', 'DRY', '2026-11-29 11:00:00+00', '2026-11-29 10:00:00.25+00'],
          ],
        },
      },
      {
        table: 'sync_cursor',
        today: { table: 'source_scope', columns: ['scope', 'record_count'], rows: [['all', '3']] },
      },
    ])
  })

  it('follow what a migration makes of a value, in one table or in all', () => {
    const since = {
      rewritten: {
        '*.created_at': (value: string | null) => value?.replace('.5+', '.500+') ?? null,
        'sync_run.worker': (value: string | null) => value ?? 'none',
      },
    }
    expect(expectedRows([run], since)[0]?.today.rows.map((row) => row.slice(3))).toEqual([
      ['none', '2026-11-29 10:00:00.500+00'],
      ['host:1', '2026-11-29 10:00:00.25+00'],
    ])
  })

  it('are none of a table that was given up', () => {
    expect(expectedRows(all, { dropped: { sync_cursor: 'kept elsewhere' } })).toHaveLength(1)
  })
})

it('a declaration of what the release does not have is a mistake', () => {
  const since = {
    renamed: { sync_cursr: 'x', '*.created_at': 'made_at' },
    dropped: { 'sync_run.wrker': 'gone' },
  }
  expect(unknownNames(all, since)).toEqual(['sync_cursr', 'sync_run.wrker'])
})

describe('the difference', () => {
  it('is nothing in another order', () => {
    expect(differenceOf([['1'], [null]], [[null], ['1']])).toEqual({ missing: [], added: [] })
  })

  it('shows each row that is missing or new, as often as it is', () => {
    expect(differenceOf([['1'], ['1'], ['2']], [['1'], ['3']])).toEqual({
      missing: ['["1"]', '["2"]'],
      added: ['["3"]'],
    })
  })
})
