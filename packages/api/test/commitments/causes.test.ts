import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refreshMeasures } from '../../src/commitments/periods-store.ts'
import { at, done, listAt, make } from '../features/mutate.ts'
import { recordStatements } from '../features/statements.ts'
import { startApi, type TestApi } from '../harness.ts'

const NOW = new Date('2026-11-30T10:00:00.000Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = NOW.getTime() - 10 * HOUR
const hour = (hours: number) => new Date(START + hours * HOUR).toISOString()

let api: TestApi
let names = 0

beforeAll(async () => {
  api = await startApi({ clock: () => NOW })
})
afterAll(() => api.stop())

const name = (kind: string) => {
  names += 1
  return `${kind} ${names}`
}
const newService = (given: object = {}) =>
  make(api, 'Service', { name: name('service'), kind: 'BUSINESS', ...given })

/** Good and all events of half hours, or of what `step` is. */
async function ratio(
  service: string,
  badOfHours: readonly number[],
  { step = HOUR / 2, seconds = null as number | null, all = 1000 } = {},
): Promise<string> {
  const metric = await make(api, 'Metric', {
    name: name('metric'),
    unit: '1',
    kind: 'RATIO',
    sampleSeconds: seconds,
    service: { id: service },
  })
  const each = HOUR / step
  const samples = badOfHours.flatMap((bad, place) =>
    Array.from({ length: each }, (_, part) => ({
      at: new Date(START + place * HOUR + part * step),
      total: all / each,
      value: (all - bad) / each,
    })),
  )
  await sql`select metric_sample_partitions('2026-11-01', '2026-12-01')`.execute(api.db.kysely)
  await sql`
    insert into metric_sample (metric_id, at, value, total)
    select ${metric.replace('metric_', '')}::uuid, * from unnest(${samples.map((one) => one.at)}::timestamptz[],
      ${samples.map(({ value }) => value)}::float8[], ${samples.map(({ total }) => total)}::float8[])`.execute(
    api.db.kysely,
  )
  return metric
}

const newSlo = (service: string, metric: string, given: object = {}) =>
  make(api, 'Slo', {
    name: name('slo'),
    service: { id: service },
    indicator: 'RATIO',
    metric: { id: metric },
    target: 0.99,
    duration: '10h',
    alerting: false,
    ...given,
  })

async function newChange(service: string, from: number, to: number, title = 'change'): Promise<string> {
  const change = await make(api, 'Change', { title, type: 'NORMAL' })
  await sql`update change set state = 'REVIEW', actual_start = ${hour(from)}, actual_end = ${hour(to)}
    where id = ${change.replace('change_', '')}::uuid`.execute(api.db.kysely)
  await done(api, 'linkChange', { change: { id: change }, services: [{ id: service }] })
  return change
}

async function maintenance(service: string, from: number, to: number): Promise<void> {
  const window = await make(api, 'ChangeWindow', {
    name: name('window'),
    kind: 'MAINTENANCE',
    startTime: hour(from).slice(0, 19).replace('T', ' '),
    timeZone: 'UTC',
    minutes: (to - from) * 60,
  })
  await done(api, 'linkChangeWindow', { changeWindow: { id: window }, services: [{ id: service }] })
}

async function dependsOn(service: string, on: string, strength = 1): Promise<void> {
  await done(api, 'linkServiceToService', { service: { id: service }, dependsOn: { id: on }, strength })
}

const CAUSES = `total bad allowed remaining correctedBad ownChanges dependencies unexplained
  reasons { code text } explanation { formula }
  causes { totalCount nodes { kind name bad budgetShare strength node { id }
    alsoPossible { kind name bad node { id } } periods { from to } episodes { from to badShare slo { id } }
    alerts { ... on Alert { title } } tickets { ... on Ticket { title } } } }`

async function causes(slo: string, args = '') {
  const answer = await api.get(`{ budgetCauses(slo: { id: "${slo}" }${args}) { ${CAUSES} } }`)
  return at(answer, 'budgetCauses')
}
const sums = (found: unknown) => ['ownChanges', 'dependencies', 'unexplained'].map((key) => at(found, key))
const rows = (found: unknown) =>
  listAt(found, 'causes', 'nodes').map((part) => [at(part, 'kind'), at(part, 'name'), at(part, 'bad')])

/** The example of the definition: two own changes, a dependency that was bad twice, and agreed maintenance. */
async function example(options: Parameters<typeof ratio>[2], settings: object = {}) {
  const [service, dependency] = [await newService(), await newService()]
  await dependsOn(service, dependency)
  const metric = await ratio(service, [0, 0, 40, 30, 0, 20, 0, 15, 60, 0], options)
  await newSlo(dependency, await ratio(dependency, [0, 0, 0, 500, 0, 500, 0, 0, 0, 0], options))
  const c1 = await newChange(service, 2, 3, 'c1')
  const c2 = await newChange(service, 5, 5.5, 'c2')
  await maintenance(service, 8, 9)
  return { service, dependency, c1, c2, slo: await newSlo(service, metric, settings) }
}

describe('who spent the budget', () => {
  it.each([
    ['samples of instants', { step: HOUR / 2 }, false],
    ['samples of minutes, kept periods', { step: 1.5 * MINUTE }, true],
    ['samples that stand for an hour', { step: HOUR, seconds: 3600 }, false],
    ['samples that stand for an hour, kept periods', { step: HOUR, seconds: 3600 }, true],
  ])('is what the example says: %s', async (_, options, kept) => {
    const { slo, c1, c2, dependency } = await example(options)
    if (kept) await refreshMeasures(api.db.kysely)
    const found = await causes(slo)
    expect(at(found, 'total')).toBe(9000)
    expect(at(found, 'bad')).toBe(105)
    expect(at(found, 'correctedBad')).toBe(60)
    expect(at(found, 'allowed')).toBe(90)
    expect(at(found, 'remaining')).toBe(-0.166666666667)
    expect(sums(found)).toEqual([50, 40, 15])
    expect(rows(found).map(([kind, , bad]) => [kind, bad])).toEqual([
      ['OWN_CHANGE', 40],
      ['OWN_CHANGE', 10],
      ['DEPENDENCY', 40],
      ['UNEXPLAINED', 15],
    ])
    const nodes = listAt(found, 'causes', 'nodes')
    expect(nodes.map((part) => at(part, 'node', 'id'))).toEqual([c1, c2, dependency, undefined])
    expect(at(nodes, 1, 'alsoPossible')).toEqual([
      { kind: 'DEPENDENCY', name: at(nodes, 2, 'name'), bad: 10, node: { id: dependency } },
    ])
    expect(at(nodes, 2, 'episodes')).toMatchObject([
      { from: hour(3), to: hour(4), badShare: 0.5 },
      { from: hour(5), to: hour(6), badShare: 0.5 },
    ])
    expect(at(nodes, 2, 'periods', 0)).toEqual({ from: hour(3), to: hour(4) })
    expect(sums(await causes(slo, ' withoutOwnChanges: true'))).toEqual([0, 40, 65])
    expect(sums(await causes(slo, ` without: [{ id: "${dependency}" }]`))).toEqual([50, 0, 55])
    expect(sums(await causes(slo, ` without: [{ id: "${c2}" }]`))).toEqual([40, 40, 25])
  })

  it('gives each bad slice to one cause, by the time of the slice', async () => {
    const settings = { budgetingMethod: 'TIMESLICES', timeSliceTarget: 0.99, timeSliceWindow: '1h' }
    const { slo, c1 } = await example({ step: HOUR / 2 }, settings)
    const found = await causes(slo)
    // Bad hours: 02, 03, 05, 07; maintenance cuts out 08. Half of hour 05 is that of c2: of equal halves the earlier counts.
    expect(at(found, 'bad')).toBe(4)
    expect(sums(found)).toEqual([2, 1, 1])
    expect(at(listAt(found, 'causes', 'nodes'), 0, 'node', 'id')).toBe(c1)
  })

  it('is an own change while an incident that it caused is open, of several the one that began last', async () => {
    const service = await newService()
    const slo = await newSlo(service, await ratio(service, [0, 0, 0, 8, 8, 8, 0, 0, 0, 0]))
    const early = await newChange(service, 1, 2, 'early')
    await newChange(service, 3, 4, 'late')
    const incident = async (from: number, to: number | null, given: object = {}) => {
      const ticket = await make(api, 'Ticket', {
        kind: 'INCIDENT',
        title: 'incident',
        openedAt: hour(from),
        status: to === null ? 'OPEN' : 'RESOLVED',
        resolvedAt: to === null ? null : hour(to),
        ...given,
      })
      await sql`update ticket set caused_by_change_id = ${early.replace('change_', '')}::uuid, cause_method = 'MANUAL',
        cause_confidence = ${from === 5 ? 0.4 : 0.5} where id = ${ticket.replace('ticket_', '')}::uuid`.execute(
        api.db.kysely,
      )
      return ticket
    }
    await incident(3, 5)
    // Neither one that is less sure, nor what is no incident, nor a cancelled one.
    await incident(5, null)
    await incident(4, null, { kind: 'TASK' })
    await incident(4, null, { status: 'CANCELLED' })
    const found = await causes(slo)
    expect(rows(found)).toEqual([
      ['OWN_CHANGE', 'early', 8],
      ['OWN_CHANGE', 'late', 8],
      ['UNEXPLAINED', null, 8],
    ])
    expect(at(listAt(found, 'causes', 'nodes'), 1, 'alsoPossible')).toMatchObject([{ name: 'early', bad: 8 }])
  })

  it('is a live dependency, however far below, that had a firing alert, with what went on at the time', async () => {
    const [service, middle, retired] = [await newService(), await newService(), await newService()]
    const asset = await make(api, 'Asset', { name: name('asset'), kind: 'server' })
    await dependsOn(service, middle, 0.5)
    await dependsOn(service, retired)
    await done(api, 'linkAssetsToService', {
      service: { id: middle },
      assets: [{ id: asset }],
      strength: 0.5,
    })
    await sql`update service set lifecycle = 'RETIRED' where id = ${retired.replace('service_', '')}::uuid`.execute(
      api.db.kysely,
    )
    const slo = await newSlo(service, await ratio(service, [0, 0, 10, 10, 0, 0, 0, 0, 0, 10]))
    const alert = (title: string, from: number, to: number | null, on: string) =>
      sql`
      with made as (
        insert into alert (source_id, fingerprint, title, severity, starts_at, ends_at)
        values (null, ${title}, ${title}, 'WARNING', ${hour(from)}, ${to === null ? null : hour(to)}) returning id)
      insert into ${sql.table(on.startsWith('asset') ? 'alert_asset' : 'alert_service')}
        (alert_id, ${sql.ref(on.startsWith('asset') ? 'asset_id' : 'service_id')})
      select id, ${on.replace(/^\w+_/, '')}::uuid from made`.execute(api.db.kysely)
    await alert('disk full', 2.5, 3, asset)
    await alert('slow', 2, 3, middle)
    await alert('gone', 3, 4, retired)
    await alert('still', 9, null, middle)
    await alert('own', 3.25, 3.5, service)
    // An alert that an SLO raised is no evidence of its own.
    await alert('burn', 3, 4, middle)
    await sql`update alert set slo_id = ${slo.replace('slo_', '')}::uuid where title = 'burn'`.execute(
      api.db.kysely,
    )
    await make(api, 'Ticket', { kind: 'INCIDENT', title: 'slow shop', openedAt: hour(2.25) }).then((ticket) =>
      done(api, 'linkTicket', { ticket: { id: ticket }, services: [{ id: service }] }),
    )
    const found = await causes(slo)
    // Both fired in half of hour 02; the middle is nearer.
    expect(sums(found)).toEqual([0, 20, 10])
    const [dependency, rest] = listAt(found, 'causes', 'nodes')
    expect(dependency).toMatchObject({ node: { id: middle }, strength: 0.5, bad: 20 })
    expect(at(dependency, 'alsoPossible')).toMatchObject([{ node: { id: asset }, bad: 5 }])
    expect(at(dependency, 'alerts')).toEqual([{ title: 'slow' }, { title: 'still' }])
    expect(at(dependency, 'tickets')).toEqual([{ title: 'slow shop' }])
    expect(at(rest, 'alerts')).toEqual([{ title: 'own' }])
    expect(at(rest, 'periods')).toEqual([{ from: hour(3), to: hour(4) }])
  })

  it('needs a fixed number of statements, however many changes and dependencies there are', async () => {
    const count = async (changes: number) => {
      const service = await newService()
      const slo = await newSlo(service, await ratio(service, [0, 9, 9, 9, 9, 9, 9, 9, 9, 0]))
      for (let place = 0; place < changes; place++) {
        await newChange(service, 1 + place / 2, 1.25 + place / 2)
        const dependency = await newService()
        await dependsOn(service, dependency)
        await newSlo(dependency, await ratio(dependency, [0, 5, 50, 5, 50, 5, 50, 5, 50, 5]))
      }
      const statements = recordStatements(api.db)
      await api.get(`{ budgetCauses(slo: { id: "${slo}" }) { bad causes { nodes { bad
        alerts { __typename } tickets { __typename } } } } }`)
      return statements.stop().length
    }
    expect(await count(8)).toBe(await count(1))
  })

  it('refuses what is no SLO, and too much to leave out', async () => {
    const service = await newService()
    const slo = await newSlo(service, await ratio(service, [0]))
    const ask = (args: string) => api.ask(`{ budgetCauses(${args}) { bad } }`)
    expect((await ask(`slo: { id: "${service}" }`)).errors[0]?.message).toContain('slo')
    expect(
      (await ask(`slo: { id: "slo_00000000-0000-7000-8000-000000000000" }`)).errors[0]?.extensions?.code,
    ).toBe('NOT_FOUND')
    const many = Array.from({ length: 101 }, () => `{ id: "${service}" }`).join(' ')
    expect((await ask(`slo: { id: "${slo}" } without: [${many}]`)).errors[0]?.message).toContain('without')
    const nothing = await causes(slo, ' at: "2020-01-01T00:00:00Z"')
    expect(at(nothing, 'bad')).toBe(0)
    expect(rows(nothing)).toEqual([['UNEXPLAINED', null, 0]])
  })
})
