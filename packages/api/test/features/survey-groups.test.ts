import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { at, done, listAt, make } from './mutate.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi({ clock: () => new Date('2026-05-05T12:00:00Z') })
})
afterAll(() => api.stop())

const SCALE = { min: 1, max: 5 }
const rating = (key: string) => ({ key, text: `How is ${key}?`, kind: 'RATING', scale: SCALE })
const newService = (name: string) => make(api, 'Service', { name, kind: 'BUSINESS' })
const newSurvey = (more: object = {}) =>
  make(api, 'Survey', {
    title: 'S',
    template: 'CSAT',
    questions: [rating('score')],
    scoredQuestionKey: 'score',
    opensAt: '2026-04-01T00:00:00Z',
    closesAt: '2026-05-01T00:00:00Z',
    ...more,
  })

let respondents = 0
const respond = (survey: string, answers: readonly object[], team?: string) =>
  done(api, 'recordResponses', {
    survey: { id: survey },
    responses: answers.map((one) => {
      respondents += 1
      const by = team === undefined ? {} : { team: { id: team } }
      return { respondent: `p${respondents}`, submittedAt: '2026-04-05T10:00:00Z', answers: one, ...by }
    }),
  })
const scored = (values: readonly number[]) => values.map((score) => ({ score }))

const SELECTION = `survey { id } service { id } measure aspect questionKey isTotal surveyCount leftOutCount n invited
  responseRate score bound { side value } interval { low high } suppressedBecause { code }
  change { since { id } from to test } explanation { formula inputs { name value node { id } } reasons { code } }`
async function scores(args: string) {
  const data = await api.get(`{ surveyScores(first: 100, ${args}) { totalCount nodes { ${SELECTION} } } }`)
  return listAt(data, 'surveyScores', 'nodes')
}

describe('surveyScores by service and by area', () => {
  it('has each service and all of them, of the last survey in the period', async () => {
    const [shop, mail] = [await newService('Shop'), await newService('Mail')]
    const march = { opensAt: '2026-03-01T00:00:00Z', closesAt: '2026-04-10T00:00:00Z' }
    const first = await newSurvey({ service: { id: shop }, ...march })
    const second = await newSurvey({ service: { id: shop } })
    const other = await newSurvey({ service: { id: mail }, closesAt: '2026-04-30T00:00:00Z' })
    await respond(first, scored([5, 4, 4, 1, 2, 3, 1, 2, 5, 5]))
    await respond(second, scored([5, 4, 4, 4, 4, 4, 4, 4, 1, 2]))
    await respond(other, scored([5, 2, 2, 2, 2, 2]))
    await done(api, 'setSurveyInvitations', { survey: { id: second }, invitations: [{ invited: 20 }] })
    await done(api, 'setSurveyInvitations', { survey: { id: other }, invitations: [{ invited: 12 }] })

    const [total, ofShop, ofMail, ...none] = await scores('groupBy: SERVICE, from: "2026-04-01"')
    expect(none).toEqual([])
    expect(total).toMatchObject({
      ...{ survey: null, service: null, measure: 'CSAT', isTotal: true, surveyCount: 2, leftOutCount: 0 },
      ...{ n: 16, invited: 32, responseRate: 0.5, score: 9 / 16 },
      // Only the shop was surveyed before.
      change: { since: { id: first }, from: 0.5, to: 0.8, test: 'FISHER_EXACT' },
      explanation: {
        formula: 'survey-group',
        inputs: [
          { value: 0.8, node: { id: second } },
          { node: { id: other } },
          { name: 'answers', value: 16 },
        ],
      },
    })
    expect(ofShop).toMatchObject({
      ...{ survey: { id: second }, service: { id: shop }, isTotal: false, n: 10, score: 0.8, surveyCount: 1 },
      change: { since: { id: first }, from: 0.5 },
    })
    expect(ofMail).toMatchObject({ service: { id: mail }, n: 6, change: null })
    // The same figures as one by one.
    const [one] = await scores(`survey: { id: "${second}" }`)
    for (const field of ['n', 'invited', 'responseRate', 'score', 'interval', 'change', 'questionKey'])
      expect(at(ofShop, field)).toEqual(at(one, field))
    const [, before] = await scores('groupBy: SERVICE, to: "2026-04-15"')
    expect(before).toMatchObject({ survey: { id: first }, score: 0.5, change: null })
  })

  it('has the four areas, of services and the organisation together', async () => {
    const service = await newService('Portal')
    const areas = { template: 'FOUR_AREAS', scoredQuestionKey: null }
    const questions = [rating('culture-1'), rating('culture-2'), rating('planning')]
    const own = await newSurvey({ ...areas, questions })
    const onService = await newSurvey({ ...areas, questions: [rating('culture')], service: { id: service } })
    await respond(
      own,
      [1, 2, 3, 4, 5].map((n) => ({ 'culture-1': n, 'culture-2': 6 - n, planning: 4 })),
    )
    await respond(
      onService,
      [4, 5, 4, 5, 5].map((culture) => ({ culture })),
    )
    const [culture, planning, ...none] = await scores('groupBy: AREA, measures: [AREA]')
    expect(none).toEqual([])
    expect(culture).toMatchObject({ aspect: 'CULTURE', service: null, isTotal: true, surveyCount: 2, n: 10 })
    expect(at(culture, 'score')).toBeCloseTo(3.8, 10)
    // All said the same, and it is neither high nor low.
    expect(planning).toMatchObject({ score: null, n: null, suppressedBecause: { code: 'UNANIMOUS' } })
  })
})

describe('maturity', () => {
  const MATURITY = `survey { id } mean min criteria { aspect score level business it gap reason { code }
    practices { questionKey business it score reason { code } } } explanation { formula version reasons { code } }`
  const ask = (args = '') => api.get(`{ maturity${args} { ${MATURITY} } }`)

  it('is null without a survey, and refused of another one', async () => {
    expect(await ask()).toEqual({ maturity: null })
    const other = await newSurvey()
    const refused = await api.ask(`{ maturity(survey: { id: "${other}" }) { mean } }`)
    expect(refused.errors[0]).toMatchObject({ message: expect.stringContaining('no questions on maturity') })
  })

  it('weighs both sides one half, and shows no side of fewer than five', async () => {
    const business = await make(api, 'Team', { name: 'Board', kind: 'BUSINESS' })
    const technical = await make(api, 'Team', { name: 'Platform', kind: 'IT' })
    const criteria = ['communications', 'value', 'governance', 'partnership', 'scope', 'skills']
    const questions = criteria.flatMap((one) => [rating(`${one}-1`), rating(`${one}-2`)])
    const survey = await newSurvey({ template: 'MATURITY', scoredQuestionKey: null, questions })
    const all = (first: number, second: number) =>
      Object.fromEntries(
        criteria.flatMap((one) => [
          [`${one}-1`, first],
          [`${one}-2`, second],
        ]),
      )
    // 3 and 4 on the side of the business, 2 and 3 of IT; of IT one practice of skills has four answers.
    const spread = [-1, 0, 0, 1, 0]
    await respond(
      survey,
      [...spread, 0, 0, 0].map((n) => all(3 + n, 4 + n)),
      business,
    )
    await respond(
      survey,
      spread.map((n, place) => {
        const { 'skills-2': _left, ...others } = all(2 + n, 3 + n)
        return place === 4 ? others : { ...others, 'skills-2': 3 }
      }),
      technical,
    )
    const maturity = at(await ask(), 'maturity')
    expect(at(maturity, 'survey', 'id')).toBe(survey)
    const rows = listAt(maturity, 'criteria')
    expect(rows[0]).toMatchObject({
      ...{ aspect: 'COMMUNICATIONS', business: 3.5, it: 2.5, score: 3, level: 3, gap: 1, reason: null },
      practices: [
        { questionKey: 'communications-1', business: 3, it: 2, score: 2.5 },
        { business: 4, it: 3, score: 3.5 },
      ],
    })
    expect(rows[5]).toMatchObject({
      ...{ aspect: 'SKILLS', score: 2.5, level: null, reason: { code: 'PRACTICES_LEFT_OUT' } },
      practices: [
        { score: 2.5 },
        { business: null, it: null, score: null, reason: { code: 'SIDE_NOT_SHOWN' } },
      ],
    })
    expect(maturity).toMatchObject({
      min: 2.5,
      explanation: { formula: 'maturity', version: 1, reasons: [] },
    })
    expect(at(maturity, 'mean')).toBeCloseTo(17.5 / 6, 10)
    expect(await ask(`(survey: { id: "${survey}" })`)).toEqual({ maturity })
  })

  it('has no mean while the survey is open', async () => {
    const survey = await newSurvey({
      ...{ template: 'MATURITY', scoredQuestionKey: null, questions: [rating('scope')] },
      closesAt: '2026-06-01T00:00:00Z',
    })
    const maturity = at(await ask(`(survey: { id: "${survey}" })`), 'maturity')
    expect(maturity).toMatchObject({
      mean: null,
      explanation: { reasons: [{ code: 'CRITERIA_WITHOUT_SCORE' }] },
    })
  })
})
