import { shownCells } from '../scoring/anonymity.ts'
import { FEWEST } from '../scoring/interval.ts'

/** How many of a team have a link, and how many of them have answered. */
export interface TeamCount {
  /** UUID; null for those of no team that is named. */
  readonly teamId: string | null
  readonly invited: number
  /** Null if it is not shown. */
  readonly answered: number | null
}

/**
 * How many have answered, as far as it may be shown: in all from five on; of teams once the campaign has closed, and only
 * those that scores would be shown of, so that it does not follow who of few has answered.
 */
export function shownCounts(
  teams: readonly (TeamCount & { readonly answered: number })[],
  isOver: boolean,
): { readonly invited: number; readonly answered: number | null; readonly teams: readonly TeamCount[] } {
  const sum = (of: (team: (typeof teams)[number]) => number) =>
    teams.reduce((total, team) => total + of(team), 0)
  const answered = sum((team) => team.answered)
  const shown = isOver
    ? shownCells(teams.map(({ teamId, answered }) => ({ key: teamId ?? '', n: answered })))
    : new Set<string>()
  return {
    invited: sum(({ invited }) => invited),
    answered: answered >= FEWEST ? answered : null,
    teams: teams.map((team) => ({ ...team, answered: shown.has(team.teamId ?? '') ? team.answered : null })),
  }
}
