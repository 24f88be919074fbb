import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { at, done, listAt, make, mutate } from './mutate.ts'

let api: TestApi
let now = new Date('2026-05-05T12:00:00Z')
beforeAll(async () => {
  api = await startApi({ clock: () => now })
})
afterAll(() => api.stop())

const SCALE = { min: 1, max: 5 }
const RATED = [{ key: 'score', text: 'How content?', kind: 'RATING', scale: SCALE }]
const OVER = { opensAt: '2026-04-01T00:00:00Z', closesAt: '2026-05-01T00:00:00Z' }

const newService = (name: string, more: object = {}) =>
  make(api, 'Service', { name, kind: 'BUSINESS', ...more })
const newSurvey = (more: object = {}) =>
  make(api, 'Survey', {
    title: 'S',
    template: 'CSAT',
    questions: RATED,
    scoredQuestionKey: 'score',
    ...OVER,
    ...more,
  })

let respondents = 0
let teamsMade = 0
async function answer(survey: string, team: string | null, scores: readonly number[], key = 'score') {
  const result = await done(
    api,
    'recordResponses',
    {
      survey: { id: survey },
      responses: scores.map((score) => {
        respondents += 1
        return {
          respondent: `p${respondents}`,
          submittedAt: '2026-04-20T10:00:00Z',
          answers: { [key]: score },
          ...(team === null ? {} : { team: { id: team } }),
        }
      }),
    },
    'recorded',
  )
  expect(result.recorded).toBe(scores.length)
}

const SELECTION = `measure aspect questionKey isTotal team { id } side n invited responseRate score interval { low high }
  bound { side value } sum sumInterval { low high } isSuppressed suppressedBecause { code }
  change { since { id } from to difference interval { low high } test p correctedP isSignificant reason { code } }
  explanation { formula version inputs { name value } reasons { code } }`
async function scores(args: string, selection = SELECTION) {
  const data = await api.get(`{ surveyScores(${args}) { nodes { ${selection} } } }`)
  return listAt(data, 'surveyScores', 'nodes')
}
const ofSurvey = (id: string, more = '') => scores(`survey: { id: "${id}" } ${more}`)
const brief = async (id: string, more = 'groupBy: TEAM') =>
  Object.fromEntries(
    (await ofSurvey(id, more)).map((row) => [
      String(at(row, 'isTotal') === true ? 'total' : (at(row, 'team', 'id') ?? at(row, 'side') ?? 'none')),
      at(row, 'n'),
    ]),
  )

describe('surveyScores', () => {
  it('tells CSAT with its interval, its response rate and the change since the survey before', async () => {
    const service = await newService('Shop')
    const team = await make(api, 'Team', { name: 'Stores', kind: 'BUSINESS' })
    const before = await newSurvey({ service: { id: service }, closesAt: '2026-04-25T00:00:00Z' })
    const after = await newSurvey({ service: { id: service } })
    await answer(before, team, [5, 5, 4, 4, 4, 4, 4, 4, 1, 2])
    await answer(after, team, [5, 5, 4, 4, 1, 1, 2, 2, 3, 3])
    await done(api, 'setSurveyInvitations', {
      survey: { id: after },
      invitations: [{ team: { id: team }, invited: 40 }],
    })
    const [row, old, ...none] = await scores(`service: { id: "${service}" }`)
    expect(none).toEqual([])
    expect(row).toMatchObject({
      measure: 'CSAT',
      isTotal: true,
      n: 10,
      invited: 40,
      responseRate: 0.25,
      score: 0.4,
      isSuppressed: false,
      change: {
        since: { id: before },
        from: 0.8,
        to: 0.4,
        difference: -0.4,
        test: 'FISHER_EXACT',
        isSignificant: false,
        reason: null,
      },
      explanation: { formula: 'csat', version: 1 },
    })
    expect(at(row, 'change', 'p')).toBeCloseTo(0.169802, 6)
    expect(at(row, 'change', 'interval', 'low')).toBeCloseTo(-0.672544, 6)
    expect(at(old, 'interval', 'low')).toBeCloseTo(0.490162, 6)
    expect(at(old, 'change')).toBeNull()
    expect(await scores(`service: { id: "${service}" } to: "2026-04-29"`, 'score change { p }')).toEqual([
      { score: 0.8, change: null },
    ])
    expect(
      (await scores(`service: { id: "${service}" } from: "2026-04-29"`, 'score change { from }')).length,
    ).toBe(1)
    expect(await scores(`service: { id: "${service}" } measures: [NPS]`)).toEqual([])
    const backwards = await api.ask('{ surveyScores(from: "2026-05-02", to: "2026-05-01") { totalCount } }')
    expect(backwards.errors[0]?.message).toMatch(/lies before from/)
  })

  it('corrects p for all changes that one list shows', async () => {
    const service = await newService('Many')
    const questions = ['culture', 'planning'].map((key) => ({ ...RATED[0], key }))
    for (const closesAt of ['2026-04-25T00:00:00Z', '2026-05-01T00:00:00Z']) {
      const survey = await newSurvey({
        ...{ template: 'FOUR_AREAS', service: { id: service }, questions, scoredQuestionKey: null, closesAt },
      })
      const base = closesAt.startsWith('2026-04') ? 1 : 2
      const responses = Array.from({ length: 12 }, (_, n) => ({
        respondent: `${survey}-${n}`,
        submittedAt: '2026-04-20T10:00:00Z',
        answers: { culture: base + (n % 3), planning: 2 + (n % 3) },
      }))
      await done(api, 'recordResponses', { survey: { id: survey }, responses })
    }
    const rows = await scores(`service: { id: "${service}" } from: "2026-04-29"`)
    expect(rows).toMatchObject([
      {
        measure: 'AREA',
        aspect: 'CULTURE',
        score: 3,
        change: { difference: 1, test: 'WELCH_T', isSignificant: true },
      },
      {
        measure: 'AREA',
        aspect: 'PLANNING',
        score: 3,
        change: { difference: 0, p: 1, isSignificant: false },
      },
    ])
    expect(at(rows, 0, 'change', 'correctedP')).toBeCloseTo(2 * Number(at(rows, 0, 'change', 'p')), 10)
  })

  it('tells NPS, lost time, barriers and both sides of maturity', async () => {
    const nps = await newSurvey({
      template: 'NPS',
      questions: [
        { key: 'score', text: 'Recommend?', kind: 'RATING', scale: { min: 0, max: 10 } },
        { key: 'lost', text: 'Minutes lost last week', kind: 'MINUTES' },
      ],
    })
    await answer(nps, null, [10, 9, 9, 8, 0, 6])
    await answer(nps, null, [0, 0, 30, 30, 90], 'lost')
    expect(await ofSurvey(nps)).toMatchObject([
      { measure: 'NPS', n: 6, score: 16.6666666667 },
      { measure: 'LOST_TIME', n: 5, score: 30, sum: 150, interval: { low: 0 }, sumInterval: { low: 0 } },
    ])
    const refused = await mutate(
      api,
      'recordResponses',
      { survey: { id: nps }, responses: [{ answers: { lost: -1 } }] },
      'results { message }',
    )
    expect(at(refused, 'results', 0, 'message')).toBe('answers.lost: is -1; minutes are from 0 to 527040')

    const barriers = await newSurvey({
      template: 'BARRIERS',
      questions: [{ ...RATED[0], key: 'security' }],
      scoredQuestionKey: null,
    })
    await answer(barriers, null, [1, 2, 3, 4, 5], 'security')
    expect(await ofSurvey(barriers)).toMatchObject([{ measure: 'BARRIER', aspect: 'SECURITY', score: 3 }])

    const maturity = await newSurvey({
      template: 'MATURITY',
      questions: [{ ...RATED[0], key: 'skills-hiring' }],
      scoredQuestionKey: null,
    })
    const business = await make(api, 'Team', { name: 'Board', kind: 'BUSINESS' })
    const technical = await make(api, 'Team', { name: 'Platform', kind: 'IT' })
    await answer(maturity, business, [1, 2, 2, 3, 2], 'skills-hiring')
    await answer(maturity, technical, [3, 4, 4, 3, 4], 'skills-hiring')
    expect(await ofSurvey(maturity, 'groupBy: TEAM')).toMatchObject([
      { measure: 'MATURITY', aspect: 'SKILLS', isTotal: true, n: 10 },
      { side: 'BUSINESS', team: null, n: 5, score: 2 },
      { side: 'IT', team: null, n: 5, score: 3.6 },
    ])
  })

  it('tells a bound where all answered the same', async () => {
    const survey = await newSurvey()
    await answer(survey, null, [4, 5, 5, 5, 5, 5])
    expect(await ofSurvey(survey)).toMatchObject([
      { n: 6, score: null, interval: null, bound: { side: 'AT_LEAST', value: 0.8 }, isSuppressed: false },
    ])
    const lost = await newSurvey({
      questions: [{ key: 'lost', text: 'Minutes', kind: 'MINUTES' }],
      scoredQuestionKey: null,
    })
    await answer(lost, null, [30, 30, 30, 30, 30], 'lost')
    expect(await ofSurvey(lost)).toMatchObject([
      { score: null, sum: null, bound: null, isSuppressed: true, suppressedBecause: { code: 'UNANIMOUS' } },
    ])
  })

  it('pages, and is for readers', async () => {
    const first = await api.get(
      '{ surveyScores(first: 2) { totalCount pageInfo { endCursor hasNextPage } nodes { questionKey } } }',
    )
    expect(listAt(first, 'surveyScores', 'nodes').length).toBe(2)
    const cursor = at(first, 'surveyScores', 'pageInfo', 'endCursor')
    const rest = await api.get(
      'query ($after: String) { surveyScores(first: 100, after: $after) { totalCount nodes { questionKey } } }',
      { after: cursor },
    )
    expect(listAt(rest, 'surveyScores', 'nodes').length + 2).toBe(at(rest, 'surveyScores', 'totalCount'))
    const token = await api.tokenFor('CONNECTOR')
    const refused = await api.ask('{ surveyScores { totalCount } }', {}, { token })
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN')
  })
})

describe('single answers', () => {
  const teams = async (...names: string[]) =>
    Promise.all(names.map((name) => make(api, 'Team', { name: `${name} ${++teamsMade}`, kind: 'BUSINESS' })))

  it('are not told of fewer than five, nor by what is left when teams are subtracted', async () => {
    const few = await newSurvey()
    await answer(few, null, [1, 2, 3, 4])
    expect(await ofSurvey(few)).toMatchObject([
      { n: null, score: null, isSuppressed: true, suppressedBecause: { code: 'TOO_FEW' }, change: null },
    ])
    const [a = '', b = '', c = ''] = await teams('A', 'B', 'C')
    const two = await newSurvey()
    await answer(two, a, [1, 2, 3, 4, 5, 4, 3, 2])
    await answer(two, b, [1, 2, 3, 4])
    expect(await brief(two)).toEqual({ total: 12, [a]: null, [b]: null })
    const three = await newSurvey()
    await answer(three, a, [1, 2, 3, 4, 5, 4, 3, 2])
    await answer(three, b, [1, 2, 3, 4, 5, 4])
    await answer(three, c, [1, 2, 5])
    expect(await brief(three)).toEqual({ total: 17, [a]: 8, [b]: null, [c]: null })
    expect(at(await ofSurvey(three, 'groupBy: TEAM'), 2, 'suppressedBecause', 'code')).toMatch(
      /PROTECTS_ANSWERS/,
    )
  })

  it('are not told by asking before and after each of them', async () => {
    const survey = await newSurvey({ template: 'CES' })
    await answer(survey, null, [3, 3, 3, 3, 3, 3, 3, 2])
    const seen: unknown[] = []
    for (const score of [5, 1, 1, 4]) {
      seen.push(at(await ofSurvey(survey), 0))
      await answer(survey, null, [score])
    }
    seen.push(at(await ofSurvey(survey), 0))
    for (const one of seen) expect(one).toEqual(seen[0])
    expect(seen[0]).toMatchObject({ n: 8 })
    await answer(survey, null, [2])
    expect(await ofSurvey(survey)).toMatchObject([{ n: 13 }])
    // Replacing an answer does not tell what it was and is, either.
    const told = await ofSurvey(survey)
    await done(api, 'recordResponses', {
      survey: { id: survey },
      responses: [
        { respondent: `p${respondents}`, submittedAt: '2026-04-21T10:00:00Z', answers: { score: 5 } },
      ],
    })
    expect(await ofSurvey(survey)).toEqual(told)
  })

  it('are not told by teams while the survey is open, nor by closing it between two answers', async () => {
    const [a = '', b = ''] = await teams('A', 'B')
    const survey = await newSurvey({ closesAt: '2026-06-01T00:00:00Z' })
    await answer(survey, a, [1, 2, 3, 4, 5, 4])
    await answer(survey, b, [1, 2, 3, 4, 5])
    expect(await brief(survey)).toEqual({ total: 11, [a]: null, [b]: null })
    expect(at(await ofSurvey(survey, 'groupBy: TEAM'), 1, 'suppressedBecause', 'code')).toBe('NOT_OVER')
    await answer(survey, a, [1])
    await answer(survey, b, [5, 5, 5, 5])
    expect(await brief(survey)).toEqual({ total: 16, [a]: null, [b]: null })
    const ask = (closesAt: string) => done(api, 'updateSurvey', { survey: { id: survey }, closesAt })
    await ask('2026-05-01T00:00:00Z')
    // 11 of 16 were told of before: what is told of teams now lies five answers apart from both.
    expect(await brief(survey)).toEqual({ total: 16, [a]: 7, [b]: 9 })
    await ask('2026-06-01T00:00:00Z')
    await answer(survey, a, [1, 1, 1, 1])
    await answer(survey, b, [1])
    expect(await brief(survey)).toEqual({ total: 16, [a]: 7, [b]: 9 })
    await answer(survey, a, [2])
    expect(await brief(survey)).toEqual({ total: 21, [a]: 12, [b]: 9 })
  })

  it('are not told by a total of before, less a team of now', async () => {
    const [a = '', b = ''] = await teams('A', 'B')
    const survey = await newSurvey({ closesAt: '2026-06-01T00:00:00Z' })
    await answer(survey, a, [1, 2, 3, 4, 5, 4])
    await answer(survey, b, [5])
    expect(await brief(survey, '')).toEqual({ total: 7 })
    await answer(survey, b, [1, 2, 3, 4, 5])
    now = new Date('2026-06-02T12:00:00Z')
    try {
      // The 7 of before less the 6 of A would be the one answer of B.
      expect(await brief(survey)).toEqual({ total: 12, [a]: null, [b]: null })
    } finally {
      now = new Date('2026-05-05T12:00:00Z')
    }
  })

  it('are not told to two who ask at once, one of them an answer later', async () => {
    const survey = await newSurvey()
    await answer(survey, null, [1, 2, 3, 4, 5])
    expect(await brief(survey, '')).toEqual({ total: 5 })
    await answer(survey, null, [1, 5, 5, 2, 4])
    const waiting = async (count: number) => {
      for (;;) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(api.db.kysely)
        if (rows[0]?.n === count) return
      }
    }
    const asked = await api.db.kysely.transaction().execute(async (transaction) => {
      // Nothing can be published yet.
      await sql`lock table survey_publication in share mode`.execute(transaction)
      const first = brief(survey, '')
      await waiting(1)
      await answer(survey, null, [3])
      const second = brief(survey, '')
      await waiting(2)
      return [first, second]
    })
    expect(await Promise.all(asked)).toEqual([{ total: 10 }, { total: 10 }])
  })
})
