import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createOutput, table } from './output.ts'

let written: string
beforeEach(() => {
  written = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text)
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

const NAME = 'red\u001b[31m \u202eturned\u0085 \u{e0041}end\r'
const SHOWN = 'red\\u001b[31m \\u202eturned\\u0085 \\udb40\\udc41end\\u000d'

test('what a name contains does not move the cursor of a terminal or turn its text', () => {
  createOutput(false).say(`first\n${NAME}`)
  expect(written).toBe(`first\n${SHOWN}\n`)
})

test('nor does it begin a line of a table, or shift its columns', () => {
  const cell = `${SHOWN}\\u000atwo`
  const rows = [`${cell}  70`, `${'plain'.padEnd(cell.length)}  10`]
  expect(
    table(
      ['name', 'no'],
      [
        [`${NAME}\ntwo`, 70],
        ['plain', 10],
      ],
    ),
  ).toBe([`${'name'.padEnd(cell.length)}  no`, ...rows].join('\n'))
})

test('JSON means the same', () => {
  createOutput(true).result({ name: NAME, lines: 'one\ntwo' })
  expect(written).toContain(SHOWN.replace('\\u000d', '\\r'))
  expect(JSON.parse(written)).toEqual({ name: NAME, lines: 'one\ntwo' })
})
