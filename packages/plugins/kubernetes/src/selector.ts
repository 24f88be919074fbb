import { fieldsAt, listAt, textAt, textFieldsAt, textsAt } from './fields.ts'

type Labels = Readonly<Record<string, string>>

/** Whether labels have every pair of a plain selector. An empty selector, as of a Service, selects nothing. */
export function matchesPairs(pairs: Labels, labels: Labels): boolean {
  const wanted = Object.entries(pairs)
  return wanted.length > 0 && wanted.every(([key, value]) => has(labels, key) && labels[key] === value)
}

/** Whether labels fit a workload's `matchLabels` and `matchExpressions`. One without any condition fits nothing. */
export function matchesSelector(selector: unknown, labels: Labels): boolean {
  const pairs = textFieldsAt(selector, 'matchLabels')
  const expressions = listAt(selector, 'matchExpressions')
  if (Object.keys(fieldsAt(selector, 'matchLabels')).length === 0) {
    return expressions.length > 0 && expressions.every((expression) => matchesExpression(expression, labels))
  }
  return (
    matchesPairs(pairs, labels) && expressions.every((expression) => matchesExpression(expression, labels))
  )
}

function matchesExpression(expression: unknown, labels: Labels): boolean {
  const key = textAt(expression, 'key')
  if (key === undefined) return false
  const value = has(labels, key) ? labels[key] : undefined
  const values = textsAt(expression, 'values')
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}

function has(labels: Labels, key: string): boolean {
  return Object.hasOwn(labels, key)
}
