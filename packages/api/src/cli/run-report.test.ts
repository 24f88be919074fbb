import { expect, test } from 'vitest'
import type { Output } from './output.ts'
import { inPlaceOrder, type MappedByRules, type SetAside } from './run-follow-up.ts'
import type { VoidReference, VoidReferences } from './run-references.ts'
import { sayCounts, sayRemarks } from './run-report.ts'

const NONE: MappedByRules = { services: 0, links: 0, linksRemoved: 0, openTasks: 0 }
const ALL_FOUND: VoidReferences = { count: 0, first: [] }

function said(work: (output: Output) => void): string {
  const lines: string[] = []
  work({ say: (line) => lines.push(line), result: () => {}, progress: () => {} })
  return lines.join('\n')
}

const counts = (rejected: number) => ({
  process: { found: 12, added: 1, changed: 0, unchanged: 0, retired: 0, rejected },
})

test('the first records that cannot be used are named with the reason, the others are counted', () => {
  const setAside: readonly SetAside[] = [
    { stream: 'processes', externalId: 'p-1', reason: 'p.csv, line 3: "x" is not a number.' },
    { stream: 'processes', externalId: null, reason: 'p.csv, line 9: has no id.' },
  ]
  const remarks = (rejected: number) =>
    said((output) =>
      sayRemarks(output, counts(rejected), [], { setAside, mapping: NONE, voidReferences: ALL_FOUND }),
    )
  expect(remarks(2)).toBe(
    '2 records were set aside:\n  processes p-1: p.csv, line 3: "x" is not a number.\n  processes: p.csv, line 9: has no id.',
  )
  expect(remarks(12)).toContain('  and 10 more; the same command with --json lists all of them.')
  expect(remarks(1001)).toContain('  and 999 more; the same command with --json lists the first 1000.')
  expect(remarks(0)).toBe('')
})

test('ten records are named, and a place in the stead of an ID is not repeated', () => {
  const reason = (line: number) => `b.csv, line ${line}: "a" and "a" name the same asset.`
  const setAside = Array.from({ length: 12 }, (_, index) => ({
    stream: 'relations',
    externalId: `b.csv, ${index}`,
    reason: reason(index),
  }))
  const remarks = said((output) =>
    sayRemarks(output, counts(12), [], { setAside, mapping: NONE, voidReferences: ALL_FOUND }),
  )
  expect(remarks.split('\n')).toEqual([
    '12 records were set aside:',
    ...Array.from({ length: 10 }, (_, index) => `  relations: ${reason(index)}`),
    '  and 2 more; the same command with --json lists all of them.',
  ])
})

test('records that could not be used are in the order of file and line', () => {
  const reasons = [
    'no place',
    'b.csv, line 2: x',
    'a.yaml, document 2, line 1: x',
    'a.csv, line 10: x',
    'another',
    'a.csv, line 9: x',
    'a.yaml, document 1, line 7: x',
  ]
  const setAside = reasons.map((reason) => ({ stream: 's', externalId: null, reason }))
  expect(inPlaceOrder(setAside).map(({ reason }) => reason)).toEqual([
    'a.csv, line 9: x',
    'a.csv, line 10: x',
    'a.yaml, document 1, line 7: x',
    'a.yaml, document 2, line 1: x',
    'b.csv, line 2: x',
    'no place',
    'another',
  ])
})

test('what mapping rules did is one line, with the tasks that are left', () => {
  const line = (mapping: Partial<MappedByRules>) =>
    said((output) =>
      sayRemarks(output, counts(0), [], {
        setAside: [],
        mapping: { ...NONE, ...mapping },
        voidReferences: ALL_FOUND,
      }),
    )
  expect(line({ services: 3, links: 12 })).toBe('mapping rules: 3 services, 12 links')
  expect(line({ links: 1, linksRemoved: 2, openTasks: 1 })).toBe(
    'mapping rules: 0 services, 1 link, 2 links removed, 1 task open; see throughline mapping',
  )
  expect(line({ openTasks: 4 })).toBe('')
})

test('the kinds of records are in the plural', () => {
  expect(said((output) => sayCounts(output, counts(0)))).toMatch(/^processes /m)
})

test('references without effect are named with their field and the reason, the others are counted', () => {
  const first: readonly VoidReference[] = [
    { stream: 'teams', externalId: 't-1', field: 'parent', reason: 'no single team has the name "Salse"' },
  ]
  const remarks = (count: number) =>
    said((output) =>
      sayRemarks(output, counts(0), [], { setAside: [], mapping: NONE, voidReferences: { count, first } }),
    )
  expect(remarks(1)).toBe(
    '1 reference without effect; what is not known is looked up again after every run:\n  teams t-1, parent: no single team has the name "Salse"',
  )
  expect(remarks(12)).toMatch(/^12 references .*\n.*\n {2}and 11 more$/)
})

test('a run that changed nothing repeats three references without effect', () => {
  const first = Array.from({ length: 10 }, (_, index) => ({
    stream: 'teams',
    externalId: `t-${index}`,
    field: 'parent',
    reason: 'x',
  }))
  const remarks = (added: number) =>
    said((output) =>
      sayRemarks(output, { team: { ...counts(0).process, added } }, [], {
        setAside: [],
        mapping: NONE,
        voidReferences: { count: 12, first },
      }),
    ).split('\n')
  expect(remarks(0)).toEqual([
    'Nothing changed.',
    expect.stringMatching(/^12 references/),
    ...['t-0', 't-1', 't-2'].map((id) => `  teams ${id}, parent: x`),
    '  and 9 more',
  ])
  expect(remarks(1)).toHaveLength(12)
})
