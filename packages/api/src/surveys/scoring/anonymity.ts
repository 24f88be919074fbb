import { FEWEST } from './interval.ts'

/** A part of the respondents, such as a team. */
export interface Cell {
  readonly key: string
  readonly n: number
}

/**
 * Which cells of a partition may be shown beside their total. Those with fewer than five answers are not; and while the
 * hidden ones have fewer than five answers together, as a single one has, the next smallest is hidden with them:
 * otherwise the total less the shown ones would tell what they answered. Of equal ones the later key is hidden first.
 */
export function shownCells(cells: readonly Cell[]): ReadonlySet<string> {
  const bySize = cells.filter(({ n }) => n > 0).sort((a, b) => a.n - b.n || (a.key < b.key ? 1 : -1))
  let hidden = bySize.filter(({ n }) => n < FEWEST).length
  const hiddenAnswers = () => bySize.slice(0, hidden).reduce((sum, { n }) => sum + n, 0)
  while (hidden > 0 && hidden < bySize.length && hiddenAnswers() < FEWEST) hidden += 1
  return new Set(bySize.slice(hidden).map(({ key }) => key))
}

/** Whether a result may be published again: the difference of both must not tell what fewer than five answered. */
export function mayRepublish(newAnswers: number): boolean {
  return newAnswers >= FEWEST
}

/**
 * Whether parts of the respondents may be published beside totals that were published before, at the end of some
 * rounds: no sum of parts may differ by fewer than five answers from the answers of one round or of several successive
 * ones.
 * @param parts of each the number of answers by round, the first at place 0
 */
export function areApartFromRounds(parts: readonly (readonly number[])[], rounds: number): boolean {
  const sums = parts.map((byRound) => {
    let sum = 0
    return [0, ...Array.from({ length: rounds }, (_, round) => (sum += byRound[round] ?? 0))]
  })
  for (let from = 0; from < rounds; from += 1) {
    for (let to = from + 1; to <= rounds; to += 1) {
      // The nearest sum takes each part of which at least half is of these rounds.
      let apart = 0
      for (const sum of sums) {
        const inside = (sum[to] ?? 0) - (sum[from] ?? 0)
        apart += Math.min(inside, (sum[rounds] ?? 0) - inside)
        if (apart >= FEWEST) break
      }
      if (apart > 0 && apart < FEWEST) return false
    }
  }
  return true
}
