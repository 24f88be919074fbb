import { areApartFromRounds, mayRepublish, shownCells } from './anonymity.ts'

/** An answer to one question, with a digest in place of who gave it. */
export interface CountedAnswer {
  /** Digest of the ID of the response. */
  readonly response: string
  /** Team or side of the respondent; empty if it is not known. */
  readonly cell: string
  readonly value: number
}

/** What is published of one cell. Its respondents stay in it, whatever team they belong to later. */
export interface PublishedCell {
  readonly values: ReadonlyMap<number, number>
  /** Digests of the responses that are counted, with the round in which each was. */
  readonly members: ReadonlyMap<string, number>
}

/** What is published of the answers to a question. */
export interface Publication {
  readonly cells: ReadonlyMap<string, PublishedCell>
  /** The cells that may be shown beside the total; null while only the total was shown. */
  readonly split: ReadonlySet<string> | null
}

/** The name of the cells that are shown only together, and of all cells before the split. */
const REST = '*'

/**
 * What may be published of the answers now, given what was published before. New answers are taken in unit by unit, a
 * unit being a cell that is shown, or all others together; each only when at least five came. An answer that was
 * counted stays counted as it was given first. So every difference of two results, of the total too, is about five
 * answers or more.
 * @param asksCells whether results of cells are shown from now on; which ones is then fixed
 * @returns null while there are fewer than five answers
 */
export function nextPublication(
  before: Publication | null,
  answers: readonly CountedAnswer[],
  asksCells: boolean,
): Publication | null {
  const split = before?.split ?? null
  const cells = new Map(before?.cells)
  const counted = new Set([...cells.values()].flatMap(({ members }) => [...members.keys()]))
  const round = roundsOf(cells)
  const unitOf = (cell: string) => (split?.has(cell) === true ? cell : REST)
  const fresh = answers.filter(({ response }) => !counted.has(response))
  for (const unit of Map.groupBy(fresh, ({ cell }) => unitOf(cell)).values()) {
    if (!mayRepublish(unit.length)) continue
    for (const [cell, rows] of Map.groupBy(unit, (row) => row.cell))
      cells.set(cell, grown(cells.get(cell), rows, round))
  }
  if (cells.size === 0) return null
  return { cells, split: split ?? (asksCells ? safeSplit(cells) : null) }
}

function grown(
  before: PublishedCell | undefined,
  rows: readonly CountedAnswer[],
  round: number,
): PublishedCell {
  const values = new Map(before?.values)
  const members = new Map(before?.members)
  for (const { value, response } of rows) {
    values.set(value, (values.get(value) ?? 0) + 1)
    members.set(response, round)
  }
  return { values, members }
}

/** In how many rounds answers were taken in. */
function roundsOf(cells: Publication['cells']): number {
  let rounds = 0
  for (const { members } of cells.values())
    for (const round of members.values()) rounds = Math.max(rounds, round + 1)
  return rounds
}

/** The cells that may be shown: of the partition, and beside the totals that were published before. */
function safeSplit(cells: Publication['cells']): ReadonlySet<string> {
  const sizes = [...cells].map(([key, { members }]) => ({ key, n: members.size }))
  const shown = shownCells(sizes)
  const bySize = sizes
    .filter(({ key }) => shown.has(key))
    .sort((a, b) => a.n - b.n || (a.key < b.key ? 1 : -1))
  const rounds = roundsOf(cells)
  const byRound = (part: readonly PublishedCell[]) => {
    const counts = new Array<number>(rounds).fill(0)
    for (const { members } of part)
      for (const round of members.values()) counts[round] = (counts[round] ?? 0) + 1
    return counts
  }
  for (let dropped = 0; dropped < bySize.length; dropped += 1) {
    const kept = new Set(bySize.slice(dropped).map(({ key }) => key))
    const rest = [...cells].flatMap(([key, cell]) => (kept.has(key) ? [] : [cell]))
    const own = [...cells].flatMap(([key, cell]) => (kept.has(key) ? [byRound([cell])] : []))
    if (areApartFromRounds([...own, byRound(rest)], rounds)) return kept
  }
  return new Set()
}

/** A part of the respondents that a result can be published of. */
export interface Unit {
  /** Team or side; null for all respondents. */
  readonly cell: string | null
  readonly values: ReadonlyMap<number, number>
  /** Whether its result must not be published, as it follows what others answered. */
  readonly isHidden: boolean
}

/**
 * The total and each cell of a publication. A cell is hidden if the split does not show it, or if it is needed to hide
 * that all of another one answered the same: total less the rest would tell it.
 * @param categoryOf what an answer counts as in the score, such as content or not
 */
export function unitsOf(
  { cells, split }: Publication,
  categoryOf: (value: number) => number,
): { readonly total: Unit; readonly cells: readonly Unit[] } {
  const total = sumOf([...cells.values()].map(({ values }) => values))
  const isUnanimous = (values: ReadonlyMap<number, number>) => unanimous(values, categoryOf)
  const shown = [...cells]
    .filter(([cell]) => split?.has(cell) === true)
    .map(([cell, { values }]) => ({ cell, values }))
  const rest = [...cells].filter(([cell]) => split?.has(cell) !== true).map(([, { values }]) => values)
  const hidden = new Set<string>()
  if (!isUnanimous(total)) {
    const guarded = shown.filter(({ values }) => isUnanimous(values))
    const bySize = shown
      .filter(({ values }) => !isUnanimous(values))
      .sort((a, b) => count(a.values) - count(b.values) || (a.cell < b.cell ? 1 : -1))
    const pool = () =>
      sumOf([
        ...rest,
        ...guarded.map(({ values }) => values),
        ...bySize.flatMap(({ cell, values }) => (hidden.has(cell) ? [values] : [])),
      ])
    for (const { cell } of bySize) {
      const together = pool()
      if (count(together) === 0 || !isUnanimous(together)) break
      hidden.add(cell)
    }
  }
  return {
    total: { cell: null, values: total, isHidden: false },
    cells: [...cells].map(([cell, { values }]) => ({
      cell,
      values,
      isHidden: split?.has(cell) !== true || hidden.has(cell),
    })),
  }
}

/** Whether all answers count as the same. */
export function unanimous(
  values: ReadonlyMap<number, number>,
  categoryOf: (value: number) => number,
): boolean {
  return new Set([...values.keys()].map(categoryOf)).size <= 1
}

export function count(values: ReadonlyMap<number, number>): number {
  let n = 0
  for (const times of values.values()) n += times
  return n
}

function sumOf(parts: readonly ReadonlyMap<number, number>[]): Map<number, number> {
  const sum = new Map<number, number>()
  for (const part of parts) for (const [value, times] of part) sum.set(value, (sum.get(value) ?? 0) + times)
  return sum
}
