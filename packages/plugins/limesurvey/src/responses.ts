import { instantIn } from '@throughline/plugin-kit'
import { exportResponses } from './client.ts'
import type { Position } from './position.ts'
import type { Session } from './session.ts'
import type { Questionnaire } from './surveys.ts'
import type { Row } from './wire.ts'

/** Numbers that are this close to each other are exported in one go, with what lies between them. */
const CLOSE = 100
/** When a response changed, where its survey does not note it: before everything else. */
const UNKNOWN = '1980-01-01T00:00:00.000Z'

/** One page of responses and the position after it. */
export interface ResponsePage {
  readonly rows: readonly Row[]
  readonly next: Position
}

/** What there is of a survey, and how it is read. */
export interface Reading {
  readonly survey: string
  readonly questionnaire: Pick<Questionnaire, 'language' | 'dated'>
  readonly timeZone: string
  readonly pageSize: number
}

/**
 * The responses that changed after a position, the earliest first. A response is numbered when it is begun, and may be
 * finished or corrected at any time, so its number does not tell: first all are listed with their times, then those
 * that are wanted are exported.
 */
export async function* responsePages(
  session: Session,
  reading: Reading,
  from: Position | null,
): AsyncGenerator<ResponsePage> {
  const wanted = (await listChanged(session, reading)).filter(
    (position) => from === null || isAfter(position, from),
  )
  for (let start = 0; start < wanted.length; start += reading.pageSize) {
    const page = wanted.slice(start, start + reading.pageSize)
    const rows = new Map<number, Row>()
    for (const { first, last } of idRanges(page.map(({ id }) => id))) {
      const { survey, questionnaire } = reading
      const query = { language: questionnaire.language, from: first, to: last }
      for (const row of await exportResponses(session, survey, query)) rows.set(Number(row.id), row)
    }
    const next = page.at(-1)
    if (next !== undefined) yield { rows: page.map(({ id }) => rows.get(id)).filter(isThere), next }
  }
}

/** Every finished response with when it changed, in that order. */
export async function listChanged(
  session: Session,
  { survey, questionnaire, timeZone }: Reading,
): Promise<Position[]> {
  const { language, dated } = questionnaire
  const columns = ['id', 'submitdate', ...(dated ? ['datestamp'] : [])]
  const rows = await exportResponses(session, survey, { language, columns })
  return rows
    .map((row) => ({ at: dated ? changedAt(row, timeZone) : UNKNOWN, id: Number(row.id) }))
    .sort((a, b) => (a.at === b.at ? a.id - b.id : a.at < b.at ? -1 : 1))
}

function changedAt({ submitdate, datestamp }: Row, timeZone: string): string {
  const times = [submitdate, datestamp].map((time) => instantIn(timeZone, String(time ?? ''))?.getTime())
  const latest = Math.max(...times.filter((time) => time !== undefined))
  return Number.isFinite(latest) ? new Date(latest).toISOString() : UNKNOWN
}

/** One that was deleted since it was listed is not. */
function isThere(row: Row | undefined): row is Row {
  return row !== undefined
}

function isAfter(a: Position, b: Position): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at
}

/** Ids as ranges, so that a correction of an old response does not export all responses since. */
function idRanges(ids: readonly number[]): { first: number; last: number }[] {
  const ranges: { first: number; last: number }[] = []
  for (const id of ids.toSorted((a, b) => a - b)) {
    const open = ranges.at(-1)
    if (open !== undefined && id - open.last <= CLOSE) open.last = id
    else ranges.push({ first: id, last: id })
  }
  return ranges
}
