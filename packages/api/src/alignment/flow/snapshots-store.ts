import { type Database, json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { dayIn } from '../../graph/calendar.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { inSnapshot } from '../../graph/snapshot.ts'
import type { Settings } from '../../settings/settings.ts'
import { readSettings } from '../../settings/store.ts'
import { gapCounts } from '../gap-store.ts'
import { type ShownAlignment, shownAlignment } from './alignment-store.ts'
import { readDelivery, readProgress, readSatisfaction } from './around-store.ts'
import { type AlignmentMeasure, type PeriodFacts, readPeriods } from './ledger-store.ts'
import { type DueSnapshot, dueSnapshots, FORMULA_VERSION, keptRows } from './snapshots.ts'
import type { SupportedObjective } from './weighed-figures.ts'

const MEASURES = ['EFFORT', 'COST'] as const satisfies AlignmentMeasure[]

/**
 * Keeps the figures of yesterday, and those of the ends of the last twelve months if there are none of them. Asks one
 * small statement if nothing is due. Any number of processes may do it at once: the first one to finish counts.
 */
export async function keepAlignment(db: Kysely<Database>, now: Date): Promise<void> {
  const settings = await readSettings(db)
  const today = dayIn(settings.timeZone, now)
  const { rows: kept } = await sql<{ day: string }>`
    select distinct to_char(day, 'YYYY-MM-DD') as day from alignment_snapshot
    where measure = 'EFFORT' and day > ${today}::date - interval '14 months'`.execute(db)
  const due = dueSnapshots(today, new Set(kept.map(({ day }) => day)))
  if (due.length === 0) return
  // Day by day: of a year in which much was done, not all has to be in memory at once.
  for (const snapshot of due) await keepDay(db, snapshot, { now, today, settings })
}

interface Now {
  readonly now: Date
  readonly today: string
  readonly settings: Settings
}

async function keepDay(db: Kysely<Database>, snapshot: DueSnapshot, at: Now): Promise<void> {
  const shown = await shownOn(db, snapshot, at)
  const [first] = shown.flatMap(({ alignment }) => alignment ?? [])
  const around =
    snapshot.isBackfilled || first === undefined ? NOT_KNOWN : await aroundOf(db, first.objectives(), at)
  const rows = shown.map(({ measure, currency, alignment }) => ({
    ...{ day: snapshot.day, measure, currency: currency ?? '', ...around },
    ...(alignment === undefined ? TOO_LARGE : figuresOf(alignment)),
    ...{ formula_version: FORMULA_VERSION, is_backfilled: snapshot.isBackfilled, computed_at: at.now },
  }))
  await db
    .insertInto('alignment_snapshot')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function shownOn(
  db: Kysely<Database>,
  { period }: DueSnapshot,
  { today, settings }: Now,
): Promise<Kept[]> {
  const questions = MEASURES.map((measure) => ({ period, measure }))
  const { timeZone, workingHoursPerWeek: workingHours } = settings
  try {
    const facts = await inSnapshot(db, (snapshot) =>
      readPeriods(snapshot, questions, { today, timeZone, workingHours }),
    )
    const kept: Kept[] = []
    for (const of of facts) kept.push(...(await alignmentsOf(of)))
    return kept
  } catch (error) {
    // Kept as such, or it would be tried again every minute.
    if (error instanceof InvalidInput) return [{ measure: 'EFFORT', currency: null, alignment: undefined }]
    throw error
  }
}

interface Kept {
  readonly measure: AlignmentMeasure
  readonly currency: string | null
  /** Undefined if there is too much to compute. */
  readonly alignment: ShownAlignment | undefined
}

/** In minutes; in money by currency, none if there is no money. */
async function alignmentsOf(facts: PeriodFacts): Promise<Kept[]> {
  const { measure } = facts
  const kept: Kept[] = []
  for (const currency of measure === 'EFFORT' ? [null] : facts.currencies) {
    try {
      kept.push({ measure, currency, alignment: await shownAlignment(facts, 'OBJECTIVE', currency) })
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      kept.push({ measure, currency, alignment: undefined })
    }
  }
  return kept
}

const TOO_LARGE = {
  fit: null,
  fit_reason: 'TOO_LARGE',
  planned_fit: null,
  ceiling: null,
  rows: json([]),
} as const

function figuresOf(alignment: ShownAlignment) {
  const { ledger, objectiveRows } = alignment
  return {
    fit: ledger.actual.fit.value,
    fit_reason: ledger.actual.fit.reason,
    planned_fit: ledger.planned.fit.value,
    ceiling: ledger.timeline.ceiling,
    rows: json(keptRows(ledger, objectiveRows()).map((row) => ({ ...row }))),
  }
}

const NOT_KNOWN = {
  ...{ delivery: null, satisfaction: null, satisfaction_low: null, satisfaction_high: null },
  ...{ progress: null, gaps: null },
} as const

/** What stands beside the fit, as it is now. */
async function aroundOf(
  db: Kysely<Database>,
  objectives: readonly SupportedObjective[],
  { now, today, settings }: Now,
) {
  const { timeZone, criticalityThresholds, keyResultFreshDays } = settings
  const moment = { now, timeZone }
  const satisfaction = await readSatisfaction(db, objectives, moment)
  return {
    delivery: (await readDelivery(db, objectives, moment)).value,
    satisfaction: satisfaction.value,
    satisfaction_low: satisfaction.interval?.low ?? null,
    satisfaction_high: satisfaction.interval?.high ?? null,
    progress: (await readProgress(db, objectives, moment)).value,
    gaps: json(
      await gapCounts(db, {
        ...{ on: today, now, timeZone },
        ...{ thresholds: criticalityThresholds, freshDays: keyResultFreshDays },
      }),
    ),
  }
}
