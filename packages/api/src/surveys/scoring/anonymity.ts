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

/** How many answers came, went or changed. A changed one came and went, and counts once. */
export function changeOf(
  published: ReadonlyMap<string, string>,
  current: ReadonlyMap<string, string>,
): number {
  const missing = (from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>) =>
    [...from].filter(([id, value]) => to.get(id) !== value).length
  return Math.max(missing(published, current), missing(current, published))
}

/** Whether a result may be published again: the difference of both must not tell what fewer than five answered. */
export function mayRepublish(changes: number): boolean {
  return changes >= FEWEST
}
