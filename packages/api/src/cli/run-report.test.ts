import { expect, test } from 'vitest'
import type { Output } from './output.ts'
import type { MappedByRules, SetAside } from './run-follow-up.ts'
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
  expect(remarks(12)).toContain('  and 10 more; ask for deadLetters of this run to see them.')
  expect(remarks(0)).toBe('')
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
