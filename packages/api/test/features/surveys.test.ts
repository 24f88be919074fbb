import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { eventsOfRequest } from './audit-trail.ts'
import { at, done, listAt, make, mutate } from './mutate.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi({ clock: () => new Date('2026-05-05T12:00:00Z') })
})
afterAll(() => api.stop())

const QUESTIONS = [
  { key: 'score', text: 'How content?', kind: 'RATING', scale: { min: 1, max: 5 } },
  { key: 'which', text: 'Which?', kind: 'CHOICE', options: ['a', 'b'] },
  { key: 'free', text: 'Anything else?', kind: 'TEXT' },
  { key: 'other', text: 'Draw it', kind: 'OTHER' },
]
const newSurvey = (more: object = {}) =>
  make(api, 'Survey', {
    title: 'S',
    template: 'CSAT',
    questions: QUESTIONS,
    scoredQuestionKey: 'score',
    ...more,
  })

describe('the questions of a survey', () => {
  it.each([
    ['two with one key', { questions: [QUESTIONS[0], QUESTIONS[0]] }, ['questions'], /hold an id twice/],
    [
      'a scale upside down',
      { questions: [{ ...QUESTIONS[0], scale: { min: 5, max: 1 } }] },
      ['questions', '0', 'scale'],
      /max above its min/,
    ],
    [
      'one without words',
      { questions: [{ ...QUESTIONS[0], text: ' ' }] },
      ['questions', '0', 'text'],
      /is empty/,
    ],
    [
      'one without a key',
      { questions: [{ ...QUESTIONS[0], key: '' }] },
      ['questions', '0', 'key'],
      /is empty/,
    ],
    [
      'a score that nobody asks for',
      { questions: [], scoredQuestionKey: 'score' },
      ['scoredQuestionKey'],
      /none of the questions/,
    ],
  ])('refuses %s', async (_what, given, path, message) => {
    const result = await mutate(api, 'createSurvey', { title: 'S', template: 'CUSTOM', ...given })
    expect(result).toMatchObject({ __typename: 'InvalidInputError', path })
    expect(result.message).toMatch(message)
  })

  it('must go on holding the one that is scoredQuestionKey', async () => {
    const id = await newSurvey()
    expect(
      await mutate(api, 'updateSurvey', { survey: { id }, questions: QUESTIONS.slice(1) }),
    ).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['scoredQuestionKey'],
    })
    await done(api, 'updateSurvey', {
      survey: { id },
      questions: QUESTIONS.slice(1),
      scoredQuestionKey: null,
    })
    expect(await mutate(api, 'updateSurvey', { survey: { id }, scoredQuestionKey: 'score' })).toMatchObject({
      path: ['scoredQuestionKey'],
    })
    await done(api, 'updateSurvey', { survey: { id }, scoredQuestionKey: 'free' })
  })

  it('are on a service or on the organisation', async () => {
    const service = await make(api, 'Service', { name: 'Shop', kind: 'BUSINESS' })
    const id = await newSurvey()
    const subject = async () =>
      at(
        await api.get('query ($id: ID!) { survey(by: { id: $id }) { subject service { id } } }', { id }),
        'survey',
      )
    expect(await subject()).toEqual({ subject: 'ORGANISATION', service: null })
    await done(api, 'updateSurvey', { survey: { id }, service: { id: service } })
    expect(await subject()).toEqual({ subject: 'SERVICE', service: { id: service } })
    expect(
      at(
        await api.get('query ($id: ID!) { service(by: { id: $id }) { surveys { nodes { id } } } }', {
          id: service,
        }),
        'service',
      ),
    ).toEqual({ surveys: { nodes: [{ id }] } })
    const refused = await mutate(api, 'deleteService', { service: { id: service } })
    expect(refused.message).toMatch(/is still used by at least one survey/)
    await done(api, 'updateSurvey', { survey: { id }, service: null })
    expect(await subject()).toEqual({ subject: 'ORGANISATION', service: null })
  })
})

describe('recordResponses', () => {
  const record = (surveyId: string, responses: object[]) =>
    done(
      api,
      'recordResponses',
      { survey: { id: surveyId }, responses },
      'recorded results { outcome message } survey { responses { totalCount } }',
    )
  const answersOf = async (id: string) =>
    listAt(
      await api.get(
        'query ($id: ID!) { survey(by: { id: $id }) { responses(orderBy: [{ field: SUBMITTED_AT }]) { nodes { answers comment submittedAt survey { id } } } } }',
        { id },
      ),
      'survey',
      'responses',
      'nodes',
    )

  it('takes each row by itself, and one of each respondent', async () => {
    const id = await newSurvey()
    const at8 = {
      respondent: 'mara',
      submittedAt: '2026-05-01T08:00:00Z',
      answers: { score: 4, which: ['a', 'b'], free: 'Fine', other: true },
    }
    const first = await record(id, [
      at8,
      { answers: { score: 2 } },
      { respondent: 'mara', submittedAt: '2026-05-01T07:00:00Z', answers: { score: 1 } },
      { respondent: 'jonte', answers: { score: 9 } },
    ])
    expect(first).toMatchObject({
      recorded: 2,
      survey: { responses: { totalCount: 2 } },
      results: [
        { outcome: 'RECORDED', message: null },
        { outcome: 'RECORDED', message: null },
        { outcome: 'UNCHANGED', message: null },
        { outcome: 'REJECTED', message: 'answers.score: is 9, and the scale goes from 1 to 5' },
      ],
    })
    expect(await answersOf(id)).toEqual([
      { answers: at8.answers, comment: '', submittedAt: '2026-05-01T08:00:00.000Z', survey: { id } },
      { answers: { score: 2 }, comment: '', submittedAt: '2026-05-05T12:00:00.000Z', survey: { id } },
    ])
    const events = await eventsOfRequest(api, first.requestId)
    expect(events.map(({ action }) => action)).toEqual(['response.create', 'response.create'])
    expect(JSON.stringify(events)).not.toMatch(/Fine|mara/)
    const again = await record(id, [
      at8,
      { ...at8, submittedAt: '2026-05-02T08:00:00Z', answers: { score: 5 }, comment: 'Better' },
    ])
    expect(again).toMatchObject({ recorded: 1, results: [{ outcome: 'UNCHANGED' }, { outcome: 'REPLACED' }] })
    expect(await answersOf(id)).toContainEqual(
      expect.objectContaining({ answers: { score: 5 }, comment: 'Better' }),
    )
    const kept = await api.db.kysely.selectFrom('survey_response').select('respondent').execute()
    expect(JSON.stringify(kept)).not.toContain('mara')
  })

  it.each([
    ['no object', 'five', /^answers: /],
    ['an unknown question', { nothing: 1 }, /"nothing" is no question of this survey/],
    ['a text for a rating', { score: '4' }, /answers.score: is no number/],
    ['a choice that is not offered', { which: ['a', 'z'] }, /answers.which: "z" is none of the options/],
    ['a number for a text', { free: 4 }, /answers.free: is no text/],
    ['an answer in pieces', { other: { deep: true } }, /^answers/],
  ])('rejects %s', async (_what, answers, message) => {
    const id = await newSurvey()
    const { results } = await record(id, [{ answers }])
    expect(results).toEqual([{ outcome: 'REJECTED', message: expect.stringMatching(message) }])
  })

  it('rejects what was handed in while the survey was not open', async () => {
    const id = await newSurvey({ opensAt: '2026-05-01T00:00:00Z', closesAt: '2026-05-02T00:00:00Z' })
    const { results } = await record(id, [
      { answers: {}, submittedAt: '2026-04-30T00:00:00Z' },
      { answers: {}, submittedAt: '2026-05-01T00:00:00Z' },
      { answers: {} },
    ])
    expect(results).toMatchObject([
      { outcome: 'REJECTED', message: 'submittedAt lies before the survey opened' },
      { outcome: 'RECORDED' },
      { outcome: 'REJECTED', message: 'submittedAt lies after the survey closed' },
    ])
  })

  it('is refused where there is no such survey, and for more than 1,000 rows', async () => {
    const id = await newSurvey()
    await done(api, 'deleteSurvey', { survey: { id } })
    expect(await mutate(api, 'recordResponses', { survey: { id }, responses: [] })).toMatchObject({
      __typename: 'NotFoundError',
      path: ['survey', 'id'],
    })
    const responses = Array.from({ length: 1_001 }, () => ({ answers: {} }))
    expect(await mutate(api, 'recordResponses', { survey: { id }, responses })).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['responses'],
    })
  })

  it('keeps one of each respondent, whoever records at the same time', async () => {
    const id = await newSurvey()
    const people = Array.from({ length: 200 }, (_, n) => `person ${n}`)
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        record(
          id,
          people.map((respondent) => ({
            respondent,
            submittedAt: `2026-05-01T0${n}:00:00Z`,
            answers: { score: 3 },
          })),
        ),
      ),
    )
    const { rows } = await api.db.pool.query(
      'select submitted_at, count(*)::int from survey_response r join survey s on s.id = survey_id where respondent is not null group by 1 having count(*) = 200',
    )
    expect(rows).toEqual([{ submitted_at: new Date('2026-05-01T07:00:00Z'), count: 200 }])
  })
})

it('lets everybody count the responses, and nobody but an ADMIN look at one', async () => {
  const id = await newSurvey()
  await done(api, 'recordResponses', {
    survey: { id },
    responses: [{ answers: { score: 4 }, comment: 'secret' }],
  })
  const token = await api.tokenFor('VIEWER')
  const ask = (fields: string) =>
    api.ask(`query ($id: ID!) { survey(by: { id: $id }) { ${fields} } }`, { id }, { token })
  const counted = await ask('title responses { totalCount }')
  expect(counted.errors).toEqual([])
  expect(counted.data).toEqual({ survey: { title: 'S', responses: { totalCount: 1 } } })
  for (const field of ['id', 'answers', 'comment', 'submittedAt', 'survey { title }']) {
    const denied = await ask(`responses { nodes { ${field} } }`)
    expect(
      denied.errors.map(({ extensions }) => extensions.code),
      field,
    ).toEqual(['FORBIDDEN'])
    expect(JSON.stringify(denied)).not.toContain('secret')
  }
  // Nor may anybody ask how many said a certain thing.
  const guess = await ask('responses(filter: { comment: { contains: "secret" } }) { totalCount }')
  expect(guess.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
})
