import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runs } from '../../../test/runs.ts'
import { DEFAULT_CRITICALITY_THRESHOLDS } from '../../reasoning/criticality.ts'
import { emptyOrganisation, insertOrganisation, uuidOf } from '../../reasoning/organisation.fixture.ts'
import { organisations } from '../../reasoning/organisations.fixture.ts'
import { DAY } from '../../reasoning/parts.fixture.ts'
import { loadModelHealth } from './health-store.ts'
import { modelHealth } from './model-health.ts'
import { type KnownOrganisation, naiveHealth } from './naive-health.fixture.ts'
import { gainOf, type ModelStage, type StageFacts, shareOf } from './stages.ts'

const NOW = new Date(`${DAY}T12:00:00Z`)
const MINUTE = 60_000

let database: TestDatabase
let team = ''
let source = ''

beforeAll(async () => {
  database = await testDatabase()
  const db = database.db.kysely
  const teams = await db.insertInto('team').values({ name: 'Platform', kind: 'IT' }).returning('id').execute()
  const sources = await db
    .insertInto('source')
    .values({ name: 'cmdb', plugin: 'csv', schedule: '0 * * * *' })
    .returning('id')
    .execute()
  team = teams[0]?.id ?? ''
  source = sources[0]?.id ?? ''
})
afterAll(() => database.drop())

const options = () => ({
  now: NOW,
  on: DAY,
  thresholds: DEFAULT_CRITICALITY_THRESHOLDS,
  timeZone: 'UTC',
})

/** Minutes since a source confirmed an asset: an hourly one read at 11:00 and before that at 10:00. */
const minutes = fc.constantFrom(null, 1, 59, 119, 120, 121, 5_000)

const eight = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 8, maxLength: 8 })

const known = fc
  .record({
    parts: organisations(true),
    owned: eight(fc.boolean()),
    valueAtRisk: eight(fc.constantFrom(0, 0, 0.1, 0.25, 1)),
    business: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    seen: fc.array(minutes, { minLength: 4, maxLength: 4 }),
    missing: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  })
  .map(({ parts, owned, valueAtRisk, business, seen, missing }) => {
    const nodes = [...parts.assets, ...parts.services].map(({ id }) => id)
    const chosen = (ids: readonly string[], flags: readonly boolean[]) =>
      new Set(ids.filter((_, at) => flags[at]))
    const services = parts.services.map(({ id }) => id)
    const records = parts.assets.flatMap(({ id }, at) => {
      const age = seen[at] ?? null
      return age === null ? [] : [{ id, age, gone: missing[at] ?? false }]
    })
    const organisation: KnownOrganisation = {
      parts,
      owned: chosen(nodes, owned),
      valueAtRisk: new Map(nodes.map((id, at) => [id, valueAtRisk[at] ?? 0])),
      business: chosen(services, business),
      confirmed: new Set(records.filter(({ age, gone }) => !gone && age <= 120).map(({ id }) => id)),
    }
    return { organisation, records }
  })

type Known = typeof known extends fc.Arbitrary<infer T> ? T : never

async function write({ organisation, records }: Known): Promise<void> {
  const db = database.db.kysely
  const { parts, owned, business, valueAtRisk } = organisation
  await db.deleteFrom('source_record').execute()
  await emptyOrganisation(db)
  await insertOrganisation(db, parts)
  const ids = [...owned].map(uuidOf)
  await sql`update asset set owner_id = ${team} where id = any(${ids}::uuid[])`.execute(db)
  await sql`update service set owner_id = ${team} where id = any(${ids}::uuid[])`.execute(db)
  await sql`update service set kind = 'BUSINESS' where id = any(${[...business].map(uuidOf)}::uuid[])`.execute(
    db,
  )
  const figures = JSON.stringify([...valueAtRisk].map(([id, value]) => ({ id: uuidOf(id), value })))
  await sql`update node_figure f set value_at_risk = x.value, computed_at = now()
    from json_to_recordset(${figures}::json) x (id uuid, value float8) where f.node_id = x.id`.execute(db)
  const rows = records.map(({ id, age, gone }) => ({
    source_id: source,
    stream: 'assets',
    scope: 'all',
    external_id: id,
    primary_key: id,
    content_hash: Buffer.from(id),
    raw: '{}',
    asset_id: uuidOf(id),
    first_seen_at: new Date(0),
    last_seen_at: new Date(NOW.getTime() - age * MINUTE),
    missing_since: gone ? NOW : null,
  }))
  if (rows.length > 0) await db.insertInto('source_record').values(rows).execute()
}

it('equals the naive computation on random organisations, with shares from 0 to 1 and the largest gain first', async () => {
  const covered = new Set<ModelStage>()
  await fc.assert(
    fc.asyncProperty(known, async (drawn) => {
      await write(drawn)
      const stages = await loadModelHealth(database.db.kysely, options())
      const naive = naiveHealth(drawn.organisation)
      for (const { stage, rows, weights, ages, gaps } of stages) {
        const expected = naive.get(stage)
        expect({ stage, rows }).toEqual({ stage, rows: expected?.rows })
        expect(weights.covered).toBeCloseTo(expected?.weights.covered ?? -1, 12)
        expect(weights.missing).toBeCloseTo(expected?.weights.missing ?? -1, 12)
        expect((ages.median ?? 0) <= (ages.oldest ?? 0)).toBe(true)
        const counted = gaps.filter((gap) => gap.counted).reduce((sum, { count }) => sum + count, 0)
        expect(counted).toBe(rows.missing)
        if (rows.covered > 0 && rows.missing > 0) covered.add(stage)
      }
      const health = modelHealth(stages)
      for (const { share, weightShare } of health.stages) {
        for (const value of [share, weightShare])
          expect(value === null || (value >= 0 && value <= 1)).toBe(true)
      }
      const gains = gainsOf(stages)
      const best = health.nextBest
      expect(best?.weightGain ?? 0).toBe(Math.max(0, ...gains.map(({ weight }) => weight)))
      if (best !== null && best.kind !== 'NOTHING_RECORDED' && best.weightGain === null) {
        expect(best.shareGain ?? 0).toBe(Math.max(0, ...gains.map(({ rows }) => rows)))
      }
    }),
    { numRuns: runs(8, 120) },
  )
  expect(covered.size).toBeGreaterThan(3)
})

function gainsOf(stages: readonly StageFacts[]) {
  return stages.flatMap((stage) => stage.gaps.map((gap) => gainOf(gap, stage)))
}

it('never lowers a share of the stage “owned” when something gets an owner', async () => {
  const owned = async () => {
    const stages = await loadModelHealth(database.db.kysely, options())
    const found = stages.find(({ stage }) => stage === 'OWNED')
    return found === undefined ? [] : [shareOf(found.rows) ?? 0, shareOf(found.weights) ?? 0]
  }
  await fc.assert(
    fc.asyncProperty(known, async (drawn) => {
      await write(drawn)
      const { parts, owned: has } = drawn.organisation
      let before = await owned()
      for (const [table, rows] of [
        ['asset', parts.assets],
        ['service', parts.services],
      ] as const) {
        const given = rows.find(({ id, lifecycle }) => lifecycle === 'LIVE' && !has.has(id))
        if (given === undefined) continue
        await database.db.kysely
          .updateTable(table)
          .set({ owner_id: team })
          .where('id', '=', uuidOf(given.id))
          .execute()
        const after = await owned()
        expect(after.map((share, place) => share >= (before[place] ?? 1))).toEqual([true, true])
        before = after
      }
    }),
    { numRuns: runs(4, 60) },
  )
})

it('answers an empty organisation with nulls, reasons and how to begin', async () => {
  await database.db.kysely.deleteFrom('source_record').execute()
  await emptyOrganisation(database.db.kysely)
  const { stages, nextBest, explanation } = modelHealth(await loadModelHealth(database.db.kysely, options()))
  expect(stages.map(({ share, weightShare, total }) => [share, weightShare, total])).toEqual(
    Array.from({ length: 5 }, () => [null, null, 0]),
  )
  for (const stage of stages) {
    expect(stage.explanation.reasons.map(({ code }) => code)).toEqual([
      'NOTHING_TO_COUNT',
      'NOTHING_AT_STAKE',
    ])
  }
  expect(nextBest).toMatchObject({ kind: 'NOTHING_RECORDED', command: 'throughline apply -f <file>' })
  expect(explanation.reasons.map(({ code }) => code)).toEqual(['NOTHING_TO_COUNT'])
})

it('counts only what a team owns, where “owned” has no share', async () => {
  const [drawn] = fc.sample(known, { numRuns: 1, seed: 42 })
  if (drawn === undefined) throw new Error('nothing was drawn')
  await write(drawn)
  const { organisation } = drawn
  const [found, owned] = modelHealth(await loadModelHealth(database.db.kysely, { ...options(), team })).stages
  const assets = organisation.parts.assets.filter(
    ({ id, lifecycle }) => lifecycle === 'LIVE' && organisation.owned.has(id),
  )
  expect(found?.total).toBe(assets.length)
  expect(owned).toMatchObject({ share: null, weightShare: null })
  expect(owned?.explanation.reasons.map(({ code }) => code)).toEqual(['OWNED_BY_THE_TEAM'])
})
