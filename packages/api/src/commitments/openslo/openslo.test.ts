import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsIn } from './documents.ts'
import { LABEL } from './kept.ts'
import type { OpenSloDocument, OwnSlo } from './parts.ts'
import { type OpenSlo, readOpenSlo } from './read.ts'
import type { WantedSlo } from './read-slo.ts'
import { writeOpenSlo } from './write.ts'

function read(
  text: string,
): OpenSlo & { readonly said: readonly string[]; readonly refused: readonly string[] } {
  const { documents, problems } = documentsIn(text)
  expect(problems).toEqual([])
  const found = readOpenSlo(documents)
  const shown = ({ document, path, message }: OpenSlo['notes'][number]) =>
    `${documents[document]?.lineOf(path)} ${path.join('.')}: ${message}`
  return { ...found, said: found.notes.map(shown), refused: found.problems.map(shown) }
}

/** What an SLO of a document becomes once its metrics are found. */
function own({ settings, service, alerting, metric, totalMetric }: WantedSlo): OwnSlo {
  const found = (wanted: WantedSlo['metric']) =>
    wanted.by === 'NAME'
      ? { ...wanted.name, kind: wanted.name.kind ?? 'RATIO' }
      : { metric: wanted.names[0] ?? '', service, kind: wanted.kind }
  return {
    ...settings,
    service,
    alerting: alerting ?? true,
    metric: found(metric),
    totalMetric: totalMetric === null ? null : found(totalMetric),
  }
}

const again = (documents: readonly OpenSloDocument[]) =>
  readOpenSlo(documents.map((value) => ({ value, lineOf: () => 1 })))

const SEARCH = `
- apiVersion: openslo/v1
  kind: DataSource
  metadata: { name: metrics-east }
  spec:
    type: Prometheus
    connectionDetails: { url: "https://metrics.example", apiToken: hidden }
- apiVersion: openslo/v1
  kind: Service
  metadata: { name: search, displayName: Search, labels: { tier: [gold, silver] } }
  spec: { description: Finds products }
- apiVersion: openslo/v1
  kind: SLI
  metadata: { name: answered, displayName: Answered in time }
  spec:
    ratioMetric:
      counter: true
      good: { metricSource: { metricSourceRef: metrics-east, spec: { query: "sum(good)" } } }
      total: { metricSource: { metricSourceRef: metrics-east, spec: { query: "sum(all)" } } }
- apiVersion: openslo/v1
  kind: AlertCondition
  metadata: { name: fast-burn }
  spec:
    severity: page
    condition: { kind: burnrate, op: gt, threshold: 14.4, lookbackWindow: 1h, alertAfter: 5m }
- apiVersion: openslo/v1
  kind: AlertPolicy
  metadata: { name: search-alerts }
  spec:
    alertWhenBreaching: true
    conditions: [{ conditionRef: fast-burn }]
    notificationTargets: [{ targetRef: on-call }]
- apiVersion: openslo/v1
  kind: SLO
  metadata:
    name: search-answers
    displayName: Answers of the search
    labels: { env: [prod], team: [team-a, team-b] }
    annotations: { example.org/board: "17" }
  spec:
    description: Searches are answered in time
    service: search
    indicatorRef: answered
    timeWindow: [{ duration: 30d, isRolling: true }]
    budgetingMethod: Occurrences
    objectives:
      - { displayName: Good, target: 0.99 }
      - { displayName: Best, targetPercent: 99.95 }
    alertPolicies: [{ alertPolicyRef: search-alerts }]
`

test('an SLO with several objectives becomes one SLO each, and is written as it was read', () => {
  const first = read(SEARCH)
  expect(first.refused).toEqual([])
  expect(first.said).toEqual([
    '7 spec.connectionDetails.apiToken: looks like a secret and is left out',
    '32 spec.notificationTargets.0: is kept, but not notified',
  ])
  expect(first.services).toMatchObject([
    {
      name: 'search',
      displayName: 'Search',
      description: 'Finds products',
      labels: { tier: 'gold, silver' },
    },
  ])
  const slos = first.slos.map(own)
  expect(slos).toMatchObject([
    {
      name: 'search-answers/Good',
      target: 0.99,
      indicator: 'GOOD_RATIO',
      duration: '30d',
      service: 'search',
    },
    { name: 'search-answers/Best', target: 0.9995, labels: { env: 'prod', team: 'team-a, team-b' } },
  ])
  expect(first.slos[0]?.metric).toMatchObject({
    keys: ['answered/good'],
    names: ['answered/good'],
    kind: 'COUNTER',
    reference: { source: 'metrics-east', id: 'sum(good)' },
  })
  const service = { name: 'Search', description: 'Finds products', kind: 'TECHNICAL', labels: {} } as const
  const written = writeOpenSlo(
    slos.map((slo) => ({ ...slo, service: 'Search' })),
    [service],
  )
  const [, ...given] = documentsIn(SEARCH).documents.map(({ value }) => value as OpenSloDocument)
  const slo = given.find(({ kind }) => kind === 'SLO')
  expect(written.map(({ kind }) => kind)).toEqual([
    ...['Service', 'DataSource', 'SLI', 'AlertCondition', 'AlertPolicy', 'SLO'],
  ])
  expect(written.at(-1)).toEqual({
    ...slo,
    metadata: { ...(slo?.metadata as object), labels: { env: 'prod', team: ['team-a', 'team-b'] } },
    spec: {
      ...(slo?.spec as object),
      objectives: [
        { displayName: 'Good', target: 0.99 },
        { displayName: 'Best', target: 0.9995 },
      ],
    },
  })
  for (const kind of ['SLI', 'AlertCondition', 'AlertPolicy'])
    expect(written.find((one) => one.kind === kind)).toEqual(given.find((one) => one.kind === kind))
  expect(JSON.stringify(written)).not.toContain('hidden')
  expect(again(written).slos.map(own)).toEqual(slos)
})

const DOCUMENT = (spec: string, version = 'openslo/v1') => `apiVersion: ${version}
kind: SLO
metadata: { name: pages }
spec:
  service: shop
${spec.replaceAll(/^/gm, '  ')}`

const SOURCE = 'metricSource: { type: Any, spec: { query: Any } }'
const RATIO = `indicator:
  metadata: { name: codes }
  spec: { ratioMetric: { good: { ${SOURCE} }, total: { ${SOURCE} } } }`
const LATENCY = `indicator:
  metadata: { name: latency }
  spec: { thresholdMetric: { ${SOURCE} } }`
const WEEK = `timeWindow:
  - duration: 1w
    isRolling: false
    calendar: { startTime: 2022-01-01 12:00:00, timeZone: America/New_York }`
const ROLLING = 'timeWindow: [{ duration: 2w, isRolling: true }]'

test.each([
  [
    'slices of a calendar window',
    `${RATIO}\n${WEEK}\nbudgetingMethod: Timeslices
objectives: [{ op: gt, target: 0.9995, timeSliceTarget: 0.95, timeSliceWindow: 1m }]`,
    {
      ...{ indicator: 'GOOD_RATIO', duration: '1w', startTime: '2022-01-01 12:00:00', operator: null },
      ...{ timeZone: 'America/New_York', budgetingMethod: 'TIMESLICES', timeSliceTarget: 0.95 },
    },
    ['spec.objectives.0.op: has no meaning for a ratio and is left out'],
  ],
  [
    'the mean of slices, whose window is a number of minutes',
    `${RATIO}\n${ROLLING}\nbudgetingMethod: RatioTimeslices\nobjectives: [{ target: 0.99, timeSliceWindow: 5 }]`,
    { budgetingMethod: 'RATIO_TIMESLICES', timeSliceWindow: '5m', startTime: null, timeZone: null },
    [],
  ],
  [
    'a threshold of 0',
    `${LATENCY}\n${ROLLING}\nbudgetingMethod: Occurrences\nobjectives: [{ op: lte, value: 0, target: 0.9 }]`,
    { indicator: 'THRESHOLD', operator: 'LTE', threshold: 0 },
    [],
  ],
  [
    'neither a window nor a method',
    `${RATIO}\nobjectives: [{ target: 0.98 }]`,
    { duration: '30d', budgetingMethod: 'OCCURRENCES' },
    [
      'spec: timeWindow is missing; the last 30d are taken',
      'spec: budgetingMethod is missing; Occurrences is taken',
    ],
  ],
])('a document with %s has the same meaning after it is written', (_what, spec, settings, said) => {
  const found = read(DOCUMENT(spec))
  expect(found.refused).toEqual([])
  expect(found.said.map((text) => text.replace(/^\d+ /, ''))).toEqual(said)
  expect(found.slos.map((slo) => slo.settings)).toMatchObject([settings])
  const slos = found.slos.map(own)
  const written = writeOpenSlo(slos, [])
  expect(again(written)).toMatchObject({ problems: [], notes: [] })
  expect(again(written).slos.map(own)).toEqual(slos)
})

test('v2alpha is read as far as it means the same', () => {
  const found = read(`- apiVersion: openslo.com/v2alpha
  kind: BudgetAdjustment
  metadata: { name: holiday }
  spec: {}
- apiVersion: openslo.com/v2alpha
  kind: SLO
  metadata: { name: pages, labels: { env: prod } }
  spec:
    serviceRef: shop
    sli:
      metadata: { name: codes }
      spec:
        ratioMetric:
          counter: true
          good: { dataSourceRef: metrics, spec: { query: good } }
          total: { dataSourceRef: metrics, spec: { query: all } }
    ${ROLLING}
    budgetingMethod: Occurrences
    objectives: [{ target: 0.99 }]`)
  expect(found.refused).toEqual([])
  expect(found.said).toEqual([expect.stringContaining('2 kind: is "BudgetAdjustment", which is not read')])
  expect(found.slos).toMatchObject([
    {
      service: 'shop',
      metric: { reference: { source: 'metrics', id: 'good' }, keys: ['pages/codes/good', 'codes/good'] },
    },
  ])
})

test('what cannot be held is refused with its line', () => {
  const refused = (spec: string) => read(DOCUMENT(spec)).refused
  const rest = `${ROLLING}\nbudgetingMethod: Occurrences`
  expect(refused(`${RATIO}\n${rest}\nobjectives: [{ target: 1 }, { target: "0.9" }]`)).toEqual([
    '11 spec.objectives.1.target: invalid input: expected number, received string, not "0.9"',
  ])
  expect(refused(`${RATIO}\n${rest}\nobjectives:\n  - target: 1`)).toEqual([
    '12 spec.objectives.0.target: must be above 0 and below 1: a target of 1 leaves no budget to spend',
  ])
  expect(refused(`${LATENCY}\n${rest}\nobjectives: [{ target: 0.9 }]`)).toEqual([
    '11 spec.objectives.0: op is missing; a thresholdMetric needs it',
    '11 spec.objectives.0: value is missing; a thresholdMetric needs it',
  ])
  const failure = `indicator: { spec: { ratioMetric: { raw: { ${SOURCE} }, rawType: failure } } }`
  expect(refused(`${failure}\n${rest}\nobjectives: [{ target: 0.9 }]`)).toEqual([
    expect.stringMatching(/^6 spec\.indicator\.spec\.ratioMetric\.rawType: failure is not supported/),
  ])
  expect(refused(`indicatorRef: gone\n${rest}\nobjectives: [{ target: 0.9 }]`)).toEqual([
    '6 spec.indicatorRef: no document is an SLI of the name "gone"',
  ])
  expect(refused(`${rest}\nobjectives: [{ indicatorRef: a, target: 0.9 }]`)).toEqual([
    '5 spec: has to have either indicator or indicatorRef',
  ])
  expect(read(DOCUMENT('objectives: []', 'openslo/v1alpha')).refused).toEqual([
    '1 apiVersion: is "openslo/v1alpha"; openslo/v1 is read, and openslo.com/v2alpha as far as both mean the same',
  ])
})

test('unknown keys are noted, and alert conditions that are not evaluated', () => {
  const policy = (condition: string) => `alertPolicies:
  - kind: AlertPolicy
    metadata: { name: p }
    spec: { conditions: [{ metadata: { name: c }, spec: { severity: page, condition: ${condition} } }] }`
  const said = (condition: string) =>
    read(
      DOCUMENT(
        `${RATIO}\n${ROLLING}\nbudgetingMethod: Occurrences\nobjectives: [{ target: 0.99, tarqet: 1 }]\n${policy(condition)}`,
      ),
    ).said.map((text) => text.replace(/^(\d+) \S+alertPolicies\S+: /, '$1 '))
  expect(said('{ kind: burnrate, threshold: 2, lookbackWindow: 1h, alertAfter: 5m }')).toEqual([
    '11 spec.objectives.0.tarqet: is not known here and is left out',
    '15 is kept, but not evaluated: burn alerts of this SLO fire above the burn rates 14.4 over 28 minutes, 6 over 168 minutes, 3 over 672 minutes, 1 over 2016 minutes',
  ])
  expect(said('{ kind: burnrate, threshold: 6, lookbackWindow: 168m, alertAfter: 14m }')).toHaveLength(1)
  expect(said('{ kind: burnrate, threshold: 5, lookbackWindow: 168m, alertAfter: 14m }')).toHaveLength(2)
})

const word = fc.constantFrom(
  'Checkout',
  'checkout',
  'check out',
  'Zahlung ä',
  'a/b',
  'x'.repeat(90),
  'yes',
  '1',
)
const labels = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      ...Object.values(LABEL),
      'team',
      'app.example/name',
      'openslo/list/team',
      'openslo/annotation/a.b/c',
    ),
    fc.string({ maxLength: 5 }).filter((key) => key !== '__proto__'),
  ),
  fc.oneof(
    word,
    fc.constantFrom(
      '["a","b"]',
      'a, b',
      '{"indicatorRef":"a"}',
      '{"spec":{}}',
      '[{"kind":"SLI","metadata":{"name":"a"}}]',
      '2',
    ),
  ),
  { maxKeys: 5 },
)
const metric = (kinds: readonly OwnSlo['metric']['kind'][]) =>
  fc.record({ metric: word, service: word, kind: fc.constantFrom(...kinds), unit: fc.constant('1') })
const indicator = fc.oneof(
  fc.record({
    indicator: fc.constantFrom('GOOD_RATIO' as const, 'BAD_RATIO' as const),
    metric: metric(['COUNTER']),
    totalMetric: metric(['COUNTER']),
    operator: fc.constant(null),
    threshold: fc.constant(null),
  }),
  fc.record({
    indicator: fc.constant('RATIO' as const),
    metric: metric(['RATIO']),
    totalMetric: fc.constant(null),
    operator: fc.constant(null),
    threshold: fc.constant(null),
  }),
  fc.record({
    indicator: fc.constant('THRESHOLD' as const),
    metric: metric(['GAUGE', 'RATIO']),
    totalMetric: fc.constant(null),
    operator: fc.constantFrom('LT' as const, 'LTE' as const, 'GT' as const, 'GTE' as const),
    threshold: fc.constantFrom(0, -1.5, 1e-7, 300),
  }),
)
const window = fc.constantFrom(
  { duration: '30d', startTime: null, timeZone: null },
  { duration: '1M', startTime: '2026-01-31 00:00:00', timeZone: 'Europe/Berlin' },
)
const slices = fc.constantFrom(
  { budgetingMethod: 'OCCURRENCES' as const, timeSliceTarget: null, timeSliceWindow: null },
  { budgetingMethod: 'TIMESLICES' as const, timeSliceTarget: 0.95, timeSliceWindow: '5m' },
  { budgetingMethod: 'RATIO_TIMESLICES' as const, timeSliceTarget: null, timeSliceWindow: '1h' },
)
const slo: fc.Arbitrary<OwnSlo> = fc
  .tuple(
    fc.record({
      name: word,
      description: fc.constantFrom('', 'Pays', 'x'.repeat(1_100)),
      target: fc.constantFrom(0.99, 0.9995, 0.1),
      labels,
      service: word,
      alerting: fc.boolean(),
    }),
    indicator,
    window,
    slices,
  )
  .map((parts) => Object.assign({}, ...parts) as OwnSlo)

test('every SLO that is written is the same when it is read', () => {
  fc.assert(
    fc.property(fc.uniqueArray(slo, { selector: ({ name }) => name, maxLength: 4 }), (slos) => {
      const names = [...new Set(slos.map(({ service }) => service))]
      const services = names.map((name) => ({ name, description: '', kind: 'BUSINESS' as const, labels: {} }))
      const found = again(writeOpenSlo(slos, services))
      expect(found.problems).toEqual([])
      const nameOf = new Map(
        found.services.map(({ name, ownName, displayName }) => [name, ownName ?? displayName ?? name]),
      )
      const result = found.slos.map((one) => ({ ...own(one), service: nameOf.get(one.service) }))
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
      expect(result.toSorted(byName)).toEqual(slos.toSorted(byName))
    }),
    { numRuns: 150 },
  )
})

test('a value that contains itself is refused with its line, and merged values are read', () => {
  const circle = documentsIn('kind: Service\n---\nmetadata: &x { name: a, labels: *x }\n')
  expect(circle.documents).toHaveLength(1)
  expect(circle.problems).toEqual([{ line: 3, message: 'contains itself by an alias' }])
  const merged = documentsIn('base: &base { service: shop }\nspec:\n  <<: *base\n  indicator: x\n')
  expect(merged.problems).toEqual([])
  expect(merged.documents[0]?.value).toMatchObject({ spec: { service: 'shop', indicator: 'x' } })
})
