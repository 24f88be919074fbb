import { ROLES, type Role } from '../graph/roles.ts'
import { UsageError } from './exit.ts'

/**
 * The roles that were named so far and one more.
 * @throws UsageError if there is no such role
 */
export function roleFrom(text: string, before: readonly Role[] = []): Role[] {
  const role = ROLES.find((known) => known === text)
  if (role !== undefined) return [...before, role]
  throw new UsageError(`--role ${text}: Allowed choices are ${ROLES.join(', ')}`)
}

/** @throws UsageError for anything but a whole number of days. */
export function daysFrom(text: string): number {
  const days = Number(text)
  if (/^\d+$/.test(text) && days >= 1 && days <= 3_650) return days
  throw new UsageError(`--expires-in-days ${text}: a whole number from 1 to 3650`)
}
