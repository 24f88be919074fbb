import type { FieldChange } from './compare.ts'
import { isObject } from './kinds/parts.ts'
import { KINDS } from './kinds.ts'
import type { EntryChange, ObjectChange } from './planned.ts'
import type { Pruning } from './prune.ts'
import type { Effect } from './send.ts'

const SIGN = { create: '+', update: '~', delete: '-', add: '+', change: '~', remove: '-' } as const

/** The plan in lines: `+` is created, `~` changed, `-` deleted. @param nameOf the name behind an ID or `$key` */
export function planLines(
  changes: readonly ObjectChange[],
  nameOf: (id: string) => string | undefined,
): string[] {
  return changes.flatMap((change) => [
    `${SIGN[change.action]} ${KINDS[change.kind].word} "${change.name}"`,
    ...change.fields
      .filter(({ field }) => change.action !== 'create' || field !== KINDS[change.kind].nameField)
      .map((field) => `    ${fieldLine(field, nameOf)}`),
    ...change.entries.flatMap((entry) => entryLines(entry, nameOf)),
  ])
}

function entryLines(
  { list, action, label, fields, instead }: EntryChange,
  nameOf: (id: string) => string | undefined,
): string[] {
  const details = fields.map((field) => fieldLine(field, nameOf)).join(', ')
  return [`  ${SIGN[action]} ${list}: ${label}${details === '' ? '' : ` (${details})`}${replacing(instead)}`]
}

export function fieldLine(
  { field, before, after, instead }: FieldChange,
  nameOf: (id: string) => string | undefined,
): string {
  const from = before === undefined || before === null ? '' : `${shown(before, nameOf)} → `
  return `${field}: ${from}${shown(after, nameOf)}${replacing(instead)}`
}

/** What is entered takes precedence over what a source or a rule says. */
function replacing(owner: string | undefined): string {
  return owner === undefined ? '' : `, takes precedence over ${owner}`
}

function shown(value: unknown, nameOf: (id: string) => string | undefined): string {
  if (value === null || value === undefined) return '(none)'
  if (typeof value === 'string')
    return nameOf(value) ?? (/\s/.test(value) || value === '' ? JSON.stringify(value) : value)
  return isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value)
}

/** Nodes that are listed; --json has all of them. */
const LISTED = 25

/** What the plan changes in criticality and gaps. */
export function effectLines({ criticality, gaps }: Effect): string[] {
  const percent = (value: number | null) => (value === null ? '–' : `${Math.round(value * 1000) / 10}%`)
  return [
    ...criticality
      .slice(0, LISTED)
      .map(
        ({ type, name, before, after, valueAtRiskBefore, valueAtRiskAfter }) =>
          `  ${type.toLowerCase()} "${name}": ${before ?? 'new'} → ${after ?? 'deleted'} (value at risk ${percent(valueAtRiskBefore)} → ${percent(valueAtRiskAfter)})`,
      ),
    ...(criticality.length > LISTED
      ? [`  and ${criticality.length - LISTED} more services and assets; --json lists all of them`]
      : []),
    ...gaps.map(({ kind, before, after }) => `  gaps ${kind}: ${before} → ${after}`),
  ]
}

/** How many objects are created, changed and deleted, in words. */
export function summary(changes: readonly ObjectChange[]): string {
  const count = (action: ObjectChange['action']) => changes.filter((one) => one.action === action).length
  return `${count('create')} to create, ${count('update')} to change, ${count('delete')} to delete`
}

/** What is kept although no file has it. */
export function keptLines({ kept }: Pick<Pruning, 'kept'>): string[] {
  return kept.map(({ kind, name, reason }) => `  kept: ${KINDS[kind].word} "${name}": ${reason}`)
}
