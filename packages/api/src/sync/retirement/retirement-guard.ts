/** How much of a listing may vanish at once before a person is asked. */
export const RETIREMENT_LIMIT = 0.2

/** Whether a complete listing may retire what it no longer holds. */
export type RetirementCheck =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: string }

/**
 * A listing that is empty, or that would retire more than a fifth of what was there, is more often a broken
 * source than a vanished world: it is refused until a person approves.
 * @param before how many records the scope held before this listing
 * @param missing how many of them it no longer holds
 */
export function checkRetirementLimit(
  before: number,
  missing: number,
  what: string,
  approved: boolean,
): RetirementCheck {
  if (approved || missing === 0) return { allowed: true }
  if (missing >= before) return refused(`the listing holds none of the ${before} ${what} that were there`)
  if (missing > before * RETIREMENT_LIMIT) {
    const share = Math.round((missing / before) * 100)
    return refused(
      `the listing lacks ${missing} of ${before} ${what}, ${share}% and more than ${RETIREMENT_LIMIT * 100}%`,
    )
  }
  return { allowed: true }
}

function refused(reason: string): RetirementCheck {
  return { allowed: false, reason }
}
