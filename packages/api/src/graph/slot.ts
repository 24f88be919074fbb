import { createHash } from 'node:crypto'

/**
 * Where a compiled statement puts what a field asked for, by the field's response key: aliases of one field
 * with different arguments never meet, and since it follows from the key alone, a resolver finds it without
 * a table. PostgreSQL cuts names at 63 bytes, so a long alias becomes a hash.
 */
export function slot(responseKey: string): string {
  if (responseKey.length <= 48) return `~${responseKey}`
  return `#${createHash('sha256').update(responseKey).digest('base64url')}`
}
