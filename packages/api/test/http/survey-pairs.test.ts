import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseGlobalId } from '../../src/graph/global-id.ts'
import { at, done, listAt, make } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'

let api: TestApi
let now = new Date('2026-05-05T12:00:00Z')
beforeAll(async () => {
  const endless = { burst: 1e6, perSecond: 1e6 }
  api = await startApi({ clock: () => now, answers: { perPeer: endless } })
})
afterAll(() => api.stop())

const newSurvey = (service: string, closesAt: string) =>
  make(api, 'Survey', {
    title: 'S',
    template: 'CSAT',
    questions: [{ key: 'score', text: 'How content?', kind: 'RATING', scale: { min: 1, max: 5 } }],
    scoredQuestionKey: 'score',
    service: { id: service },
    closesAt,
  })

/** Persons answer on their pages: `+` is content, `-` is not. A person is known by their place, after a first letter. */
async function answer(survey: string, marks: string, person: string) {
  const made = await done(
    api,
    'createCampaign',
    { survey: { id: survey }, recipients: [...marks].map((_, place) => ({ panel: `${person}${place}` })) },
    'links { path }',
  )
  for (const [place, link] of listAt(made, 'links').entries()) {
    const body = new URLSearchParams({ 'answer:score': marks[place] === '+' ? '5' : '2' })
    const response = await fetch(new URL(String(at(link, 'path')), api.url), {
      method: 'POST',
      body,
      redirect: 'manual',
    })
    expect(response.status).toBe(303)
  }
}

async function change(service: string, groupBy = 'NONE') {
  const data = await api.get(`{ surveyScores(service: { id: "${service}" }, groupBy: ${groupBy}) { nodes {
    isTotal n change { test p from to interval { low high } } explanation { reasons { code text } } } } }`)
  return listAt(data, 'surveyScores', 'nodes')
}
const FIRST = '++++++++--'
const SECOND = '+++-----+-'
let shops = 0
async function twoSurveys(first = FIRST, second = SECOND) {
  now = new Date('2026-05-05T12:00:00Z')
  const service = await make(api, 'Service', { name: `Shop ${++shops}`, kind: 'BUSINESS' })
  const before = await newSurvey(service, '2026-05-10T00:00:00Z')
  const after = await newSurvey(service, '2026-05-20T00:00:00Z')
  await answer(before, first, 'p')
  await answer(after, second, 'p')
  return { service, before, after }
}
/** The response of one of those who were content. */
async function oneOf(survey: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from survey_response where survey_id = ${parseGlobalId(survey)?.id}::uuid and answers ->> 'score' = '5'
    limit 1`.execute(api.db.kysely)
  return rows[0]?.id ?? ''
}
const close = () => {
  now = new Date('2026-05-21T12:00:00Z')
}

describe('those who answered two surveys', () => {
  it('are tested as pairs once both have closed, the same by service', async () => {
    const { service } = await twoSurveys()
    expect((await change(service))[0]).toMatchObject({ change: { test: 'FISHER_EXACT' } })
    close()
    const [row] = await change(service)
    expect(row).toMatchObject({
      n: 10,
      // Five were lost and one gained: 2 (1 + 6) / 2⁶.
      change: { test: 'MCNEMAR_EXACT', p: 0.21875, from: 0.8, to: 0.4 },
      explanation: { reasons: [{ code: 'RESPONDENTS_PAIRED' }] },
    })
    const rows = await change(service, 'SERVICE')
    expect(rows.map((one) => at(one, 'change'))).toEqual([at(row, 'change'), at(row, 'change')])
    expect(at(await change(service, 'TEAM'), 0, 'change')).toEqual(at(row, 'change'))
  })

  it('are not, if what one other answered would follow', async () => {
    const { service, after } = await twoSurveys()
    await answer(after, '+', 'other')
    close()
    const [row] = await change(service)
    expect(row).toMatchObject({
      n: 11,
      change: { test: 'FISHER_EXACT' },
      explanation: {
        reasons: [
          { code: 'RESPONDENTS_NOT_PAIRED', text: expect.stringContaining('would tell what others') },
        ],
      },
    })
  })

  it('are not, if they are fewer than half', async () => {
    const { service, after } = await twoSurveys()
    await answer(after, '+-+-+-+-+-+', 'other')
    close()
    expect((await change(service))[0]).toMatchObject({
      n: 21,
      change: { test: 'FISHER_EXACT' },
      explanation: { reasons: [{ text: expect.stringContaining('fewer than half') }] },
    })
  })

  it('are paired once: of answers that come later, no other figure is told', async () => {
    const { service, before, after } = await twoSurveys()
    close()
    const told = (await change(service))[0]
    expect(told).toMatchObject({ change: { test: 'MCNEMAR_EXACT', p: 0.21875 } })
    // The answer of one respondent goes: it stays counted, and in the test, too.
    await api.db.kysely
      .deleteFrom('survey_response')
      .where('id', '=', await oneOf(before))
      .execute()
    expect((await change(service))[0]).toEqual(told)
    await done(api, 'updateSurvey', { survey: { id: after }, closesAt: '2026-06-01T00:00:00Z' })
    await answer(after, '+-+-+', 'late')
    now = new Date('2026-06-02T12:00:00Z')
    expect((await change(service))[0]).toMatchObject({
      n: 15,
      change: { test: 'FISHER_EXACT' },
      explanation: { reasons: [{ text: expect.stringContaining('came later') }] },
    })
  })

  it('are not, if answers were replaced after they were counted', async () => {
    const { service, before } = await twoSurveys()
    expect((await change(service))[0]).toMatchObject({ change: { test: 'FISHER_EXACT' } })
    await api.db.kysely
      .updateTable('survey_response')
      .set({ answers: { score: 1 } })
      .where('id', '=', await oneOf(before))
      .execute()
    close()
    const [row] = await change(service)
    expect(row).toMatchObject({
      change: { test: 'FISHER_EXACT', from: 0.8 },
      explanation: { reasons: [{ text: expect.stringContaining('replaced or deleted') }] },
    })
  })
})
