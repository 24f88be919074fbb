import type { Argument } from './argument.ts'
import { isRecord } from './argument.ts'
import { columnOf, type FilterPlan, type Link, type NodeDeclaration } from './declaration.ts'
import { InvalidInput } from './errors.ts'
import { significant } from './figures.ts'
import { fractionSql, shownFraction } from './fraction-sql.ts'
import { decodeAnyId, decodeGlobalId } from './global-id.ts'
import { JoinedRow } from './joined-row.ts'
import { identifier, type Statement } from './statement.ts'
import { parameter } from './values.ts'

const DEEPEST = 8
/** Values of one `in`. */
const MOST_VALUES = 1_000

/**
 * The condition of a filter on rows of a type, or undefined where it asks for nothing. What it needs of side tables is
 * joined to the row.
 * Two-valued: a comparison with an absent value is false, and `not` of it is true.
 */
export function filterSql(
  statement: Statement,
  node: NodeDeclaration,
  row: JoinedRow,
  filter: Argument,
  depth = 0,
): string | undefined {
  if (!isRecord(filter.value)) return undefined
  statement.condition()
  if (depth >= DEEPEST) throw InvalidInput.at(filter.path, `is nested deeper than ${DEEPEST} levels`)
  const conditions: string[] = []
  for (const [key, value] of Object.entries(filter.value)) {
    if (value === undefined || value === null) continue
    const part = filter.at(key)
    const inner = (argument: Argument) => filterSql(statement, node, row, argument, depth + 1)
    if (key === 'and' || key === 'or') {
      conditions.push(combined(key, part, inner))
    } else if (key === 'not') {
      conditions.push(`(${inner(part) ?? 'true'}) is not true`)
    } else {
      const plan = node.filters.get(key)
      if (plan === undefined) throw new Error(`${node.name} has no filter ${key}`)
      conditions.push(conditionSql(statement, node, row, plan, part, depth))
    }
  }
  return conditions.length === 0 ? undefined : conditions.join(' and ')
}

function combined(key: 'and' | 'or', list: Argument, inner: (part: Argument) => string | undefined): string {
  const parts = Array.isArray(list.value) ? list.value.map((_, index) => inner(list.at(index)) ?? 'true') : []
  // An empty `or` offers no way to hold, an empty `and` nothing to fail.
  if (parts.length === 0) return key === 'and' ? 'true' : 'false'
  return `(${parts.map((part) => `(${part})`).join(` ${key} `)})`
}

function conditionSql(
  statement: Statement,
  node: NodeDeclaration,
  row: JoinedRow,
  plan: FilterPlan,
  argument: Argument,
  depth: number,
): string {
  if (plan.kind === 'column') return columnSql(statement, node, row, plan, argument)
  if (plan.kind === 'money') return moneySql(statement, node, row, plan, argument)
  const other = new JoinedRow(statement)
  const { from, on } =
    plan.kind === 'related'
      ? {
          from: `${identifier(plan.target.table)} ${other.alias}`,
          on: `${other.alias}."id" = ${row.column(plan.by)}`,
        }
      : linkSql(statement, plan.target, plan.link, row.alias, other.alias)
  const condition = filterSql(statement, plan.target, other, argument, depth + 1)
  return `exists (select 1 from ${from}${other.joins} where ${on}${condition === undefined ? '' : ` and ${condition}`})`
}

/** How to get from a row to the rows that a link leads to: a FROM list and the condition that joins it. */
export function linkSql(
  statement: Statement,
  target: NodeDeclaration,
  link: Link,
  parent: string,
  child: string,
): { from: string; on: string; between: string | undefined } {
  if (link.kind === 'children') {
    return {
      from: `${identifier(target.table)} ${child}`,
      on: `${child}.${identifier(link.by)} = ${parent}."id"`,
      between: undefined,
    }
  }
  const between = statement.alias()
  return {
    from: `${identifier(link.table)} ${between} join ${identifier(target.table)} ${child} on ${child}."id" = ${between}.${identifier(link.to)}`,
    on: `${between}.${identifier(link.from)} = ${parent}."id"`,
    between,
  }
}

function moneySql(
  statement: Statement,
  node: NodeDeclaration,
  row: JoinedRow,
  plan: FilterPlan & { kind: 'money' },
  parts: Argument,
): string {
  const conditions = givenOperators(parts).map(([key, part]) => {
    if (key === 'isNull') return absentSql(statement, row.column(plan.amount), part)
    const column = key === 'amount' ? plan.amount : plan.currency
    return columnSql(statement, node, row, { kind: 'column', column }, part)
  })
  return conditions.join(' and ')
}

/**
 * The operators of a filter on one value.
 * @throws InvalidInput for null, and where there is none.
 */
function givenOperators(operators: Argument): (readonly [operator: string, operand: Argument])[] {
  const given: (readonly [string, Argument])[] = []
  for (const [operator, value] of Object.entries(isRecord(operators.value) ? operators.value : {})) {
    if (value === undefined) continue
    const operand = operators.at(operator)
    if (value === null) {
      throw InvalidInput.at(operand.path, 'is null; leave the operator out, or ask with isNull')
    }
    given.push([operator, operand])
  }
  // Taken as no condition, a variable that was left out would match every row.
  if (given.length === 0) {
    throw InvalidInput.at(
      operators.path,
      'has no operator, or a variable that has no value; leave it out instead',
    )
  }
  return given
}

function columnSql(
  statement: Statement,
  node: NodeDeclaration,
  row: JoinedRow,
  plan: FilterPlan & { kind: 'column' },
  operators: Argument,
): string {
  const column = columnOf(plan.side?.table ?? node.table, plan.column)
  const place = row.column(plan.column, plan.side)
  const convert = (path: readonly string[]) => (value: unknown) => {
    if (plan.nodeType === 'any') return decodeAnyId(String(value), path).id
    if (plan.nodeType !== undefined) return decodeGlobalId(String(value), [plan.nodeType], path).id
    const taken = parameter(value, column, path)
    return plan.fraction && typeof taken === 'number' ? significant(taken) : taken
  }
  const conditions = givenOperators(operators).map(([operator, operand]) => {
    const one = (cast: string) => statement.bindArgument(cast, operand, convert(operand.path))
    return operatorSql(
      { operator, place, fraction: plan.fraction },
      column.type,
      one,
      operand,
      statement,
      convert,
    )
  })
  return conditions.join(' and ')
}

const COMPARISONS: Readonly<Record<string, string>> = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' }

function operatorSql(
  { operator, place, fraction = false }: { operator: string; place: string; fraction: boolean | undefined },
  type: string,
  one: (cast: string) => string,
  operand: Argument,
  statement: Statement,
  convert: (path: readonly string[]) => (value: unknown) => unknown,
): string {
  const comparison = COMPARISONS[operator]
  if (fraction && comparison !== undefined) return fractionSql(operator, place, one(type))
  // By code point, whatever the database's own collation would say.
  const plain = type === 'text' ? `${place} collate "C"` : place
  if (comparison !== undefined) return `${operator === 'eq' ? place : plain} ${comparison} ${one(type)}`
  switch (operator) {
    case 'in': {
      const list = statement.bindArgument(`${type}[]`, operand, (given) => {
        const values = Array.isArray(given) ? given : [given]
        if (values.length > MOST_VALUES) {
          throw InvalidInput.at(
            operand.path,
            `has ${values.length} values; at most ${MOST_VALUES} are taken, ask for the rest separately`,
          )
        }
        return values.map((value, index) => convert([...operand.path, String(index)])(value))
      })
      return `${fraction ? shownFraction(place) : place} = any(${list})`
    }
    case 'contains':
      return `${folded(place)} like '%' || ${folded(statement.bindArgument('text', operand, pattern(operand.path)))} || '%'`
    case 'startsWith':
      return `${folded(place)} like ${folded(statement.bindArgument('text', operand, pattern(operand.path)))} || '%'`
    case 'isNull':
      return absentSql(statement, place, operand)
    default:
      throw new Error(`there is no filter operator ${operator}`)
  }
}

function absentSql(statement: Statement, place: string, isNull: Argument): string {
  return `(${place} is null) = ${statement.bindArgument('bool', isNull, Boolean)}`
}

/** Without the difference of upper and lower case; see the function in the migrations. */
function folded(text: string): string {
  return `fold_case(${text}) collate "C"`
}

/** The text itself, with what LIKE would take for a wildcard escaped. */
function pattern(path: readonly string[]): (value: unknown) => unknown {
  return (value) => String(parameter(value, { type: 'text' }, path)).replace(/[\\%_]/g, '\\$&')
}
