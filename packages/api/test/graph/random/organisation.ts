import type { Db, NewRow } from '@throughline/db'
import { recordAgreements } from './agreements.ts'
import type { Choice } from './choose.ts'
import { DAYS, Filler, INSTANTS, ids, WORDS } from './filler.ts'
import { recordMapping } from './mapping.ts'
import { recordFacts } from './records.ts'
import { tieTogether } from './ties.ts'

/** Fills an empty database with a small organisation in which much is equal, absent or tied to itself. */
export async function fillOrganisation(db: Db, choice: Choice): Promise<void> {
  const filler = new Filler(db, choice)
  const teams = await fillTeams(filler)
  await fillPeople(filler, teams)
  const entities = {
    teams,
    objectives: await fillObjectives(filler, teams),
    processes: await fillProcesses(filler, teams),
    services: await fillServices(filler, teams),
    assets: await fillAssets(filler, teams),
  }
  await tieTogether(filler, entities)
  await keepFigures(db, choice, [...entities.services, ...entities.assets])
  await db.pool.query(`select metric_sample_partitions('2024-01-01', '2025-03-01')`)
  await recordFacts(filler, entities)
  await recordMapping(filler, entities)
  await recordAgreements(filler, entities)
}

/** Figures as if they had been computed, many of them equal. */
async function keepFigures(db: Db, choice: Choice, nodes: readonly string[]): Promise<void> {
  for (const id of nodes) {
    const figures = {
      value_at_risk: choice.one([0, 0.1, 0.30000000000000004, 1]),
      criticality: choice.one(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const),
      computed_at: choice.one(INSTANTS),
    }
    await db.kysely.updateTable('node_figure').set(figures).where('node_id', '=', id).execute()
  }
}

async function fillTeams(filler: Filler): Promise<string[]> {
  const { choice } = filler
  const rows = filler.several(4, (index) => ({
    ...filler.stamped(),
    name: WORDS[index] ?? '',
    kind: choice.one(['BUSINESS', 'IT'] as const),
    cost_centre: choice.maybe(WORDS),
    contact: choice.maybe(WORDS),
    labels: filler.labels(),
  }))
  // Each lies below an earlier one, or below none.
  const placed = rows.map((row, index) => ({ ...row, parent_id: choice.maybe(ids(rows.slice(0, index))) }))
  await filler.insert('team', placed)
  return ids(rows)
}

async function fillPeople(filler: Filler, teams: readonly string[]): Promise<void> {
  const { choice } = filler
  const people = filler.several(4, (index) => ({
    ...filler.stamped(),
    name: filler.word(),
    email: choice.chance(50) ? `person${index}@example.org` : null,
    active: choice.chance(70),
    labels: filler.labels(),
  }))
  await filler.insert('person', people)
  await filler.insert(
    'service_account',
    filler.several(4, (index) => ({
      ...filler.stamped(),
      name: `account ${index}`,
      description: filler.word(),
    })),
  )
  await filler.insert(
    'membership',
    filler.pairs(ids(people), teams, 40).map(([person_id, team_id]) => ({
      ...filler.stamped(),
      person_id,
      team_id,
      role: choice.one(['MEMBER', 'LEAD'] as const),
      issuer: choice.maybe(['https://id.example.org']),
    })),
  )
}

async function fillObjectives(filler: Filler, teams: readonly string[]): Promise<string[]> {
  const { choice } = filler
  const rows: NewRow<'objective'>[] = []
  for (const _ of filler.several(6, () => 0)) {
    rows.push({
      ...filler.stamped(),
      title: filler.word(),
      benefit: choice.one(['', ...WORDS]),
      owner_id: choice.maybe(teams),
      parent_id: choice.maybe(ids(rows)),
      weight: choice.one([0, 0.1, 1, 1, 2.5]),
      status: choice.one(['DRAFT', 'ACTIVE', 'ACHIEVED'] as const),
      starts_on: choice.maybe(DAYS.slice(0, 2)),
      ends_on: choice.maybe(DAYS.slice(2)),
    })
  }
  await filler.insert('objective', rows)
  return ids(rows)
}

async function fillProcesses(filler: Filler, teams: readonly string[]): Promise<string[]> {
  const rows = filler.several(3, (index) => ({
    ...filler.stamped(),
    name: WORDS[index + 3] ?? '',
    owner_id: filler.choice.maybe(teams),
  }))
  await filler.insert('process', rows)
  return ids(rows)
}

async function fillServices(filler: Filler, teams: readonly string[]): Promise<string[]> {
  const { choice } = filler
  const rows = filler.several(5, (index) => ({
    ...filler.stamped(),
    name: WORDS[index] ?? '',
    description: choice.one(['', ...WORDS]),
    kind: choice.one(['BUSINESS', 'TECHNICAL'] as const),
    lifecycle: choice.one(['PLANNED', 'LIVE', 'RETIRED'] as const),
    owner_id: choice.maybe(teams),
    labels: filler.labels(),
  }))
  await filler.insert('service', rows)
  return ids(rows)
}

async function fillAssets(filler: Filler, teams: readonly string[]): Promise<string[]> {
  const { choice } = filler
  const rows = filler.several(6, () => {
    const retired = choice.chance(25)
    const priced = choice.chance(50)
    return {
      ...filler.stamped(),
      kind: choice.one(['server.virtual', 'switch', 'kubernetes.deployment']),
      name: filler.word(),
      environment: choice.maybe(WORDS),
      lifecycle: retired ? ('RETIRED' as const) : choice.one(['PLANNED', 'LIVE'] as const),
      retired_at: retired ? choice.one(INSTANTS) : null,
      owner_id: choice.maybe(teams),
      cost_amount: priced ? choice.one(['0', '12345678901234.5678', '10.5']) : null,
      cost_currency: priced ? choice.one(['EUR', 'CHF']) : null,
      attributes: choice.chance(50) ? {} : { cpu: choice.below(5), deep: { list: [filler.word(), null] } },
      first_seen_at: INSTANTS[0],
      last_seen_at: choice.one(INSTANTS),
    }
  })
  await filler.insert('asset', rows)
  return ids(rows)
}
