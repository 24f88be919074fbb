import type { Db, NewRow, TableName } from '@throughline/db'
import type { Choice } from './choose.ts'

/** Texts that are easily confused: by case, by accent, by length in UTF-16, by what LIKE takes for a wildcard. */
export const WORDS = ['Ada', 'ada', 'É', 'é', 'a%a', 'a_a', 'a\\a', '10', '9', '\u{1F680}', '\uFB01'] as const

/** Instants that share a millisecond and do not share a microsecond, and some that are equal. */
export const INSTANTS = [
  '2024-01-01 00:00:00.000000+00',
  '2024-01-01 00:00:00.000001+00',
  '2024-06-30 12:30:00.123456+00',
  '2024-06-30 12:30:00.123999+00',
  '2025-02-28 23:59:59.999999+00',
] as const

const DAYS = ['2024-01-01', '2024-02-29', '2024-12-31'] as const
export const SHARES = [0, 0.1, 0.3, 0.5, 1] as const

/** Fills an empty database with a small organisation in which much is equal, absent or tied to itself. */
export async function fillOrganisation(db: Db, choice: Choice): Promise<void> {
  const insert = async <T extends TableName>(table: T, rows: readonly NewRow<T>[]): Promise<void> => {
    if (rows.length > 0)
      await db.kysely
        .insertInto<TableName>(table)
        .values(rows as NewRow<TableName>[])
        .execute()
  }
  const times = () => ({
    id: choice.uuid(),
    created_at: choice.one(INSTANTS),
    updated_at: choice.one(INSTANTS),
  })
  const several = <T>(most: number, make: (index: number) => T): T[] =>
    Array.from({ length: choice.chance(8) ? 0 : 1 + choice.below(most) }, (_, index) => make(index))
  const word = () => choice.one(WORDS)
  const ids = (rows: readonly { readonly id?: string | undefined }[]) => rows.flatMap(({ id }) => id ?? [])
  const labels = () => (choice.chance(50) ? {} : { tier: word(), nested: word() })

  const teams = several(4, (index) => ({
    ...times(),
    name: WORDS[index] ?? word(),
    kind: choice.one(['BUSINESS', 'IT'] as const),
    cost_centre: choice.maybe(WORDS),
    contact: choice.maybe(WORDS),
    labels: labels(),
  }))
  await insert('team', teams)
  const owner_id = () => choice.maybe(ids(teams))

  const objectives: NewRow<'objective'>[] = []
  for (const _ of several(6, () => 0)) {
    objectives.push({
      ...times(),
      title: word(),
      benefit: choice.one(['', ...WORDS]),
      owner_id: owner_id(),
      parent_id: choice.maybe(ids(objectives)),
      weight: choice.one([0, 0.1, 1, 1, 2.5]),
      status: choice.one(['DRAFT', 'ACTIVE', 'ACHIEVED'] as const),
      starts_on: choice.maybe(DAYS.slice(0, 2)),
      ends_on: choice.maybe(DAYS.slice(2)),
    })
  }
  await insert('objective', objectives)
  const processes = several(3, (index) => ({
    ...times(),
    name: WORDS[index + 3] ?? word(),
    owner_id: owner_id(),
  }))
  await insert('process', processes)
  const services = several(5, (index) => ({
    ...times(),
    name: WORDS[index] ?? word(),
    description: choice.one(['', ...WORDS]),
    kind: choice.one(['BUSINESS', 'TECHNICAL'] as const),
    lifecycle: choice.one(['PLANNED', 'LIVE', 'RETIRED'] as const),
    owner_id: owner_id(),
    labels: labels(),
  }))
  await insert('service', services)
  const assets = several(6, () => {
    const retired = choice.chance(25)
    const priced = choice.chance(50)
    return {
      ...times(),
      kind: choice.one(['server.virtual', 'switch', 'kubernetes.deployment']),
      name: word(),
      environment: choice.maybe(WORDS),
      lifecycle: retired ? ('RETIRED' as const) : choice.one(['PLANNED', 'LIVE'] as const),
      retired_at: retired ? choice.one(INSTANTS) : null,
      owner_id: owner_id(),
      cost_amount: priced ? choice.one(['0', '12345678901234.5678', '10.5']) : null,
      cost_currency: priced ? 'EUR' : null,
      attributes: choice.chance(50) ? {} : { cpu: choice.below(5), deep: { list: [word(), null] } },
      first_seen_at: INSTANTS[0],
      last_seen_at: choice.one(INSTANTS),
    }
  })
  await insert('asset', assets)

  const pairs = <A, B>(left: readonly A[], right: readonly B[], percent: number): [A, B][] =>
    left.flatMap((a) => right.filter(() => choice.chance(percent)).map((b): [A, B] => [a, b]))
  await insert(
    'objective_service',
    pairs(ids(objectives), ids(services), 35).map(([objective_id, service_id]) => ({
      ...times(),
      objective_id,
      service_id,
      share: choice.one(SHARES),
      rationale: choice.one(['', ...WORDS]),
      valid_from: choice.maybe(DAYS.slice(0, 1)),
      valid_to: choice.maybe(DAYS.slice(1)),
    })),
  )
  await insert(
    'process_objective',
    pairs(ids(processes), ids(objectives), 35).map(([process_id, objective_id]) => ({
      process_id,
      objective_id,
    })),
  )
  await insert(
    'process_service',
    pairs(ids(processes), ids(services), 35).map(([process_id, service_id]) => ({ process_id, service_id })),
  )

  const groups = ids(services)
    .filter(() => choice.chance(40))
    .map((service_id) => ({
      ...times(),
      service_id,
      name: word(),
      min_up: 1 + choice.below(2),
    }))
  await insert('redundancy_group', groups)
  const groupOf = (service: string) =>
    choice.maybe(groups.filter((group) => group.service_id === service).map(({ id }) => id))
  await insert('service_dependency', [
    ...pairs(ids(services), ids(services), 30)
      .filter(([a, b]) => a !== b)
      .map(([service_id, on_service_id]) => ({
        ...times(),
        service_id,
        on_service_id,
        on_asset_id: null,
        strength: choice.one(SHARES),
        group_id: groupOf(service_id),
      })),
    ...pairs(ids(services), ids(assets), 30).map(([service_id, on_asset_id]) => ({
      ...times(),
      service_id,
      on_service_id: null,
      on_asset_id,
      strength: choice.one(SHARES),
      group_id: groupOf(service_id),
    })),
  ])

  const sources = several(2, (index) => ({
    ...times(),
    name: `source-${index}`,
    plugin: 'csv',
    precedence: choice.one([100, 100, 7]),
  }))
  await insert('source', sources)
  const saidBy = [null, ...ids(sources)]
  await insert(
    'asset_identifier',
    pairs(ids(assets), saidBy, 30).map(([asset_id, source_id]) => ({
      ...times(),
      asset_id,
      source_id,
      kind: choice.one(['fqdn', 'serial-number']),
      value: word(),
    })),
  )
  await insert(
    'asset_claim',
    pairs(ids(assets), saidBy, 30).map(([asset_id, source_id]) => ({
      ...times(),
      asset_id,
      source_id,
      attributes: { name: { value: word(), setAt: '2024-01-01T00:00:00.000Z' } },
    })),
  )
  await insert(
    'asset_relation',
    pairs(ids(assets), ids(assets), 20)
      .filter(([a, b]) => a !== b)
      .map(([from_id, to_id]) => ({
        ...times(),
        from_id,
        to_id,
        kind: choice.one(['RUNS_ON', 'CALLS'] as const),
        strength: choice.one(SHARES),
        source_id: choice.one(saidBy),
      })),
  )

  const changes = several(4, () => ({
    ...times(),
    title: word(),
    type: choice.one(['STANDARD', 'NORMAL'] as const),
    planned_start: null,
    actual_start: choice.maybe(INSTANTS),
    requester: choice.maybe(WORDS),
    implementing_team_id: owner_id(),
  }))
  await insert('change', changes)
  await insert(
    'change_service',
    pairs(ids(changes), ids(services), 35).map(([change_id, service_id]) => ({ change_id, service_id })),
  )
  await insert(
    'change_asset',
    pairs(ids(changes), ids(assets), 35).map(([change_id, asset_id]) => ({ change_id, asset_id })),
  )

  const subjects = [
    ...ids(services).map((service_id) => ({ service_id })),
    ...ids(assets).map((asset_id) => ({ asset_id })),
    ...ids(objectives).map((objective_id) => ({ objective_id })),
  ]
  const metrics = subjects
    .filter(() => choice.chance(35))
    .map((subject) => ({
      ...times(),
      ...subject,
      name: word(),
      unit: 'ms',
      kind: choice.one(['GAUGE', 'COUNTER', 'RATIO'] as const),
    }))
  await insert('metric', metrics)
  await db.pool.query(`select metric_sample_partitions('2024-01-01', '2025-03-01')`)
  await insert(
    'metric_sample',
    pairs(metrics, INSTANTS, 40).map(([metric, at]) => ({
      metric_id: metric.id,
      at,
      value: choice.one([0, 1.5, 2]),
      total: metric.kind === 'RATIO' ? choice.one([2, 4]) : null,
    })),
  )
  await insert(
    'key_result',
    ids(objectives)
      .filter(() => choice.chance(60))
      .map((objective_id) => ({
        ...times(),
        objective_id,
        title: word(),
        unit: '%',
        start_value: 0,
        target_value: choice.one([1, 100]),
        current_value: choice.one([0, 0.3]),
        weight: choice.one([1, 2]),
        metric_id: choice.maybe(ids(metrics)),
      })),
  )
  await insert(
    'external_reference',
    [
      ...ids(services).map((service_id) => ({ service_id })),
      ...ids(teams).map((team_id) => ({ team_id })),
      ...ids(changes).map((change_id) => ({ change_id })),
    ]
      .filter(() => choice.chance(50))
      .map((entity, index) => ({
        ...times(),
        ...entity,
        source: choice.one(['cmdb', 'jira']),
        external_id: `${index}`,
        url: choice.maybe(WORDS),
      })),
  )
}
