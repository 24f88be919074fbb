import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import type { ShownChain } from '../../commitments/promise-chain.ts'
import { promiseRows } from '../../commitments/promise-rows-store.ts'
import { attainmentsOf, chainsOf } from '../../commitments/promises-store.ts'
import { dayIn } from '../../graph/calendar.ts'
import { inSnapshot } from '../../graph/snapshot.ts'
import { progressOf } from '../../objectives/progress.ts'
import { satisfactionOf } from '../../surveys/satisfaction-store.ts'
import { scoresOf } from '../../surveys/scores-store.ts'
import type { SurveyScore } from '../../surveys/scoring/survey-scores.ts'
import { loadProgress } from '../progress-store.ts'
import {
  deliveryOf,
  progressOfAll,
  type SupportedObjective,
  satisfactionOfAll,
  type WeighedFigure,
} from './weighed-figures.ts'

/** When it is. */
export interface Moment {
  readonly now: Date
  readonly timeZone: string
}

/** What SLOs of supporting services attained, by the figures that are kept of them where they are fresh. */
export async function readDelivery(
  db: Kysely<Database>,
  objectives: readonly SupportedObjective[],
  { now }: Moment,
): Promise<WeighedFigure> {
  const slos = await attainmentsOf(db, servicesOf(objectives), now)
  const attainments = new Map<string, number[]>()
  for (const { serviceId, attainment } of slos) {
    if (attainment !== null) attainments.set(serviceId, [...(attainments.get(serviceId) ?? []), attainment])
  }
  return deliveryOf(objectives, attainments)
}

/** Satisfaction with supporting services. Stores what is published, so it does not run in a snapshot that only reads. */
export async function readSatisfaction(
  db: Kysely<Database>,
  objectives: readonly SupportedObjective[],
  { now }: Moment,
): Promise<WeighedFigure> {
  const felt = await satisfactionOf(db, servicesOf(objectives), now)
  return satisfactionOfAll(objectives, (service) => felt(service, null))
}

export async function readProgress(
  db: Kysely<Database>,
  objectives: readonly SupportedObjective[],
  moment: Moment,
): Promise<WeighedFigure> {
  const ids = objectives.map(({ id }) => id)
  const progress = progressOf(await loadProgress(db, ids, moment))
  return progressOfAll(objectives, (id) => progress(id).value)
}

/**
 * The four areas of the last survey on the organisation that ended in the period or before it.
 * @param to the last day of the period
 */
export async function readAreas(
  db: Kysely<Database>,
  to: string,
  { now, timeZone }: Moment,
): Promise<SurveyScore[]> {
  const scores = await scoresOf(db, {
    services: null,
    subject: 'ORGANISATION',
    asksCells: false,
    now,
    isAsked: ({ endsAt }, { kind }) => kind === 'AREA' && dayIn(timeZone, endsAt) <= to,
  })
  return scores.filter(({ survey }) => survey.id === scores[0]?.survey.id)
}

/** Promise chains with a perception gap, by service. @param on the day that is asked about */
export async function readPerceptionGaps(
  db: Kysely<Database>,
  on: string,
  { now }: Moment,
): Promise<ShownChain[]> {
  const felt = await satisfactionOf(db, null, now)
  return inSnapshot(db, async (snapshot) => {
    const rows = await promiseRows(snapshot, { on, service: null, team: null })
    const chains = await chainsOf(snapshot, rows, { now, on, felt })
    return chains.filter(({ perceptionGap }) => perceptionGap !== null)
  })
}

function servicesOf(objectives: readonly SupportedObjective[]): string[] {
  return [...new Set(objectives.flatMap(({ services }) => services))]
}
