import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, done, listAt, make } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'

let api: TestApi
let now = new Date('2026-05-05T12:00:00Z')
beforeAll(async () => {
  const endless = { burst: 1e6, perSecond: 1e6 }
  api = await startApi({ clock: () => now, answers: { perPeer: endless } })
})
afterAll(() => api.stop())

const CLOSES = '2026-06-01T00:00:00Z'
const newSurvey = (questions: readonly object[]) =>
  make(api, 'Survey', {
    title: 'S',
    template: 'CSAT',
    closesAt: CLOSES,
    scoredQuestionKey: 'score',
    questions: [
      { key: 'score', text: 'How content?', kind: 'RATING', scale: { min: 1, max: 5 } },
      ...questions,
    ],
  })
let made = 0
const newTeam = () => {
  made += 1
  return make(api, 'Team', { name: `Team ${made}`, kind: 'BUSINESS' })
}

async function linksOf(survey: string, recipients: object) {
  const input = { survey: { id: survey }, ...recipients }
  const campaign = await done(api, 'createCampaign', input, 'campaign { id } links { path }')
  return {
    id: String(at(campaign, 'campaign', 'id')),
    links: listAt(campaign, 'links').map((link) => new URL(String(at(link, 'path')), api.url).href),
  }
}
async function send(link: string | undefined, fields: Readonly<Record<string, string | number>>) {
  const body = new URLSearchParams(
    Object.entries(fields).map(([key, value]) => [`answer:${key}`, String(value)]),
  )
  const { status } = await fetch(link ?? '', { method: 'POST', body, redirect: 'manual' })
  expect(status).toBe(303)
}

interface Row {
  readonly measure: string
  readonly isTotal: boolean
  readonly team: { readonly id: string } | null
  readonly n: number | null
  readonly invited: number | null
  readonly responseRate: number | null
  readonly score: number | null
  readonly sum: number | null
  readonly bound: { readonly side: string } | null
}
async function scoresOf(survey: string, more = ''): Promise<readonly Row[]> {
  const data = await api.get<{ surveyScores: { nodes: readonly Row[] } }>(
    `{ surveyScores(survey: { id: "${survey}" } ${more}) { nodes {
      measure isTotal team { id } n invited responseRate score sum bound { side } } } }`,
  )
  return data.surveyScores.nodes
}
async function afterTheEnd<T>(work: () => Promise<T>): Promise<T> {
  now = new Date('2026-06-02T12:00:00Z')
  try {
    return await work()
  } finally {
    now = new Date('2026-05-05T12:00:00Z')
  }
}

it('a thousand answers by links end in the right scores and response rates', async () => {
  const survey = await newSurvey([{ key: 'lost', text: 'Minutes lost', kind: 'MINUTES' }])
  const [a, b] = [await newTeam(), await newTeam()]
  const { links } = await linksOf(survey, {
    teams: [
      { team: { id: a }, count: 600 },
      { team: { id: b }, count: 400 },
    ],
  })
  const { links: unused } = await linksOf(survey, { teams: [{ team: { id: b }, count: 100 }] })
  expect(unused).toHaveLength(100)
  // Of the first team three of five are content, of the second one of two.
  const scoreOf = (place: number) => (place < 600 ? [5, 4, 4, 3, 1] : [5, 2])[place % (place < 600 ? 5 : 2)]
  const places = links.keys()
  const sender = async () => {
    for (const place of places) await send(links[place], { score: scoreOf(place) ?? 0, lost: place % 10 })
  }
  await Promise.all(Array.from({ length: 16 }, sender))
  await afterTheEnd(async () => {
    const rows = await scoresOf(survey, 'groupBy: TEAM')
    const csat = rows.filter(({ measure }) => measure === 'CSAT')
    const row = (team: string | null) => csat.find((one) => (one.team?.id ?? null) === team)
    expect(row(null)).toMatchObject({ n: 1_000, invited: 1_100, score: 0.56, isTotal: true })
    expect(row(a)).toMatchObject({ n: 600, invited: 600, responseRate: 1, score: 0.6 })
    expect(row(b)).toMatchObject({ n: 400, invited: 500, responseRate: 0.8, score: 0.5 })
    expect(rows.find(({ measure, isTotal }) => measure === 'LOST_TIME' && isTotal)).toMatchObject({
      n: 1_000,
      sum: 4_500,
    })
  })
})

describe('who asks at all times and counts all that is shown', () => {
  it('does not learn what all of a small team answered', async () => {
    const survey = await newSurvey([])
    const [small, large, few] = [await newTeam(), await newTeam(), await newTeam()]
    const answers = new Map([
      [small, [5, 5, 5, 5, 5]],
      [large, [5, 4, 3, 2, 1, 1, 2, 3]],
      [few, [1, 5, 1]],
    ])
    const campaigns: string[] = []
    for (const [team, scores] of answers) {
      const { id, links } = await linksOf(survey, { teams: [{ team: { id: team }, count: scores.length }] })
      campaigns.push(id)
      for (const [place, score] of scores.entries()) await send(links[place], { score })
    }
    await afterTheEnd(async () => {
      const rows = await scoresOf(survey, 'groupBy: TEAM')
      const total = rows.find(({ isTotal }) => isTotal)
      expect(total).toMatchObject({ n: 16 })
      // What is shown of teams, and what follows for those that are left: never of fewer than five, and never that all
      // said the same.
      const shown = rows.filter((row) => !row.isTotal && (row.score !== null || row.bound !== null))
      for (let chosen = 0; chosen < 1 << shown.length; chosen += 1) {
        const parts = shown.filter((_, place) => (chosen & (1 << place)) !== 0)
        const left = (all: number | null | undefined, of: (row: Row) => number) =>
          (all ?? 0) - parts.reduce((sum, row) => sum + of(row), 0)
        const n = left(total?.n, (row) => row.n ?? 0)
        expect(n).toBeGreaterThanOrEqual(5)
        if (parts.some(({ score }) => score === null)) continue
        const content = left((total?.n ?? 0) * (total?.score ?? 0), (row) => (row.n ?? 0) * (row.score ?? 0))
        expect(content).toBeGreaterThan(0.5)
        expect(content).toBeLessThan(n - 0.5)
      }
      // Counts of campaigns tell how many have answered, of the three not even that.
      const counts = await Promise.all(
        campaigns.map((id) => api.get(`{ campaign(id: "${id}") { answered } }`)),
      )
      expect(counts.map((data) => at(data, 'campaign', 'answered'))).toEqual([5, 8, null])
    })
  })

  it('does not learn a single answer from two dates', async () => {
    const survey = await newSurvey([])
    const { id, links } = await linksOf(survey, { recipients: Array.from({ length: 23 }, () => ({})) })
    const seen: { n: number; content: number }[] = []
    const answered: unknown[] = []
    for (const [place, link] of links.entries()) {
      await send(link, { score: place % 3 === 0 ? 5 : 1 })
      now = new Date(now.getTime() + 3_600_000)
      const [row] = await scoresOf(survey)
      const count = await api.get(`{ campaign(id: "${id}") { answered } }`)
      answered.push(at(count, 'campaign', 'answered'))
      if (row?.score != null && row.n !== null) seen.push({ n: row.n, content: row.n * row.score })
    }
    expect(answered).toEqual([...Array(4).fill(null), ...Array.from({ length: 19 }, (_, place) => place + 5)])
    expect(new Set(seen.map(({ n }) => n))).toEqual(new Set([5, 10, 15, 20]))
    for (const one of seen)
      for (const other of seen) {
        const newcomers = Math.abs(one.n - other.n)
        expect(newcomers === 0 ? one.content : newcomers).toBe(newcomers === 0 ? other.content : newcomers)
        if (newcomers > 0) expect(newcomers).toBeGreaterThanOrEqual(5)
      }
    now = new Date('2026-05-05T12:00:00Z')
  })
})
