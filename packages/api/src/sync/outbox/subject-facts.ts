import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { type GapPageOptions, gaps } from '../../alignment/gap-store.ts'
import { type Gap, type GapCursor, type GapKind, gapCursor } from '../../alignment/gaps.ts'
import { minuteIn } from '../../graph/calendar.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { encodeGlobalId } from '../../graph/global-id.ts'
import { impact } from '../../reasoning/impact.ts'
import type { GraphNodeRef } from '../../reasoning/network.ts'
import { loadUpward } from '../../reasoning/store.ts'
import type { ActionFacts, Fact } from './action-text.ts'

/** Something of the graph that a ticket may be about, by its uuid. */
export interface Subject {
  readonly type: 'Change' | 'Service' | 'Asset'
  readonly id: string
}

/** More names help nobody who reads a ticket. */
const MOST_NAMES = 20

/**
 * What the graph knows of a subject: what it is, and what its failure does.
 *
 * @param day the day that is asked about, YYYY-MM-DD, and the time zone in which times are told
 * @throws InvalidInput where it is not there.
 */
export async function factsOf(
  db: Kysely<Database>,
  subject: Subject,
  { on, timeZone }: { readonly on: string; readonly timeZone: string },
  path: readonly string[],
): Promise<Omit<ActionFacts, 'gap'>> {
  const known = await KNOWN[subject.type](db, subject.id, timeZone)
  if (known === undefined) throw InvalidInput.at(path, `is no ${subject.type} any more`)
  const { facts, hit } = known
  const id = encodeGlobalId(subject.type, subject.id)
  return { about: [...facts, { name: 'Throughline', value: id }], impact: await impactOf(db, hit, on) }
}

/** What the failure of these does; null where there are none. */
export async function impactOf(
  db: Kysely<Database>,
  hit: readonly GraphNodeRef[],
  on: string,
): Promise<ActionFacts['impact']> {
  if (hit.length === 0) return null
  const ids = (type: GraphNodeRef['type']) => hit.filter((node) => node.type === type).map(({ id }) => id)
  const graph = await loadUpward(db, { services: ids('Service'), assets: ids('Asset') }, { on })
  return impact(graph, hit)
}

/** A planned window, in the time zone of the organisation. */
function period(start: Date, end: Date, timeZone: string): string {
  return `${minuteIn(timeZone, start)} to ${minuteIn(timeZone, end)} (${timeZone})`
}

interface Known {
  readonly facts: readonly Fact[]
  /** What fails with it. */
  readonly hit: readonly GraphNodeRef[]
}

const KNOWN: Readonly<
  Record<Subject['type'], (db: Kysely<Database>, id: string, timeZone: string) => Promise<Known | undefined>>
> = {
  async Service(db, id) {
    const row = await db
      .selectFrom('service as s')
      .leftJoin('team as t', 't.id', 's.owner_id')
      .select(['s.name', 's.kind', 's.lifecycle', 't.name as owner'])
      .where('s.id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return undefined
    const facts = [
      { name: 'Service', value: row.name },
      { name: 'Kind', value: `${row.kind}, ${row.lifecycle}` },
      { name: 'Owner', value: row.owner ?? 'nobody' },
    ]
    return { facts, hit: [{ type: 'Service', id }] }
  },
  async Asset(db, id) {
    const row = await db
      .selectFrom('asset as a')
      .leftJoin('team as t', 't.id', 'a.owner_id')
      .select(['a.name', 'a.kind', 'a.lifecycle', 'a.environment', 't.name as owner'])
      .where('a.id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return undefined
    const facts = [
      { name: 'Asset', value: row.name },
      { name: 'Kind', value: `${row.kind}, ${row.lifecycle}` },
      ...(row.environment === null ? [] : [{ name: 'Environment', value: row.environment }]),
      { name: 'Owner', value: row.owner ?? 'nobody' },
    ]
    return { facts, hit: [{ type: 'Asset', id }] }
  },
  async Change(db, id, timeZone) {
    const row = await db
      .selectFrom('change')
      .select(['title', 'type', 'state', 'planned_start as start', 'planned_end as end'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return undefined
    const touched = await touchedBy(db, id)
    const facts = [
      { name: 'Change', value: row.title },
      { name: 'Kind', value: `${row.type}, ${row.state}` },
      ...(row.start === null || row.end === null
        ? []
        : [{ name: 'Planned', value: period(row.start, row.end, timeZone) }]),
      ...(touched.length === 0 ? [] : [{ name: 'Touches', value: namesOf(touched) }]),
    ]
    return { facts, hit: touched }
  },
}

type Named = GraphNodeRef & { readonly name: string }

async function touchedBy(db: Kysely<Database>, changeId: string): Promise<Named[]> {
  const services = await db
    .selectFrom('change_service as c')
    .innerJoin('service as s', 's.id', 'c.service_id')
    .select(['s.id', 's.name'])
    .where('c.change_id', '=', changeId)
    .orderBy('s.name')
    .execute()
  const assets = await db
    .selectFrom('change_asset as c')
    .innerJoin('asset as a', 'a.id', 'c.asset_id')
    .select(['a.id', 'a.name'])
    .where('c.change_id', '=', changeId)
    .orderBy('a.name')
    .execute()
  return [
    ...services.map((row): Named => ({ type: 'Service', ...row })),
    ...assets.map((row): Named => ({ type: 'Asset', ...row })),
  ]
}

function namesOf(touched: readonly Named[]): string {
  const rest = touched.length - MOST_NAMES
  const names = touched.slice(0, MOST_NAMES).map(({ name }) => name)
  return `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

const GAPS_AT_ONCE = 1_000

/**
 * A gap of the report, by its kind and what it is missing from; undefined where there is none (any more).
 */
export async function gapOf(
  db: Kysely<Database>,
  kind: GapKind,
  subjectId: string,
  asked: Pick<GapPageOptions, 'on' | 'thresholds' | 'timeZone' | 'freshDays'>,
): Promise<Gap | undefined> {
  let after: GapCursor | undefined
  for (;;) {
    const page = await gaps(db, {
      ...asked,
      kinds: [kind],
      limit: GAPS_AT_ONCE,
      ...(after === undefined ? {} : { after }),
    })
    const found = page.gaps.find(({ subject }) => subject.id === subjectId)
    const last = page.gaps.at(-1)
    if (found !== undefined || !page.hasMore || last === undefined) return found
    after = gapCursor(last)
  }
}

/** What a ticket is about, as far as it can fail. */
export async function hitBy(db: Kysely<Database>, ticketId: string): Promise<GraphNodeRef[]> {
  const services = await db
    .selectFrom('ticket_service')
    .select('service_id as id')
    .where('ticket_id', '=', ticketId)
    .execute()
  const assets = await db
    .selectFrom('ticket_asset')
    .select('asset_id as id')
    .where('ticket_id', '=', ticketId)
    .execute()
  return [
    ...services.map(({ id }): GraphNodeRef => ({ type: 'Service', id })),
    ...assets.map(({ id }): GraphNodeRef => ({ type: 'Asset', id })),
  ]
}
