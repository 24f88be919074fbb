import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sloList } from '../../src/cli/ask/slo-list.ts'
import { sloShow } from '../../src/cli/ask/slo-show.ts'
import { apply } from '../../src/cli/openslo/apply.ts'
import { exportDocuments, yamlDocuments } from '../../src/cli/openslo/export.ts'
import { readDocuments } from '../../src/cli/openslo/files.ts'
import { WIDE } from '../../src/cli/text/style.ts'
import { at, done, listAt, make, mutate } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { accessTo } from './applied.ts'
import { throughline } from './command.ts'

let api: TestApi
let folder: string
let env: Readonly<Record<string, string>>

beforeAll(async () => {
  api = await startApi()
  folder = await mkdtemp(join(tmpdir(), 'throughline-openslo-'))
  env = { THROUGHLINE_URL: api.url, THROUGHLINE_TOKEN: api.token }
})
afterAll(async () => {
  await api.stop()
  await rm(folder, { recursive: true, force: true })
})

const run = (...args: string[]) => throughline(args, { env, cwd: folder })

/** Applies files of the folder as `openslo apply --yes` does, without a process of its own. */
async function appliedFiles(paths: readonly string[]): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const documents = await readDocuments(folder, paths)
  const options = { existingOnly: false, exitCode: false, confirm: async () => true }
  const output = {
    say: (line: string) => said.push(line),
    result: () => undefined,
    progress: () => undefined,
  }
  return { code: await apply(accessTo(api), documents, options, output), said: said.join('\n') }
}

const SHARED = `apiVersion: openslo/v1
kind: Service
metadata: { name: web-shop, displayName: Web shop, labels: { tier: gold } }
spec: { description: Sells bikes }
---
apiVersion: openslo/v1
kind: DataSource
metadata: { name: metrics-east }
spec: { type: Prometheus, connectionDetails: { url: "https://metrics.example" } }
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: answered }
spec:
  ratioMetric:
    counter: true
    good: { metricSource: { metricSourceRef: metrics-east, spec: { query: good } } }
    total: { metricSource: { metricSourceRef: metrics-east, spec: { query: all } } }
`

const SLOS = `- apiVersion: openslo/v1
  kind: SLO
  metadata: { name: web-answers, labels: { team: [a, b] } }
  spec:
    description: Pages are answered
    service: web-shop
    indicatorRef: answered
    timeWindow: [{ duration: 4w, isRolling: true }]
    budgetingMethod: Occurrences
    objectives:
      - { displayName: Good, target: 0.98 }
      - { displayName: Best, targetPercent: 99.95 }
- apiVersion: openslo/v1
  kind: SLO
  metadata: { name: web-uptime, displayName: Uptime of the shop }
  spec:
    service: web-shop
    indicator:
      metadata: { name: reachable }
      spec:
        ratioMetric:
          good: { metricSource: { type: Any, spec: { query: Any } } }
          total: { metricSource: { type: Any, spec: { query: Any } } }
    timeWindow:
      - duration: 1w
        isRolling: false
        calendar: { startTime: 2022-01-01 12:00:00, timeZone: America/New_York }
    budgetingMethod: Timeslices
    objectives:
      - { displayName: Good, op: gt, target: 0.995, timeSliceTarget: 0.95, timeSliceWindow: 1m }
- apiVersion: openslo/v1
  kind: SLO
  metadata: { name: checkout-latency }
  spec:
    service: checkout
    indicator:
      spec: { thresholdMetric: { metricSource: { type: Redshift, spec: { query: select value } } } }
    objectives: [{ op: lte, value: 0, target: 0.9 }]
`

const events = async () => at(await api.get('{ auditEvents { totalCount } }'), 'auditEvents', 'totalCount')

test('documents are checked, applied, exported, and applied again without a change', async () => {
  await writeFile(join(folder, 'a.yaml'), SHARED)
  await writeFile(join(folder, 'b.yaml'), SLOS)
  const checked = await run('openslo', 'check', 'a.yaml', 'b.yaml')
  expect(checked).toMatchObject({ code: 0, stderr: '' })
  expect(checked.stdout).toContain(`b.yaml:1: SLO web-answers
    SLO "web-answers/Good": 98% of events in the last 4w
    SLO "web-answers/Best": 99.95% of events in the last 4w
b.yaml:13: SLO web-uptime
    SLO "web-uptime": 99.5% of slices of 1m in calendar windows of 1w in America/New_York
    note, line 30: spec.objectives.0.op: has no meaning for a ratio and is left out
`)
  expect(checked.stdout).toMatch(/^6 documents, 0 problems, 3 notes\.\n$/m)

  const before = await events()
  const planned = await run('openslo', 'apply', '.')
  expect(planned).toMatchObject({ code: 3, stderr: '' })
  for (const line of [
    '+ service "Web shop"',
    '+ service "checkout"',
    '+ metric "answered/good"',
    '+ SLO "web-answers/Best"',
  ])
    expect(planned.stdout.split('\n')).toContain(line)
  expect(planned.stdout).toContain(
    'b.yaml:35: spec.service: there was no service "checkout"; it is created\n',
  )
  expect(await events()).toBe(before)

  expect(await appliedFiles(['.'])).toMatchObject({ code: 0, said: expect.stringMatching(/Written\.$/) })
  const { slos } = await api.get<{ slos: { nodes: unknown[] } }>(`{ slos { nodes {
    name target operator threshold duration timeZone timeSliceWindow budgetingMethod
    service { name labels } metric { name kind labels } totalMetric { name } } } }`)
  expect(slos.nodes).toMatchObject([
    { name: 'checkout-latency', operator: 'LTE', threshold: 0, duration: '30d', metric: { kind: 'GAUGE' } },
    { name: 'web-answers/Best', target: 0.9995, service: { name: 'Web shop', labels: { tier: 'gold' } } },
    {
      name: 'web-answers/Good',
      metric: { name: 'answered/good', kind: 'COUNTER', labels: { 'openslo.sli': 'answered/good' } },
      totalMetric: { name: 'answered/total' },
    },
    {
      name: 'web-uptime',
      timeZone: 'America/New_York',
      timeSliceWindow: '1m',
      budgetingMethod: 'TIMESLICES',
    },
  ])

  const written = await events()
  const exported = await run('openslo', 'export')
  expect(exported).toMatchObject({ code: 0, stderr: '' })
  await writeFile(join(folder, 'exported.yml'), exported.stdout)
  for (const files of [['a.yaml', 'b.yaml'], ['exported.yml']]) {
    const again = await appliedFiles(files)
    expect(again.code).toBe(0)
    expect(again.said).toMatch(/Nothing to do: everything is as the documents say\.$/)
  }
  expect(await events()).toBe(written)

  const empty = await startApi()
  try {
    await done(empty, 'applyOpenSlo', { documents: exported.stdout })
    expect(yamlDocuments(await exportDocuments(accessTo(empty), undefined))).toBe(exported.stdout)
  } finally {
    await empty.stop()
  }
})

test('SLOs are listed and shown', async () => {
  const listed = (await sloList(accessTo(api), { service: 'Web shop', first: 30 })).text(WIDE)
  expect(listed).toMatch(
    /^SLO +SERVICE +TARGET +WINDOW +OUTCOME +BUDGET LEFT\nweb-answers\/Best +Web shop +99\.95% +4w +no traffic +100%\n/,
  )
  const shown = await run('slo', 'show', 'web-uptime')
  expect(shown).toMatchObject({ code: 0, stderr: '' })
  expect(shown.stdout).toMatch(/^Indicator +good events reachable\/good of reachable\/total$/m)
  expect(shown.stdout).toMatch(/^Counted +timeslices of 1m, good from 95% on$/m)
  expect(shown.stdout).toMatch(
    /^Reasons +No slice was measured in the window; nothing of the budget is spent\./m,
  )
  expect(shown.stdout).toMatch(/^ +14\.4 +14 min +2 min +below$/m)
  await expect(sloShow(accessTo(api), 'nothing')).rejects.toThrow('No SLO has the name or ID "nothing".')
})

test('problems name the file and the line, and nothing is written', async () => {
  const before = await events()
  const broken = SLOS.replace('target: 0.9 }', 'target: 1 }')
  await writeFile(join(folder, 'c.yaml'), broken)
  await expect(appliedFiles(['a.yaml', 'c.yaml'])).rejects.toThrow(
    /^c\.yaml:38: spec\.objectives\.0\.target: must be above 0 and below 1: a target of 1 leaves no budget to spend$/,
  )
  await writeFile(
    join(folder, 'd.yaml'),
    SLOS.replace('service: checkout', 'service: chekout').replace('name: reachable', 'name: up'),
  )
  const refused = await run('openslo', 'apply', 'a.yaml', 'd.yaml', '--yes', '--existing-only', '--json')
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(JSON.parse(refused.stderr).error.problems).toMatchObject([
    {
      file: 'd.yaml',
      line: 22,
      message: expect.stringContaining('no metric has the label openslo.sli: web-uptime/up/good or up/good'),
    },
    { file: 'd.yaml', line: 23 },
    { file: 'd.yaml', line: 35, message: expect.stringContaining('there is no service "chekout"') },
  ])
  expect(await events()).toBe(before)
})

const document = (name: string, objectives: string, indicator: string) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: online-till
  indicator: ${indicator}
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: ${objectives}
`

const RESULT = 'documents { line kind name objects { type name outcome fields } notes { line message } }'
const applied = async (documents: string) =>
  at(await done(api, 'applyOpenSlo', { documents }, RESULT), 'documents', 0)

test('the mutation finds metrics by their name and by the label, and says what became of each document', async () => {
  const service = await make(api, 'Service', { name: 'Online till', kind: 'BUSINESS' })
  const metric = { unit: '1', kind: 'RATIO', service: { id: service } }
  await make(api, 'Metric', { ...metric, name: 'paid' })
  await make(api, 'Metric', { ...metric, name: 'bound', labels: { 'openslo.sli': 'paid-share' } })
  const raw = (source: string, name = 'x') =>
    `{ metadata: { name: ${name} }, spec: { ratioMetric: { rawType: success, raw: { metricSource: ${source} } } } }`
  const own = raw('{ type: throughline, spec: { metric: paid } }')
  expect(await applied(document('till-paid', '[{ displayName: Good, target: 0.9 }]', own))).toEqual({
    ...{ line: 1, kind: 'SLO', name: 'till-paid', notes: [] },
    objects: [{ type: 'Slo', name: 'till-paid', outcome: 'CREATED', fields: [] }],
  })
  // A second objective makes another SLO, and the first one keeps its history under its new name.
  const two = '[{ displayName: Good, target: 0.8 }, { displayName: Best, target: 0.99 }]'
  expect(at(await applied(document('till-paid', two, own)), 'objects')).toEqual([
    { type: 'Slo', name: 'till-paid/Good', outcome: 'UPDATED', fields: ['name', 'target', 'labels'] },
    { type: 'Slo', name: 'till-paid/Best', outcome: 'CREATED', fields: [] },
  ])
  expect(await applied(document('till-paid', '[{ displayName: Best, target: 0.99 }]', own))).toMatchObject({
    objects: [{ name: 'till-paid', outcome: 'UPDATED' }],
    notes: [{ line: 9, message: expect.stringContaining('the SLO "till-paid/Good" was one of them') }],
  })
  const prometheus = raw('{ type: Prometheus, spec: { query: up } }', 'paid-share')
  await applied(document('till-share', '[{ target: 0.9 }]', prometheus))
  const { slos } = await api.get<object & { slos: unknown }>(
    '{ slos(filter: { name: { eq: "till-share" } }) { nodes { metric { name } service { name } } } }',
  )
  expect(slos).toEqual({ nodes: [{ metric: { name: 'bound' }, service: { name: 'Online till' } }] })
})

test('the mutation takes all documents or none, and names what is wrong with its place', async () => {
  const before = await events()
  const good = document(
    'fine',
    '[{ target: 0.9 }]',
    '{ spec: { thresholdMetric: { metricSource: { type: throughline, spec: { metric: gone } } } } }',
  )
  const refused = await mutate(api, 'applyOpenSlo', { documents: `${SHARED}---\n${good}` })
  expect(refused).toMatchObject({ __typename: 'InvalidInputError' })
  expect(listAt(refused, 'fields')).toHaveLength(2)
  expect(listAt(refused, 'fields').at(-1)).toEqual({
    path: ['documents', '3', 'spec', 'objectives', '0'],
    message: 'line 28: value is missing; a thresholdMetric needs it',
  })
  expect(await events()).toBe(before)
})
