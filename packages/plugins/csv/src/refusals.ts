import { truncate } from '@throughline/plugin-kit'
import type { z } from 'zod'
import type { Cells } from './cells.ts'

/** Where a field of a record comes from: a column, and of a cell that lists several things the one that is meant. */
export interface Origin {
  readonly column: string | undefined
  readonly part?: string | undefined
}

type Path = readonly PropertyKey[]

interface Flaw {
  readonly problem: string
  readonly hint: string
}

/**
 * Refuses what the contract does not take, such as a name that is too long or an address that is none.
 *
 * @param originOf the column that a field of the record comes from
 * @throws InputError with row, column and value
 */
export function refuseUnusable(
  schema: z.ZodType,
  record: unknown,
  cells: Cells,
  originOf: (path: Path) => Origin | string | undefined,
): void {
  const result = schema.safeParse(record)
  const [issue] = result.success ? [] : result.error.issues.map(deepest)
  if (issue === undefined) return
  const found = originOf(issue.path)
  const { column, part } = typeof found === 'object' ? found : { column: found }
  const { problem, hint } = flawOf(issue)
  if (column === undefined) throw cells.refusal(`${issue.path.map(String).join('.')} ${problem}`, hint)
  const value = part ?? cells.at(column)
  if (value === undefined) cells.required(column)
  throw cells.refusal(`${quoted(value ?? '')} in the column ${JSON.stringify(column)} ${problem}`, hint)
}

/** The value without a user and a password of an address. */
function quoted(value: string): string {
  return JSON.stringify(truncate(value.replace(/\/\/[^/\s]*@/g, '//'), 61))
}

/** Of a value that may have several shapes, what is wrong with the shape that it comes nearest to. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue
  const inner = issue.errors
    .filter((issues) => issues.length === 1)
    .flat()
    .map((one) => deepest({ ...one, path: [...issue.path, ...one.path] }))
  return inner.toSorted((a, b) => b.path.length - a.path.length)[0] ?? issue
}

function flawOf(issue: z.core.$ZodIssue): Flaw {
  if (issue.path.at(-1) === 'amount') {
    return {
      problem: 'is no amount that can be kept',
      hint: 'Write it without a unit, with fewer digits, and of what an asset costs with at most four decimals.',
    }
  }
  if (issue.code === 'too_big' || issue.code === 'too_small') return beyond(issue)
  return { problem: issue.message, hint: 'Correct the row.' }
}

function beyond(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): Flaw {
  const [limit, more, most] =
    issue.code === 'too_big' ? [issue.maximum, 'more', 'at most'] : [issue.minimum, 'less', 'at least']
  const side = issue.code === 'too_big' ? 'below' : 'above'
  if (issue.origin === 'string')
    return { problem: `has ${more} than ${limit} characters`, hint: `Write ${most} ${limit} characters.` }
  if (issue.origin === 'array')
    return { problem: `lists ${more} than ${limit} things`, hint: `List ${most} ${limit}.` }
  if (limit === 1 && issue.code === 'too_big')
    return { problem: 'is more than 1', hint: 'Write a number from 0 to 1: 99 % is 0.99.' }
  if (!issue.inclusive)
    return { problem: `is not ${side} ${limit}`, hint: `Write a number ${side} ${limit}.` }
  return { problem: `is ${more} than ${limit}`, hint: `Write a number of ${most} ${limit}.` }
}
