/** A record of a fake instance: what is stored, and what people see where that is something else. */
export type Stored = Readonly<Record<string, string>>

/** Follows a path such as `parent.install_status` from a record. */
export type ReadValue = (record: Stored, path: string) => string

const OPERATORS = ['NOT IN', 'INSTANCEOF', 'ISEMPTY', 'IN', '>=', '<=', '!=', '=', '>', '<'] as const

/**
 * An encoded query as ServiceNow reads it: `^NQ` parts whole queries, `^` joins what must all hold, and `^OR` binds a
 * condition to the one before it alone. A condition on a field that does not exist is left out.
 */
export function find(
  records: readonly Stored[],
  query: string,
  read: ReadValue,
  fields: ReadonlySet<string>,
): Stored[] {
  const parts = query.split('^').filter((part) => part !== '')
  const orders = parts.filter((part) => part.startsWith('ORDERBY'))
  const alternatives: string[][][] = [[]]
  for (const part of parts.filter((each) => !each.startsWith('ORDERBY'))) {
    if (part.startsWith('NQ')) alternatives.push([[part.slice(2)]])
    else if (part.startsWith('OR')) alternatives.at(-1)?.at(-1)?.push(part.slice(2))
    else alternatives.at(-1)?.push([part])
  }
  const holds = (record: Stored, condition: string) => test(record, condition, read, fields)
  return records
    .filter((record) => alternatives.some((all) => all.every((any) => any.some((one) => holds(record, one)))))
    .sort((a, b) => {
      for (const order of orders) {
        const descending = order.startsWith('ORDERBYDESC')
        const field = order.slice(descending ? 'ORDERBYDESC'.length : 'ORDERBY'.length)
        const [left, right] = [read(a, field), read(b, field)]
        if (left !== right) return (left < right ? -1 : 1) * (descending ? -1 : 1)
      }
      return 0
    })
}

function test(record: Stored, condition: string, read: ReadValue, fields: ReadonlySet<string>): boolean {
  const path = /^[a-z0-9_.]+/.exec(condition)?.[0] ?? ''
  const operator = OPERATORS.find((each) => condition.startsWith(each, path.length))
  if (operator === undefined || !fields.has(path.split('.').at(-1) ?? '')) return true
  const wanted = condition.slice(path.length + operator.length)
  const value = read(record, path)
  switch (operator) {
    case '=':
      return value === wanted
    case '!=':
      return value !== wanted
    case '>':
      return value > wanted
    case '<':
      return value < wanted
    case '>=':
      return value >= wanted
    case '<=':
      return value <= wanted
    case 'IN':
      return wanted.split(',').includes(value)
    case 'NOT IN':
      // As in SQL, what is empty is not among what is not.
      return value !== '' && !wanted.split(',').includes(value)
    case 'ISEMPTY':
      return value === ''
    case 'INSTANCEOF':
      return value.startsWith(wanted) || (value === 'service_offering' && wanted === 'cmdb_ci_service')
  }
}
