import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertOrganisation, uuidOf } from '../reasoning/organisation.fixture.ts'
import { DAY, sketchParts } from '../reasoning/parts.fixture.ts'
import { gapCounts, gaps } from './gap-store.ts'
import { GAP_KINDS, type Gap, type GapCursor, type GapKind, gapCursor } from './gaps.ts'

const UNMAPPED = 30
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  const db = database.db.kysely
  await insertOrganisation(
    db,
    sketchParts({
      objectives: {
        grow: { weight: 4 },
        online: { parent: 'grow' },
        stores: { parent: 'grow' },
        comply: { weight: 1 },
        hire: { weight: 3 },
        someday: { status: 'DRAFT' },
        past: { weight: 5, endsOn: '2026-06-14' },
        next: { weight: 5, startsOn: '2026-06-16' },
      },
      services: {
        web: 'LIVE',
        auth: 'LIVE',
        tills: 'PLANNED',
        archive: 'LIVE',
        hr: 'LIVE',
        old: 'RETIRED',
        gone: 'RETIRED',
        'left-over': 'LIVE',
        cold: 'LIVE',
      },
      assets: {
        n1: 'LIVE',
        n2: 'RETIRED',
        host: 'LIVE',
        switch: 'LIVE',
        'behind-n2': 'LIVE',
        'under-old': 'LIVE',
        'under-gone': 'LIVE',
        ordered: 'PLANNED',
        ...Object.fromEntries(Array.from({ length: UNMAPPED }, (_, at) => [`spare${at}`, 'LIVE' as const])),
      },
      contributions: [
        ['online', 'web', 0.5],
        ['comply', 'web', 0],
        ['stores', 'tills', 1],
        ['hire', 'hr', 1],
        ['someday', 'left-over', 1],
        ['comply', 'old', 1],
      ],
      groups: { nodes: ['auth', 2], spares: ['old', 5] },
      dependencies: [
        ['web', 's:auth', 1],
        ['auth', 'a:n1', 1, 'nodes'],
        ['auth', 'a:n2', 1, 'nodes'],
        ['archive', 's:auth', 1],
        ['old', 'a:under-old', 1],
        ['old', 's:hr', 1],
        ['cold', 'a:ordered', 1],
        ['hr', 's:gone', 1],
        ['gone', 'a:under-gone', 1],
      ],
      relations: [
        ['n1', 'RUNS_ON', 'host', 1],
        ['switch', 'CONTAINS', 'host', 1],
        ['n2', 'RUNS_ON', 'behind-n2', 1],
      ],
    }),
  )
  const [above] = await db.insertInto('team').values({ name: 'IT', kind: 'IT' }).returning('id').execute()
  const [team] = await db
    .insertInto('team')
    .values({ name: 'Platform', kind: 'IT', parent_id: above?.id ?? null })
    .returning('id')
    .execute()
  const owned = ['auth', 'hr', 'archive', 'left-over', 'cold'].map(uuidOf)
  await db
    .updateTable('service')
    .set({ owner_id: team?.id ?? null })
    .where('id', 'in', owned)
    .execute()
  const owner_id = team?.id ?? null
  await db.updateTable('objective').set({ owner_id }).where('id', '=', uuidOf('online')).execute()
  await db.updateTable('asset').set({ owner_id }).where('id', 'in', ['spare3', 'n1'].map(uuidOf)).execute()
  const [metric] = await db
    .insertInto('metric')
    .values([
      { name: 'signups', unit: 'count', kind: 'GAUGE', service_id: uuidOf('web') },
      { name: 'silent', unit: 'count', kind: 'GAUGE', service_id: uuidOf('web') },
    ])
    .returning('id')
    .execute()
  await database.db.pool.query(`select metric_sample_partitions('2026-01-01', '2026-07-01')`)
  const sample = (at: string) => ({ metric_id: metric?.id ?? '', at, value: 1 })
  await db
    .insertInto('metric_sample')
    .values([sample('2026-05-10T23:59:00Z'), sample('2026-06-16T00:00:00Z')])
    .execute()
  const keyResult = (title: string, objective: string, metric_id: string | null) => ({
    title,
    objective_id: uuidOf(objective),
    start_value: 0,
    target_value: 1,
    current_value: 0,
    metric_id,
  })
  const silent = await db.selectFrom('metric').select('id').where('name', '=', 'silent').executeTakeFirst()
  await db
    .insertInto('key_result')
    // Gaps of one weight stand in the order of their ids, and ids of one millisecond in none.
    .values(
      [
        keyResult('entered long ago', 'online', null),
        keyResult('entered in time', 'online', null),
        keyResult('sampled long ago', 'online', metric?.id ?? null),
        keyResult('never sampled', 'hire', silent?.id ?? null),
        keyResult('of an objective that is over', 'past', null),
      ].map((row, index) => ({ ...row, id: `018cc2ea-0000-7000-8000-00000000000${index}` })),
    )
    .execute()
  await sql`
    insert into key_result_check_in (key_result_id, value, at)
    select id, 0, case title when 'entered long ago' then '2026-05-10T23:59:00Z' when 'of an objective that is over'
      then '2026-01-01T00:00:00Z' else '2026-05-11T00:00:00Z' end::timestamptz from key_result`.execute(db)
  for (const [at, amount] of [
    [3, '12.5'],
    [7, '900'],
    [8, '900'],
    [9, '0'],
  ] as const) {
    await db
      .updateTable('asset')
      .set({ cost_amount: amount, cost_currency: 'EUR' })
      .where('id', '=', uuidOf(`spare${at}`))
      .execute()
  }
  const [source] = await db
    .insertInto('source')
    .values({ name: 'cluster-a', plugin: 'kubernetes' })
    .returning('id')
    .execute()
  await db
    .insertInto('source_record')
    .values({
      source_id: source?.id ?? '',
      stream: 'assets',
      scope: 'all',
      external_id: 'n2',
      primary_key: 'n2',
      content_hash: Buffer.alloc(32),
      raw: '{}',
      asset_id: uuidOf('n2'),
      missing_since: '2026-03-01T12:00:00Z',
    })
    .execute()
})
afterAll(() => database?.drop())

async function report(
  limit: number,
  kinds?: readonly GapKind[],
  filter: { team?: string; minWeight?: number } = {},
): Promise<Gap[]> {
  const all: Gap[] = []
  let after: GapCursor | undefined
  for (let more = true; more; ) {
    const page = await gaps(database.db.kysely, {
      on: DAY,
      limit,
      ...filter,
      ...(kinds === undefined ? {} : { kinds }),
      ...(after === undefined ? {} : { after }),
    })
    expect(page.gaps.length).toBeLessThanOrEqual(limit)
    all.push(...page.gaps)
    const last = page.gaps.at(-1)
    if (last !== undefined) after = JSON.parse(JSON.stringify(gapCursor(last)))
    more = page.hasMore
  }
  return all
}

/** The whole report, read from its end in pages. */
async function reportFromTheEnd(limit: number): Promise<Gap[]> {
  const all: Gap[] = []
  let before: GapCursor | undefined
  for (let more = true; more; ) {
    const page = await gaps(database.db.kysely, {
      on: DAY,
      limit,
      backward: true,
      ...(before === undefined ? {} : { before }),
    })
    all.unshift(...page.gaps)
    const [first] = page.gaps
    if (first !== undefined) before = gapCursor(first)
    more = page.hasMore
  }
  return all
}

const brief = (rows: readonly Gap[]) =>
  rows.map((row) => [row.subject.name, row.related?.name ?? null, row.weight])

describe('the gap report', () => {
  it('finds what is missing between objectives, services and assets', async () => {
    expect(brief(await report(100, ['OBJECTIVE_WITHOUT_SERVICE']))).toEqual([
      ['stores', null, 0.25],
      ['comply', null, 0.125],
    ])
    expect(
      brief(await report(100, ['SERVICE_WITHOUT_OBJECTIVE']))
        .map(([name]) => name)
        .sort(),
    ).toEqual(['archive', 'cold', 'left-over'])
    expect(brief(await report(100, ['SERVICE_WITHOUT_OWNER']))).toEqual([['web', null, 0.125]])
    const bare = brief(await report(100, ['SERVICE_WITHOUT_ASSET']))
    expect(bare[0]).toEqual(['hr', null, 0.375])
    expect(bare.map(([name]) => name).sort()).toEqual(['cold', 'hr', 'left-over'])
    expect(brief(await report(100, ['SERVICE_ON_RETIRED_ASSET']))).toEqual([['auth', 'n2', 0.125]])
    expect(brief(await report(100, ['SERVICE_ON_RETIRED_SERVICE']))).toEqual([['hr', 'gone', 0.375]])
    expect(brief(await report(100, ['OBJECTIVE_OUTSIDE_PERIOD'])).sort()).toEqual([
      ['next', null, null],
      ['past', null, null],
    ])
    expect(brief(await report(100, ['REDUNDANCY_NOT_MET']))).toEqual([['auth', 'nodes', 0.125]])
  })

  it('finds shares, key results and services about which something is not known', async () => {
    expect(brief(await report(100, ['SHARE_WITHOUT_EFFECT']))).toEqual([['web', 'comply', 0.125]])
    expect(brief(await report(100, ['KEY_RESULT_WITHOUT_VALUE']))).toEqual([
      ['never sampled', 'hire', 0.375],
      ['entered long ago', 'online', 0.25],
      ['sampled long ago', 'online', 0.25],
    ])
    expect(brief(await report(100, ['SERVICE_WITHOUT_SURVEY']))).toEqual([['hr', null, 0.375]])
  })

  it('takes the kept figures of a service for its weight, and computes those that there are not yet', async () => {
    const kept = {
      value_at_risk: 0.0625,
      criticality: 'CRITICAL',
      computed_at: '2026-06-15T12:00:00Z',
    } as const
    const keep = (figures: object) =>
      database.db.kysely
        .updateTable('node_figure')
        .set(figures)
        .where('node_id', '=', uuidOf('web'))
        .execute()
    await keep(kept)
    const [row] = await report(100, ['SERVICE_WITHOUT_OWNER'])
    expect(row?.weight).toBe(0.0625)
    expect(row?.explanation.reasons[0]?.text).toContain('whose criticality is CRITICAL (0.06 at risk)')
    expect(brief(await report(100, ['SERVICE_WITHOUT_SURVEY']))).toContainEqual(['web', null, 0.0625])
    await keep({ computed_at: null })
    expect(brief(await report(100, ['SERVICE_WITHOUT_OWNER']))).toEqual([['web', null, 0.125]])
  })

  it('is filtered by the team above and by weight, in pages of any size, and counted likewise', async () => {
    const whole = await report(1000)
    const [top, team] = await database.db.kysely.selectFrom('team').select('id').orderBy('name').execute()
    const owned = new Set([
      'auth',
      'hr',
      'archive',
      'left-over',
      'cold',
      'online',
      'sampled long ago',
      'entered long ago',
      'spare3',
      'n1',
    ])
    const filters = [
      { team: top?.id ?? '' },
      { team: team?.id ?? '' },
      { team: uuidOf('no team') },
      { minWeight: 0.25 },
      { minWeight: 0 },
      { team: top?.id ?? '', minWeight: 0.1 },
    ]
    for (const filter of filters) {
      const wanted = whole.filter(
        ({ subject, weight }) =>
          (filter.team === undefined || (filter.team !== uuidOf('no team') && owned.has(subject.name))) &&
          (filter.minWeight === undefined || (weight !== null && weight >= filter.minWeight)),
      )
      for (const limit of [13, 1000]) expect(await report(limit, undefined, filter)).toEqual(wanted)
      const counts = await gapCounts(database.db.kysely, { on: DAY, ...filter })
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(wanted.length)
      if (filter.team !== uuidOf('no team')) expect(wanted.length).toBeGreaterThan(2)
    }
  })

  it('says in words what was found and what to do', async () => {
    const words = (await report(100)).map(({ explanation }) =>
      explanation.reasons.map(({ text }) => text).join(' '),
    )
    expect(words).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          '“stores”, which carries 25% of the whole. 1 service linked to it is not live.',
        ),
        expect.stringContaining('No team owns web, whose criticality is MEDIUM (0.13 at risk).'),
        expect.stringContaining(
          'auth depends on n2, which is retired since 2026-03-01: the source cluster-a stopped seeing it. Remove',
        ),
        expect.stringContaining('“past” is active, but its period ended on 2026-06-14'),
        expect.stringContaining('“next” is active, but its period begins on 2026-06-16'),
        expect.stringContaining('hr is live and depends on gone, which is retired'),
        expect.stringContaining('Redundancy group nodes of auth needs 2 members available and has 1 live.'),
        expect.stringContaining(
          'No service leans on spare7, directly or through other assets; it costs 900.00 EUR',
        ),
      ]),
    )
  })

  it('lists assets that nothing leans on, dearest first, but none behind something retired that is leaned on', async () => {
    const rows = await report(7, ['ASSET_WITHOUT_SERVICE'])
    const names = rows.map(({ subject }) => subject.name)
    expect(names.slice(0, 2).sort()).toEqual(['spare7', 'spare8'])
    expect(names.slice(2, 4)).toEqual(['spare3', 'spare9'])
    expect(names).toHaveLength(UNMAPPED + 1)
    expect(names).toContain('under-old')
    expect(rows[0]?.cost).toEqual({ amount: '900.0000', currency: 'EUR' })
  })

  it('comes the same in pages of any size, by kind and then by weight', async () => {
    const whole = await report(1000)
    const order = whole.map(({ kind }) => GAP_KINDS.indexOf(kind))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    for (const limit of [1, 2, 5, 13]) expect(await report(limit)).toEqual(whole)
  })

  it('counts what it lists', async () => {
    const whole = await report(1000)
    const counts = await gapCounts(database.db.kysely, { on: DAY })
    expect(counts).toEqual(
      Object.fromEntries(GAP_KINDS.map((kind) => [kind, whole.filter((row) => row.kind === kind).length])),
    )
  })

  it('is the same read from its end, and between two of its gaps', async () => {
    const whole = await report(1000)
    for (const limit of [1, 3, 7]) expect(brief(await reportFromTheEnd(limit))).toEqual(brief(whole))
    const [first, last] = [whole[1], whole.at(-2)]
    if (first === undefined || last === undefined) throw new Error('the report is too short')
    const between = { on: DAY, limit: 1000, after: gapCursor(first), before: gapCursor(last) }
    expect(brief((await gaps(database.db.kysely, between)).gaps)).toEqual(brief(whole.slice(2, -2)))
    const backward = { ...between, backward: true, limit: 2 }
    expect(brief((await gaps(database.db.kysely, backward)).gaps)).toEqual(brief(whole.slice(-4, -2)))
  })
})
