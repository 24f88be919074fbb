import type { FilterPlan, NodeDeclaration } from '../../../src/graph/declaration.ts'
import { InvalidInput } from '../../../src/graph/errors.ts'
import { significant } from '../../../src/graph/figures.ts'
import { compareValues } from './compare.ts'
import { type columnType, follow, type Memory, rowsOf, type TextRow, typeOf, valueIn } from './memory.ts'

type Conditions = Readonly<Record<string, unknown>>

/** Whether a filter holds for a row. */
export function holds(memory: Memory, node: NodeDeclaration, row: TextRow, filter: unknown): boolean {
  return given(filter).every(([key, value]) => {
    switch (key) {
      case 'and':
        return list(value).every((part) => holds(memory, node, row, part))
      case 'or':
        return list(value).some((part) => holds(memory, node, row, part))
      case 'not':
        return !holds(memory, node, row, value)
      default:
        return conditionHolds(memory, node, row, planOf(node, key), value)
    }
  })
}

function conditionHolds(
  memory: Memory,
  node: NodeDeclaration,
  row: TextRow,
  plan: FilterPlan,
  value: unknown,
): boolean {
  if (plan.kind === 'column') {
    return given(value).every(([operator, operand]) =>
      operatorHolds(typeOf(node, plan), shownIn(memory, row, plan), operator, operand),
    )
  }
  if (plan.kind === 'money') {
    return given(value).every(([part, operand]) => {
      if (part === 'isNull') return (row[plan.amount] === null) === operand
      const column = part === 'amount' ? plan.amount : plan.currency
      return conditionHolds(memory, node, row, { kind: 'column', column }, operand)
    })
  }
  const others =
    plan.kind === 'connection'
      ? follow(memory, plan.target.table, plan.link, row).map((linked) => linked.row)
      : rowsOf(memory, plan.target.table).filter((other) => other.id === row[plan.by])
  return others.some((other) => holds(memory, plan.target, other, value))
}

/** What a row has in a column, a fraction as it is shown. */
function shownIn(memory: Memory, row: TextRow, plan: FilterPlan & { kind: 'column' }): string | null {
  const text = valueIn(memory, row, plan)
  return text === null || plan.fraction !== true ? text : String(significant(Number(text)))
}

function operatorHolds(
  type: ReturnType<typeof columnType>,
  text: string | null,
  operator: string,
  operand: unknown,
): boolean {
  if (operator === 'isNull') return (text === null) === operand
  if (text === null) return false
  const order = (other: unknown) => compareValues(type, text, type === 'uuid' ? uuidIn(other) : other)
  switch (operator) {
    case 'eq':
      return order(operand) === 0
    case 'in':
      return list(operand).some((other) => order(other) === 0)
    case 'gt':
      return order(operand) > 0
    case 'gte':
      return order(operand) >= 0
    case 'lt':
      return order(operand) < 0
    case 'lte':
      return order(operand) <= 0
    case 'contains':
      return folded(text).includes(folded(String(operand)))
    case 'startsWith':
      return folded(text).startsWith(folded(String(operand)))
    default:
      throw new Error(`the naive filter does not know ${operator}`)
  }
}

/** Everything in a filter that has to be refused, whether or not a row is ever compared with it. */
export function checkFilter(node: NodeDeclaration, filter: unknown, depth = 0): void {
  if (typeof filter !== 'object' || filter === null) return
  if (depth >= 8) throw new InvalidInput('the filter is too deep')
  for (const [key, value] of given(filter)) {
    if (key === 'and' || key === 'or') for (const part of list(value)) checkFilter(node, part, depth + 1)
    else if (key === 'not') checkFilter(node, value, depth + 1)
    else {
      const plan = planOf(node, key)
      if (plan.kind === 'column') checkOperators(plan, value)
      else if (plan.kind === 'money') checkMoney(plan, value)
      else checkFilter(plan.target, value, depth + 1)
    }
  }
}

function checkOperators(plan: FilterPlan & { kind: 'column' }, operators: unknown): void {
  const given = Object.values(operators as Conditions).filter((operand) => operand !== undefined)
  if (given.length === 0) throw new InvalidInput('there is no operator')
  for (const [operator, operand] of Object.entries(operators as Conditions)) {
    if (operand === undefined) continue
    if (operand === null) throw new InvalidInput('an operator is null')
    if (operator === 'isNull') continue
    for (const value of operator === 'in' ? list(operand) : [operand]) {
      if (plan.nodeType === 'any') checkId(value, typesOf(value))
      else if (plan.nodeType !== undefined) checkId(value, [plan.nodeType])
      else if (typeof value === 'string') checkText(value)
    }
  }
}

function checkMoney(plan: FilterPlan & { kind: 'money' }, parts: unknown): void {
  checkOperators({ kind: 'column', column: plan.amount }, parts)
  for (const [part, operators] of given(parts))
    if (part !== 'isNull') checkOperators({ kind: 'column', column: plan.amount }, operators)
}

export function checkText(value: string): void {
  if (value.includes('\0') || !value.isWellFormed()) throw new InvalidInput('that is no text')
}

/** The type that an id names, whatever it is. */
function typesOf(value: unknown): string[] {
  const words = String(value).slice(0, -37).split('_')
  return [words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')]
}

/** The type that an id is of, which must be one of these. */
export function checkId(value: unknown, types: readonly string[]): string {
  const type = types.find((name) => `${snakeCase(name)}_` === String(value).slice(0, -36))
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuidIn(value))
  if (type === undefined || !isUuid) throw new InvalidInput('that is no id')
  return type
}

export function snakeCase(name: string): string {
  return name
    .split(/(?=[A-Z])/)
    .join('_')
    .toLowerCase()
}

export function uuidIn(id: unknown): string {
  return String(id).slice(-36)
}

function planOf(node: NodeDeclaration, key: string): FilterPlan {
  const plan = node.filters.get(key)
  if (plan === undefined) throw new Error(`${node.name} has no filter ${key}`)
  return plan
}

function given(conditions: unknown): [string, unknown][] {
  return Object.entries((conditions ?? {}) as Conditions).filter(
    ([, value]) => value !== undefined && value !== null,
  )
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function folded(text: string): string {
  return text.toUpperCase()
}
