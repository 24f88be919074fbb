import { InvalidInput } from '../graph/errors.ts'

/** The two levels that most dependencies have, and their strengths. */
export const STRENGTH_OF_LEVEL = { HARD: 1, SOFT: 0.5 } as const

export type DependencyLevel = keyof typeof STRENGTH_OF_LEVEL

/** A strength as a caller gives it: by level or as a number from 0 to 1; HARD when neither is given. */
export function strengthFrom(given: {
  readonly level?: DependencyLevel | null | undefined
  readonly strength?: number | null | undefined
}): number {
  const { level, strength } = given
  const hasLevel = level !== undefined && level !== null
  if (strength === undefined || strength === null) return STRENGTH_OF_LEVEL[hasLevel ? level : 'HARD']
  if (hasLevel) throw InvalidInput.at(['strength'], 'is given together with level; give one of the two')
  if (!(strength >= 0 && strength <= 1))
    throw InvalidInput.at(['strength'], `is ${strength}; a strength is from 0 to 1`)
  return strength
}

/** The level that a strength has a name for. */
export function levelOf(strength: number): DependencyLevel | null {
  if (strength === STRENGTH_OF_LEVEL.HARD) return 'HARD'
  return strength === STRENGTH_OF_LEVEL.SOFT ? 'SOFT' : null
}
