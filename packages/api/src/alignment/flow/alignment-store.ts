import { type Batch, batched } from '../../graph/batch.ts'
import type { Context } from '../../graph/context.ts'
import { inSnapshot } from '../../graph/snapshot.ts'
import { once } from '../../reasoning/once.ts'
import { today } from '../../reasoning/today.ts'
import { settingsOf } from '../../settings/store.ts'
import type { Ledger } from './ledger.ts'
import { type Grouping, type LedgerRow, rowsOf } from './ledger-rows.ts'
import { type AlignmentMeasure, type LedgerQuestion, type PeriodFacts, readPeriods } from './ledger-store.ts'
import type { Period } from './period.ts'
import type { SupportedObjective } from './weighed-figures.ts'

/** An answer to `alignment`: the ledger of a period in one measure and currency, grouped. */
export interface ShownAlignment {
  readonly facts: PeriodFacts
  readonly grouping: Grouping
  /** Null for minutes, and where there is no money at all. */
  readonly currency: string | null
  readonly ledger: Ledger
  readonly rows: () => readonly LedgerRow[]
  readonly objectiveRows: () => readonly LedgerRow[]
  /** Leaf objectives with what supports them. */
  readonly objectives: () => readonly SupportedObjective[]
}

export interface AlignmentQuestion {
  readonly period: Period
  readonly measure: AlignmentMeasure
  readonly grouping: Grouping
  readonly currency: string | null
}

/** Answers a question; all questions of a request that are asked in one tick read together, in one snapshot. */
export async function alignmentOf(
  context: Context,
  { period, measure, grouping, currency }: AlignmentQuestion,
): Promise<ShownAlignment> {
  const facts = await batched(periodsFor, context, JSON.stringify({ period, measure }))
  return shownAlignment(facts, grouping, currency)
}

export async function shownAlignment(
  facts: PeriodFacts,
  grouping: Grouping,
  currency: string | null,
): Promise<ShownAlignment> {
  const chosen = facts.measure === 'EFFORT' ? null : (currency ?? facts.currencies[0] ?? null)
  const ledger = await facts.ledger(chosen)
  const objectiveRows = once(() => rowsOf(ledger, 'OBJECTIVE'))
  return {
    facts,
    grouping,
    currency: chosen,
    ledger,
    rows: grouping === 'OBJECTIVE' ? objectiveRows : once(() => rowsOf(ledger, grouping)),
    objectiveRows,
    objectives: once(() =>
      [...facts.timeline.weights].map(([id, weight]) => ({
        id,
        weight,
        services: facts.timeline.supporters(id),
      })),
    ),
  }
}

const periodsFor: Batch<PeriodFacts> = async (context, keys) => {
  const settings = await settingsOf(context)
  // A key is a question of ours, written as JSON.
  const questions = keys.map((key) => JSON.parse(key) as LedgerQuestion)
  return inSnapshot(context.db.kysely, (snapshot) =>
    readPeriods(snapshot, questions, {
      today: today(context, settings),
      timeZone: settings.timeZone,
      workingHours: settings.workingHoursPerWeek,
    }),
  )
}
