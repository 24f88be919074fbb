import type { JsonObject } from '@throughline/db'
import { type FieldProblem, InvalidInput } from '../graph/errors.ts'
import { decodeGlobalId, encodeGlobalId } from '../graph/global-id.ts'
import type { MappingFilter } from './filter.ts'
import { parseTemplate, TemplateError } from './template.ts'

/** A condition as a caller gives it. */
export interface ConditionInput {
  readonly key: string
  readonly values?: readonly string[] | null | undefined
}

/** A filter as a caller gives it: teams by their global ids, what is not asked for left out or null. */
export interface FilterInput {
  readonly kinds?: readonly string[] | null | undefined
  readonly names?: readonly string[] | null | undefined
  readonly environments?: readonly string[] | null | undefined
  readonly namespaces?: readonly string[] | null | undefined
  readonly sources?: readonly string[] | null | undefined
  readonly ownerIds?: readonly (string | number)[] | null | undefined
  readonly labels?: readonly ConditionInput[] | null | undefined
  readonly attributes?: readonly ConditionInput[] | null | undefined
  readonly not?: readonly FilterInput[] | null | undefined
}

const MOST_VALUES = 100
const LONGEST_VALUE = 300
const DEEPEST = 3

/** The filter as it is stored. @throws InvalidInput with every problem */
export function filterFrom(given: FilterInput, path: readonly string[]): MappingFilter {
  const problems: FieldProblem[] = []
  const filter = read(given, path, problems, 0)
  if (problems.length > 0) throw InvalidInput.of(problems)
  return filter
}

function read(
  given: FilterInput,
  path: readonly string[],
  problems: FieldProblem[],
  depth: number,
): MappingFilter {
  if (depth > DEEPEST) problems.push({ path: [...path], message: `is nested deeper than ${DEEPEST} levels` })
  const texts = (name: keyof FilterInput, values: readonly (string | number)[] | null | undefined) => {
    if (values == null) return {}
    checkTexts(values.map(String), [...path, name], problems)
    return { [name]: values }
  }
  const conditions = (name: 'labels' | 'attributes') => {
    const list = given[name]
    if (list == null) return {}
    if (list.length > MOST_VALUES)
      problems.push({ path: [...path, name], message: `has more than ${MOST_VALUES} items` })
    return {
      [name]: list.map(({ key, values }, index) => {
        checkTexts([key], [...path, name, String(index), 'key'], problems)
        if (values != null) checkTexts(values, [...path, name, String(index), 'values'], problems)
        return values == null ? { key } : { key, values }
      }),
    }
  }
  if ((given.not?.length ?? 0) > MOST_VALUES) {
    problems.push({ path: [...path, 'not'], message: `has more than ${MOST_VALUES} items` })
  }
  return {
    ...texts('kinds', given.kinds),
    ...texts('names', given.names),
    ...texts('environments', given.environments),
    ...texts('namespaces', given.namespaces),
    ...texts('sources', given.sources),
    ...(given.ownerIds == null
      ? {}
      : {
          owners: given.ownerIds.map(
            (id, index) => decodeGlobalId(String(id), ['Team'], [...path, 'ownerIds', String(index)]).id,
          ),
        }),
    ...conditions('labels'),
    ...conditions('attributes'),
    ...(given.not == null || depth > DEEPEST
      ? {}
      : {
          not: given.not.map((inner, index) =>
            read(inner, [...path, 'not', String(index)], problems, depth + 1),
          ),
        }),
  }
}

function checkTexts(values: readonly string[], path: readonly string[], problems: FieldProblem[]): void {
  if (values.length === 0)
    problems.push({ path, message: 'is empty and would match nothing; leave it out instead' })
  if (values.length > MOST_VALUES) problems.push({ path, message: `has more than ${MOST_VALUES} items` })
  if (values.some((value) => value === '' || value.length > LONGEST_VALUE)) {
    problems.push({ path, message: `has a text that is empty or longer than ${LONGEST_VALUE} characters` })
  }
}

/** The stored filter as callers see it. */
export function shownFilter({ owners, not, ...filter }: MappingFilter): JsonObject {
  return JSON.parse(
    JSON.stringify({
      ...filter,
      ...(owners === undefined ? {} : { ownerIds: owners.map((id) => encodeGlobalId('Team', id)) }),
      ...(not === undefined ? {} : { not: not.map(shownFilter) }),
    }),
  ) as JsonObject
}

const LONGEST_TEMPLATE = 500

/** @throws InvalidInput for a template that cannot be read */
export function checkTemplate(text: string, field: string): void {
  if (text.length > LONGEST_TEMPLATE) {
    throw InvalidInput.at([field], `has more than ${LONGEST_TEMPLATE} characters`)
  }
  try {
    parseTemplate(text)
  } catch (error) {
    if (error instanceof TemplateError) throw InvalidInput.at([field], error.message)
    throw error
  }
}
