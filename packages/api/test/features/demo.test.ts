import { seedDemo } from '@throughline/db/seed'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { at, listAt, textAt } from './mutate.ts'
import { recordStatements } from './statements.ts'

const TODAY = '2031-05-20'
let api: TestApi

beforeAll(async () => {
  api = await startApi({
    costLimit: 1_000_000,
    template: 'demo-features',
    prepare: ({ kysely }) => seedDemo(kysely, { today: TODAY }),
    clock: () => new Date(`${TODAY}T12:00:00Z`),
  })
})
afterAll(() => api.stop())

const EXPLANATION =
  'explanation { formula version source inputs { name value unit node { id __typename } } reasons { code text } }'

/** An explanation says what it is, where it comes from and why, and what it points at is there. */
function expectExplained(explanation: unknown): void {
  expect(textAt(explanation, 'formula')).not.toBe('')
  expect(Number(at(explanation, 'version'))).toBeGreaterThan(0)
  expect(textAt(explanation, 'source')).not.toBe('')
  expect(listAt(explanation, 'reasons').length).toBeGreaterThan(0)
  for (const reason of listAt(explanation, 'reasons')) {
    expect(textAt(reason, 'code')).toMatch(/^[A-Z][A-Z0-9_]*$/)
    expect(textAt(reason, 'text')).not.toBe('')
  }
}

/** How many of the figures of an explanation point at a row, and how many of these were found. */
function pointers(explanation: unknown): { found: number; all: number } {
  const inputs = listAt(explanation, 'inputs')
  const found = inputs.filter((input) => typeof at(input, 'node', 'id') === 'string').length
  return { found, all: inputs.length }
}

async function counted(query: string): Promise<{ data: unknown; statements: number }> {
  const statements = recordStatements(api.db)
  const data = await api.get(query)
  // Before anything else, the token is looked up and points are drawn.
  const sent = statements.stop().filter(({ text }) => !/api_token|rate_limit/.test(text))
  return { data, statements: sent.length }
}

describe('criticality', () => {
  it.each(['services', 'assets'])(
    'of %s costs the same number of statements for one and for fifty',
    async (list) => {
      const one = await counted(
        `{ ${list}(first: 1) { nodes { name criticality(exact: true) { level valueAtRisk } } } }`,
      )
      const many = await counted(
        `{ ${list}(first: 50) { nodes { name criticality(exact: true) { level valueAtRisk } } } }`,
      )
      const rows = listAt(many.data, list, 'nodes')
      expect(rows.length).toBeGreaterThan(10)
      expect(many.statements).toBe(one.statements)
      expect(many.statements).toBeLessThanOrEqual(12)
      const levels = new Set(rows.map((row) => at(row, 'criticality', 'level')))
      expect(levels.size).toBeGreaterThan(1)
    },
  )

  it('is what impact says of each service alone, and explained', async () => {
    const data = await api.get(
      `{ services(first: 50) { nodes { id name criticality { level valueAtRisk ${EXPLANATION} } } } }`,
    )
    const services = listAt(data, 'services', 'nodes')
    for (const service of services.slice(0, 12)) {
      const alone = await api.get(
        'query ($of: [NodeRef!]!) { impact(of: $of) { valueAtRisk objectives { weight loss } } }',
        {
          of: [{ id: at(service, 'id') }],
        },
      )
      const value = Number(at(service, 'criticality', 'valueAtRisk'))
      expect(at(alone, 'impact', 'valueAtRisk')).toBe(value)
      const level = value >= 0.4 ? 'CRITICAL' : value >= 0.2 ? 'HIGH' : value >= 0.05 ? 'MEDIUM' : 'LOW'
      const average = listAt(service, 'criticality', 'explanation', 'inputs').find(
        (input) => at(input, 'name') === 'average weight of an objective',
      )
      const lost = listAt(alone, 'impact', 'objectives').some(
        (row) => Number(at(row, 'weight')) >= Number(at(average, 'value')) && Number(at(row, 'loss')) >= 0.8,
      )
      const least = lost && level !== 'CRITICAL' ? 'HIGH' : level
      expect(at(service, 'criticality', 'level')).toBe(least)
    }
    for (const service of services) {
      const explanation = at(service, 'criticality', 'explanation')
      expectExplained(explanation)
      const inputs = listAt(explanation, 'inputs')
      const thresholds = inputs.filter((input) => textAt(input, 'name').startsWith('threshold'))
      expect(thresholds).toHaveLength(3)
      // The thresholds and the average weight belong to no row.
      expect(pointers(explanation)).toEqual({ found: inputs.length - 4, all: inputs.length })
    }
  })
})

describe('progress', () => {
  it('of every objective and key result is explained, the bound ones by their metric', async () => {
    const query = `{ objectives(first: 100) { nodes { title progress { value ${EXPLANATION} } keyResults(first: 20) { nodes {
        title kind start target current manualCurrent unit metric { id kind latest { value total } } progress { value ${EXPLANATION} } } } } } }`
    // Scores of surveys are published when they are first asked for.
    await api.get(query)
    const { data, statements } = await counted(query)
    // Of metrics, SLOs, check-ins and surveys, for objectives and for key results.
    expect(statements).toBeLessThanOrEqual(36)
    const objectives = listAt(data, 'objectives', 'nodes')
    const keyResults = objectives.flatMap((objective) => listAt(objective, 'keyResults', 'nodes'))
    expect(keyResults.length).toBeGreaterThan(10)
    let bound = 0
    for (const keyResult of keyResults) {
      expectExplained(at(keyResult, 'progress', 'explanation'))
      if (at(keyResult, 'kind') === 'MAINTAIN') {
        expect(at(keyResult, 'progress', 'value')).toBe(0.75)
        continue
      }
      const [start, target, current] = ['start', 'target', 'current'].map((name) =>
        Number(at(keyResult, name)),
      ) as [number, number, number]
      const share = Math.min(1, Math.max(0, (current - start) / (target - start)))
      expect(at(keyResult, 'progress', 'value')).toBeCloseTo(share, 9)
      const latest = at(keyResult, 'metric', 'latest')
      if (latest === undefined || latest === null) continue
      bound += 1
      const [value, total] = [Number(at(latest, 'value')), at(latest, 'total')]
      const factor = at(keyResult, 'unit') === '%' ? 100 : 1
      expect(current).toBeCloseTo(typeof total === 'number' ? (factor * value) / total : value, 9)
      const nodes = listAt(keyResult, 'progress', 'explanation', 'inputs').map((input) =>
        at(input, 'node', '__typename'),
      )
      expect(nodes).toContain('Metric')
    }
    expect(bound).toBeGreaterThan(0)
    for (const objective of objectives) expectExplained(at(objective, 'progress', 'explanation'))
  })
})

describe('the gap report', () => {
  const GAP = `kind subjectName relatedName weight cost { amount currency } subject { id __typename } related { id __typename } ${EXPLANATION}`

  it('pages to its end with as many of each kind as it counts, every one explained', async () => {
    const gaps: unknown[] = []
    let counts: unknown
    for (let after: string | null = null; ; ) {
      const data: unknown = await api.get(
        `query ($after: String) { gaps(first: 7, after: $after) { nodes { ${GAP} } counts { kind count } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )
      gaps.push(...listAt(data, 'gaps', 'nodes'))
      counts = at(data, 'gaps', 'counts')
      if (at(data, 'gaps', 'pageInfo', 'hasNextPage') === false) break
      after = textAt(data, 'gaps', 'pageInfo', 'endCursor')
    }
    expect(gaps.length).toBeGreaterThan(14)
    const found = listAt(counts).map((entry) => ({
      kind: at(entry, 'kind'),
      count: gaps.filter((gap) => at(gap, 'kind') === at(entry, 'kind')).length,
    }))
    expect(found).toEqual(counts)
    expect(
      new Set(gaps.map((gap) => `${at(gap, 'kind')} ${at(gap, 'subject', 'id')} ${at(gap, 'related', 'id')}`))
        .size,
    ).toBe(gaps.length)
    for (const gap of gaps) {
      expectExplained(at(gap, 'explanation'))
      expect(textAt(gap, 'subject', 'id')).not.toBe('')
      const { found: pointing, all } = pointers(at(gap, 'explanation'))
      expect(pointing).toBe(all)
    }
  })

  it('is filtered by the team that owns the subject, or one above it, and by weight, with its count', async () => {
    const OWNER = 'owner { id }'
    const subject = `subject { ... on Service { ${OWNER} } ... on Asset { ${OWNER} } ... on Objective { ${OWNER} } ... on Process { ${OWNER} } ... on KeyResult { objective { ${OWNER} } } }`
    const read = async (args: string) => {
      const nodes: unknown[] = []
      let total: unknown
      for (let after = ''; ; ) {
        const data = await api.get<unknown>(
          `{ gaps(first: 100 ${args} ${after}) { totalCount nodes { kind subjectName relatedName weight ${subject} } pageInfo { hasNextPage endCursor } } }`,
        )
        nodes.push(...listAt(data, 'gaps', 'nodes'))
        total = at(data, 'gaps', 'totalCount')
        if (at(data, 'gaps', 'pageInfo', 'hasNextPage') === false) return { nodes, total }
        after = `after: "${textAt(data, 'gaps', 'pageInfo', 'endCursor')}"`
      }
    }
    const whole = await read('')
    expect(whole.total).toBe(whole.nodes.length)
    const teams = listAt(
      await api.get('{ teams(first: 100) { nodes { id parent { id } } } }'),
      'teams',
      'nodes',
    )
    const isBelow = (id: unknown, top: unknown): boolean =>
      id === top ||
      teams.some(
        (team) =>
          at(team, 'id') === id && at(team, 'parent') !== null && isBelow(at(team, 'parent', 'id'), top),
      )
    let found = 0
    for (const team of teams.slice(0, 6)) {
      const wanted = whole.nodes.filter((gap) => {
        const owner = at(gap, 'subject', 'owner', 'id') ?? at(gap, 'subject', 'objective', 'owner', 'id')
        return owner !== undefined && isBelow(owner, at(team, 'id'))
      })
      found += wanted.length
      expect(await read(`owner: { id: "${textAt(team, 'id')}" }`)).toEqual({
        nodes: wanted,
        total: wanted.length,
      })
    }
    expect(found).toBeGreaterThan(5)
    for (const [args, kinds] of [
      ['minWeight: 0.2', null],
      [
        'minWeight: 0.05, kinds: [SERVICE_WITHOUT_SURVEY, SERVICE_WITHOUT_OBJECTIVE]',
        'SERVICE_WITHOUT_SURVEY',
      ],
    ] as const) {
      const least = Number(/[\d.]+/.exec(args)?.[0])
      const wanted = whole.nodes.filter((gap) => {
        const weight = at(gap, 'weight')
        return weight !== null && Number(weight) >= least && (kinds === null || at(gap, 'kind') === kinds)
      })
      expect(wanted.length).toBeGreaterThan(0)
      expect(await read(args)).toEqual({ nodes: wanted, total: wanted.length })
    }
    expect((await api.ask('{ gaps(minWeight: 1.1) { totalCount } }')).errors[0]?.message).toMatch(
      /share from 0 to 1/,
    )
  })

  it('is the same for one kind alone, and read from its end', async () => {
    const data = await api.get('{ gaps(first: 0) { counts { kind count } } }')
    for (const entry of listAt(data, 'gaps', 'counts')) {
      const kinds = [at(entry, 'kind')]
      const query = (args: string) =>
        api.get(
          `query ($kinds: [GapKind!]) { gaps(kinds: $kinds, ${args}) { nodes { kind subject { id } related { id } } } }`,
          { kinds },
        )
      const forward = listAt(await query('first: 100'), 'gaps', 'nodes')
      expect(forward).toHaveLength(Math.min(100, Number(at(entry, 'count'))))
      if (forward.length < 100) expect(listAt(await query('last: 100'), 'gaps', 'nodes')).toEqual(forward)
      for (const gap of forward) expect([at(gap, 'kind')]).toEqual(kinds)
    }
  })
})

describe('impact', () => {
  it('of every asset of the demo together is bounded, explained, and made of what is there', async () => {
    const assets = listAt(await api.get('{ assets(first: 100) { nodes { id } } }'), 'assets', 'nodes').map(
      (asset) => at(asset, 'id'),
    )
    const data = await api.get(
      `query ($of: [NodeRef!]!) { impact(of: $of) { valueAtRisk ${EXPLANATION} objectives { objective { id title } weight loss valueAtRisk path { name node { id } } ${EXPLANATION} } } }`,
      { of: assets.map((id) => ({ id })) },
    )
    const found = at(data, 'impact')
    const total = Number(at(found, 'valueAtRisk'))
    expect(total).toBeGreaterThan(0)
    expect(total).toBeLessThanOrEqual(1)
    const rows = listAt(found, 'objectives')
    expect(rows.reduce<number>((sum, row) => sum + Number(at(row, 'valueAtRisk')), 0)).toBeCloseTo(total, 9)
    expectExplained(at(found, 'explanation'))
    for (const row of rows) {
      expectExplained(at(row, 'explanation'))
      const { found: pointing, all } = pointers(at(row, 'explanation'))
      expect(pointing).toBe(all)
      for (const step of listAt(row, 'path')) expect(textAt(step, 'node', 'id')).not.toBe('')
    }
  })
})

describe('the sentences', () => {
  const REASONS = 'explanation { reasons { text } }'

  /** The reasons of every explanation of the demo that a caller is shown. */
  async function explanations(): Promise<string[][]> {
    const found: string[][] = []
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      for (const [key, child] of Object.entries(value)) {
        if (key === 'reasons') found.push(listAt(value, 'reasons').map((reason) => textAt(reason, 'text')))
        else walk(child)
      }
    }
    const lists = [
      `services(first: 100 $) { nodes { id criticality { ${REASONS} } } pageInfo { hasNextPage endCursor } }`,
      `assets(first: 100 $) { nodes { id criticality { ${REASONS} } } pageInfo { hasNextPage endCursor } }`,
      `gaps(first: 100 $) { nodes { ${REASONS} } pageInfo { hasNextPage endCursor } }`,
      `objectives(first: 100 $) { nodes { progress { ${REASONS} } keyResults(first: 20) { nodes { progress { ${REASONS} } } } } pageInfo { hasNextPage endCursor } }`,
    ]
    const ids: unknown[] = []
    for (const list of lists) {
      const name = list.slice(0, list.indexOf('('))
      for (let after: string | null = ''; after !== null; ) {
        const page = at(
          await api.get(`{ ${list.replace('$', after === '' ? '' : `after: "${after}"`)} }`),
          name,
        )
        walk(page)
        ids.push(...listAt(page, 'nodes').flatMap((node) => at(node, 'id') ?? []))
        after = at(page, 'pageInfo', 'hasNextPage') === true ? textAt(page, 'pageInfo', 'endCursor') : null
      }
    }
    const impact = (of: readonly unknown[], direction: string) =>
      api.get(
        `query ($of: [NodeRef!]!) { impact(of: $of, direction: ${direction}) { ${REASONS} objectives { ${REASONS} } } }`,
        { of: of.map((id) => ({ id })) },
      )
    walk(await impact(ids, 'DEPENDENTS'))
    for (const id of ids.slice(0, 30)) walk(await impact([id], 'DEPENDENTS'))
    for (const id of ids.slice(0, 30)) walk(await impact([id], 'DEPENDENCIES'))
    return found
  }

  /** Shown parts are in hundredths: "x is at risk: a 0.10, b 0.20." and "“o” loses 0.30: a 0.10, b 0.20." */
  function sumProblem(text: string): string | null {
    const claim = /(?:^| loses )(\d\.\d\d)(?: is at risk| by its processes)?: (.*?)\.(?: By its|$)/.exec(text)
    if (claim === null || text.includes('less than 0.01')) return null
    const [list = '', ...rest] = (claim[2] ?? '').split('; ')
    const parts = list.replaceAll(/ \(share [^)]*\)/g, '').split(/, (?=\D*\d\.\d\d(?:,|$))/)
    const hundredths = (part: string) => Math.round(100 * Number(/(\d\.\d\d)$/.exec(part.trim())?.[1]))
    const sum = parts.reduce((total, part) => total + hundredths(part), 0)
    const surplus = /^(\d\.\d\d) more/.exec(rest[0] ?? '')?.[1]
    const total = hundredths(claim[1] ?? '') + (surplus === undefined ? 0 : hundredths(surplus))
    return sum === total ? null : `${sum} and not ${total}: ${text}`
  }

  it('hold no raw numbers or instants, add up, and say nothing twice', async () => {
    const all = await explanations()
    const texts = all.flat()
    expect(texts.length).toBeGreaterThan(1_400)
    const matching = (pattern: RegExp) => texts.filter((text) => pattern.test(text))
    expect(matching(/\d\.\d{5,}|\d[eE]-\d/)).toEqual([])
    expect(matching(/\d{4}-\d\d-\d\dT/)).toEqual([])
    expect(matching(/\b[aA] [AEIOU]|\bundefined\b|\bnull\b|\bNaN\b|\bInfinity\b/)).toEqual([])
    expect(matching(/[^.?!]$/)).toEqual([])
    expect(texts.map(sumProblem).filter((problem) => problem !== null)).toEqual([])
    expect(texts.filter((text) => / loses | is at risk: /.test(text)).length).toBeGreaterThan(200)
    for (const reasons of all) expect(new Set(reasons).size).toBe(reasons.length)
  })
})
