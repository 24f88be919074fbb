import type { Column } from '@throughline/db'
import { microseconds } from './memory.ts'

/** Something of which two can be told apart and put in order. */
type Rank = string | number | bigint | boolean

/**
 * Where a value stands among those of its type.
 * @param value as PostgreSQL writes it, or as GraphQL hands it to a resolver
 */
function rank(type: Column['type'], value: unknown): Rank {
  switch (type) {
    case 'timestamptz':
      return value instanceof Date ? BigInt(value.getTime()) * 1000n : microseconds(String(value))
    case 'int2':
    case 'int4':
    case 'float8':
      return Number(value)
    case 'numeric':
      return scaled(String(value))
    case 'bool':
      return String(value) === 'true'
    default:
      return String(value)
  }
}

/** An exact number with up to ten decimals as a whole one. */
function scaled(text: string): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const size = BigInt(whole + fraction.padEnd(10, '0'))
  return sign === '-' ? -size : size
}

/** Below, at or above 0, as a sort function gives it; texts by code point. */
export function compareValues(type: Column['type'], a: unknown, b: unknown): number {
  const [left, right] = [rank(type, a), rank(type, b)]
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right)
  return left < right ? -1 : left > right ? 1 : 0
}

function compareTexts(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (const [index, character] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    const difference = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
