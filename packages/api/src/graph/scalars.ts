import { GraphQLScalarType, Kind } from 'graphql'
import { GraphQLLocalDate } from 'graphql-scalars'
import { graphqlError } from './errors.ts'

/** The calendar of PostgreSQL has no year 0. */
function inYear(day: unknown): unknown {
  if (typeof day !== 'string' || !day.startsWith('0000')) return day
  throw graphqlError('BAD_USER_INPUT', 'Date begins with the year 0001.')
}

/** A calendar day without a time zone, kept as the text it came in: `2026-03-31`. */
export const DateScalar = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  parseValue: (value) => inYear(GraphQLLocalDate.parseValue(value)),
  parseLiteral: (node, variables) => inYear(GraphQLLocalDate.parseLiteral(node, variables)),
  name: 'Date',
  description: 'A calendar day without a time zone, as YYYY-MM-DD.',
})

const DECIMAL = /^-?\d{1,16}(\.\d{1,4})?$/
/** Sums of charges are finer and larger than what is entered. */
const SHOWN = /^-?\d{1,24}(\.\d{1,18})?$/

function shown(value: unknown): string {
  return typeof value === 'string' && SHOWN.test(value) ? value : decimal(value)
}

function decimal(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text === 'string' && DECIMAL.test(text)) return text
  throw graphqlError('BAD_USER_INPUT', 'Decimal takes up to 16 digits and 4 decimal places, as "1234.50".')
}

/** An exact decimal number as text, so that money is never rounded on the way. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number as text, e.g. "1234.50": as an input up to 16 digits before the point and 4 behind it. Costs that sources report have up to 18 behind it.',
  serialize: shown,
  parseValue: decimal,
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT)
      return decimal(node.value)
    throw graphqlError('BAD_USER_INPUT', 'Decimal is written as text, e.g. "1234.50".')
  },
})
