import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import type { Satisfaction } from '../surveys/scoring/satisfaction.ts'
import { possiblePromises } from './feasibility-store.ts'
import { type ShownChain, shownChain } from './promise-chain.ts'
import type { MeasuredSlo, PromiseRow } from './promise-row.ts'
import { keptAttainments } from './promise-rows-store.ts'
import { statusesById } from './status-store.ts'

export interface ChainFacts {
  readonly now: Date
  /** YYYY-MM-DD */
  readonly on: string
  readonly felt: (service: string, team: string | null) => Satisfaction | null
}

/** The chains of rows, in their order, with a fixed number of statements. */
export async function chainsOf(
  db: Kysely<Database>,
  rows: readonly PromiseRow[],
  { now, on, felt }: ChainFacts,
): Promise<ShownChain[]> {
  if (rows.length === 0) return []
  const services = [...new Set(rows.map(({ serviceId }) => serviceId))]
  const slos = Map.groupBy(await attainmentsOf(db, services, now), ({ serviceId }) => serviceId)
  const possible = await possiblePromises(db, services, on)
  return rows.map((row) =>
    shownChain(
      row,
      slos.get(row.serviceId) ?? [],
      (promised) => possible.of(row.serviceId, promised),
      felt(row.serviceId, row.teamId),
    ),
  )
}

/** Attainments of the SLOs of services: the kept ones, computed where they are not fresh. */
export async function attainmentsOf(
  db: Kysely<Database>,
  services: readonly string[],
  now: Date,
): Promise<MeasuredSlo[]> {
  const kept = await keptAttainments(db, services, now)
  const stale = kept.filter(({ isFresh }) => !isFresh).map(({ id }) => id)
  const computed = await statusesById(db, stale, now)
  return kept.map((slo) => {
    const status = computed.get(slo.id)
    return status === undefined ? slo : { ...slo, attainment: status.budget.attainment }
  })
}
