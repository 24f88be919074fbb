import type { AttributeType, CsvConfig } from './config.ts'

/** What a cell means, or what is wrong with it as the end of a sentence, with what to do. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string; readonly hint: string }

type Ways = Pick<CsvConfig, 'decimal' | 'dates'>

/** A cell that is not empty as a value of its type. Dates are ISO 8601; times keep their offset. */
export function parseValue(type: AttributeType, cell: string, ways: Ways): Parsed<string | number | boolean> {
  if (type === 'number') return parseNumber(cell, ways)
  if (type === 'boolean') return parseBoolean(cell)
  if (type === 'date') return parseDate(cell, ways)
  return { value: cell }
}

function numberHint(decimal: Ways['decimal']): string {
  const other = decimal === ',' ? '.' : ','
  return `Write it without a unit, with ${decimal} before decimals and thousands apart in threes, if at all; set decimal to ${other} where that stands before decimals; or read the column as text.`
}

/** A number that is kept as it is written: nothing is rounded, nothing guessed. */
export function parseNumber(cell: string, { decimal }: Pick<Ways, 'decimal'>): Parsed<number> {
  const plain = ungrouped(cell, decimal)
  if (plain === undefined) return { problem: 'is not a number', hint: numberHint(decimal) }
  const value = Number(plain)
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return { problem: 'is too large to be kept exactly as a number', hint: 'Read the column as text.' }
  }
  // A negative zero is not kept by JSON.
  return { value: value === 0 ? 0 : value }
}

/** A decimal number as text, exact however many digits it has. */
export function parseAmount(cell: string, ways: Pick<Ways, 'decimal'>): Parsed<string> {
  const plain = ungrouped(cell, ways.decimal)
  if (plain === undefined) return { problem: 'is not a number', hint: numberHint(ways.decimal) }
  const [, sign = '', whole = '', decimals = ''] = /^([+-]?)0*(\d+?)(?:\.(\d+))?$/.exec(plain) ?? []
  if (whole === '') {
    return { problem: 'is not written out', hint: 'Write all its digits, such as 0.0000012 for 1.2e-6.' }
  }
  const digits = decimals === '' ? whole : `${whole}.${decimals}`
  return { value: sign === '-' ? `-${digits}` : digits }
}

/** `1,000` alone could as well be a number with decimals: it takes a second group, or decimals, to tell. */
const GROUPED = {
  '.': /^[+-]?\d{1,3}(?:,\d{3}(?:(?:,\d{3})+|(?=\.\d))|(?:['’\u00a0\u202f ]\d{3})+)(?:\.\d+)?$/,
  ',': /^[+-]?\d{1,3}(?:\.\d{3}(?:(?:\.\d{3})+|(?=,\d))|(?:['’\u00a0\u202f ]\d{3})+)(?:,\d+)?$/,
} as const
const PLAIN = {
  '.': /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/,
  ',': /^[+-]?\d+(?:,\d+)?(?:[eE][+-]?\d{1,3})?$/,
} as const

/** A number without what sets its thousands apart, with a point before decimals; undefined when it is none. */
function ungrouped(cell: string, decimal: Ways['decimal']): string | undefined {
  if (PLAIN[decimal].test(cell)) return cell.replace(',', '.')
  if (!GROUPED[decimal].test(cell)) return undefined
  return decimal === ',' ? cell.replace(/[^\d,+-]/g, '').replace(',', '.') : cell.replace(/[^\d.+-]/g, '')
}

/** Effort as whole minutes; `1:30` is an hour and a half, whatever the unit. */
export function parseEffort(
  cell: string,
  unit: 'minutes' | 'hours',
  ways: Pick<Ways, 'decimal'>,
): Parsed<number> {
  const [, hours, minutes] = /^(\d{1,5}):([0-5]\d)$/.exec(cell) ?? []
  if (hours !== undefined) return { value: Number(hours) * 60 + Number(minutes) }
  const parsed = parseNumber(cell, ways)
  if (!('value' in parsed)) return parsed
  if (parsed.value < 0)
    return { problem: 'is less than nothing', hint: 'Effort is 0 or more: correct the row.' }
  return { value: Math.round(unit === 'hours' ? parsed.value * 60 : parsed.value) }
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['wahr', true],
  ['ja', true],
  ['yes', true],
  ['y', true],
  ['1', true],
  ['x', true],
  ['false', false],
  ['falsch', false],
  ['nein', false],
  ['no', false],
  ['n', false],
  ['0', false],
])

function parseBoolean(cell: string): Parsed<boolean> {
  const value = BOOLEANS.get(cell.toLowerCase())
  if (value !== undefined) return { value }
  return {
    problem: 'is neither yes nor no',
    hint: `Write ${[...BOOLEANS.keys()].join(', ')}; or read the column as text.`,
  }
}

const ORDERS = {
  ymd: { form: /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/, parts: [1, 2, 3], name: '2030-12-31' },
  dmy: { form: /^(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})$/, parts: [3, 2, 1], name: '31.12.2030' },
  mdy: { form: /^(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})$/, parts: [3, 1, 2], name: '12/31/2030' },
} as const
const ISO_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/

export function parseDate(cell: string, { dates }: Pick<Ways, 'dates'>): Parsed<string> {
  const { form, parts, name } = ORDERS[dates]
  const hint = `Write it as ${name} or as 2030-12-31T23:59:59Z, or set dates to the order it is written in.`
  const time = ISO_TIME.exec(cell)
  const found = time ?? form.exec(cell)
  if (found === null) return { problem: 'is not a date', hint }
  const [year, month, day] = (time === null ? parts : ORDERS.ymd.parts).map((part) => found[part] ?? '')
  const date = `${year?.length === 2 ? `20${year}` : year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const parsed = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) {
    return { problem: 'is not a day of the calendar', hint }
  }
  return { value: time === null ? date : cell.replace(' ', 'T') }
}
