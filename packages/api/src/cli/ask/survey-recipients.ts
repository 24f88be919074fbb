import { sheets } from '../../plugins.ts'
import type { AskTools } from '../client/open-client.ts'
import { UsageError } from '../exit.ts'
import { textFrom } from './input-text.ts'

/** How many recipients of a team get a link. */
export interface TeamCount {
  /** A name, an ID or `source:id`. */
  readonly team: string
  readonly count: number
}

/** Someone who gets a link, as the command line or a row of a file names them. */
export interface WantedRecipient {
  /** A name, an ID or `source:id`. */
  readonly team: string | undefined
  readonly label: string | undefined
  readonly panel: string | undefined
  /** Where it stands, for messages. */
  readonly place: string
}

const COLUMNS = ['team', 'label', 'panel'] as const

/**
 * The recipients of the options, those of teams first.
 * @throws UsageError with the line, for a file that cannot be taken as a whole
 */
export async function recipientsFrom(
  teams: readonly TeamCount[],
  file: string | undefined,
  tools: AskTools,
): Promise<WantedRecipient[]> {
  const ofTeams = teams.flatMap(({ team, count }) =>
    Array.from({ length: count }, () => ({
      team,
      label: undefined,
      panel: undefined,
      place: `--team ${team}`,
    })),
  )
  if (file === undefined) return ofTeams
  const shown = file === '-' ? 'standard input' : file
  const { readTable } = await sheets()
  const text = (await textFrom(file, tools)).replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const { header, headerLine, rows } = readTable(
    shown,
    text.endsWith('\n') ? text : `${text}\n`,
    COLUMNS,
    undefined,
  )
  const names = header.map((name) => name.toLowerCase())
  for (const [index, name] of names.entries()) {
    if (!COLUMNS.some((known) => known === name))
      throw new UsageError(
        `${shown}, line ${headerLine}: has the column ${JSON.stringify(header[index])}; the columns are ${COLUMNS.join(', ')}. What must not be stored, such as names and addresses, stays in the list of the caller, found again by the label`,
      )
    if (names.indexOf(name) < index)
      throw new UsageError(`${shown}, line ${headerLine}: has the column ${name} twice`)
  }
  const [team = -1, label = -1, panel = -1] = COLUMNS.map((name) => names.indexOf(name))
  const panels = new Map<string, number>()
  const ofRows = rows.map(({ line, cells }) => {
    const cell = (index: number) => (index === -1 || cells[index] === '' ? undefined : cells[index])
    const key = cell(panel)
    const before = key === undefined ? undefined : panels.get(key)
    if (before !== undefined)
      throw new UsageError(
        `${shown}, line ${line}: has the panel of line ${before}; each recipient has a key of their own`,
      )
    if (key !== undefined) panels.set(key, line)
    return { team: cell(team), label: cell(label), panel: key, place: `${shown}, line ${line}` }
  })
  if (ofTeams.length + ofRows.length === 0)
    throw new UsageError(`${shown}: has no row below its header; there would be no link`)
  return [...ofTeams, ...ofRows]
}
