import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, done, listAt, make, mutate } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'

let api: TestApi
let now = new Date('2026-05-05T12:00:00Z')
beforeAll(async () => {
  api = await startApi({ clock: () => now, publicUrl: 'https://surveys.example.org/throughline/' })
})
afterAll(() => api.stop())

const QUESTIONS = [
  { key: 'score', text: 'How <b>content</b> are you?', kind: 'RATING', scale: { min: 1, max: 5 } },
  { key: 'percent', text: 'How sure?', kind: 'RATING', scale: { min: 0, max: 100 } },
  { key: 'free', text: 'A number', kind: 'RATING' },
  { key: 'lost', text: 'Minutes lost', kind: 'MINUTES' },
  { key: 'best', text: 'What is best?', kind: 'CHOICE', options: ['Speed', 'Help, when needed', 'Price'] },
  { key: 'why', text: 'Why?', kind: 'TEXT' },
  { key: 'else', text: 'Anything else?', kind: 'OTHER' },
]

const newSurvey = (more: object = {}, to: TestApi = api) =>
  make(to, 'Survey', {
    title: 'Paying online',
    template: 'CSAT',
    questions: QUESTIONS,
    scoredQuestionKey: 'score',
    ...more,
  })

/** A campaign and the addresses of its links on this server. */
async function campaignOf(survey: string, more: object = {}, to: TestApi = api) {
  const made = await done(
    to,
    'createCampaign',
    { survey: { id: survey }, recipients: [{}], ...more },
    'campaign { id } links { path }',
  )
  const links = listAt(made, 'links').map((link) => new URL(String(at(link, 'path')), to.url).href)
  return { id: String(at(made, 'campaign', 'id')), links, link: links[0] ?? '' }
}

const send = (link: string, fields: Readonly<Record<string, string>> | URLSearchParams) =>
  fetch(link, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
async function page(link: string, headers = {}) {
  const response = await fetch(link, { headers })
  return { status: response.status, headers: response.headers, body: await response.text() }
}
async function responses(survey: string) {
  const data = await api.get(
    `{ survey(by: { id: "${survey}" }) { responses { nodes { answers comment team { name } } } } }`,
  )
  return listAt(data, 'survey', 'responses', 'nodes')
}

describe('the page of a link', () => {
  it('asks all kinds of questions, without a script, a cookie or anything from outside', async () => {
    const { link } = await campaignOf(await newSurvey())
    const { status, headers, body } = await page(link)
    expect(status).toBe(200)
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
    )
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(body).toContain('<html lang="en" dir="ltr">')
    expect(body).toContain('How &#60;b&#62;content&#60;/b&#62; are you?')
    expect(body.match(/name="answer:score"/g)).toHaveLength(6)
    expect(body.match(/type="checkbox"/g)).toHaveLength(3)
    expect(body.match(/<textarea/g)).toHaveLength(3)
    expect(body).not.toMatch(/<script|https?:|\son\w+=|<link|<img/i)
  })

  it('takes an answer once; what is sent again changes nothing', async () => {
    const survey = await newSurvey()
    const team = await make(api, 'Team', { name: 'Sales', kind: 'BUSINESS' })
    const { link } = await campaignOf(survey, { recipients: [{ team: { id: team } }] })
    const sent = await send(
      link,
      new URLSearchParams([
        ['answer:score', '4'],
        ['answer:percent', '62,5'],
        ['answer:free', '-3.25'],
        ['answer:lost', '90'],
        ['answer:best', 'Speed'],
        ['answer:best', 'Help, when needed'],
        ['answer:why', ' First\r\nsecond '],
        ['answer:else', ''],
        ['comment', 'Fine.'],
      ]),
    )
    expect(sent.status).toBe(303)
    expect(new URL(sent.headers.get('location') ?? '', link).href).toBe(link)
    const kept = {
      answers: {
        score: 4,
        percent: 62.5,
        free: -3.25,
        lost: 90,
        best: ['Speed', 'Help, when needed'],
        why: 'First\nsecond',
      },
      comment: 'Fine.',
      team: { name: 'Sales' },
    }
    expect(await responses(survey)).toEqual([kept])
    expect((await page(link)).body).toContain('<h1>Thank you</h1>')
    const again = await send(link, { 'answer:score': '1' })
    expect([again.status, (await again.text()).includes('<h1>Thank you</h1>')]).toEqual([200, true])
    expect(await responses(survey)).toEqual([kept])
  })

  it('takes one of two answers that come at the same time, by one link or by two of one recipient', async () => {
    const survey = await newSurvey()
    const { links } = await campaignOf(survey, { recipients: [{}, {}, {}, {}] })
    for (const link of links) {
      const sent = await Promise.all(['1', '5'].map((score) => send(link, { 'answer:score': score })))
      expect(sent.map(({ status }) => status).sort()).toEqual([200, 303])
    }
    expect(await responses(survey)).toHaveLength(4)
    const one = await campaignOf(survey, { recipients: [{ panel: 'p1' }] })
    const other = await campaignOf(survey, { recipients: [{ panel: 'p1' }] })
    const sent = await Promise.all([one, other].map(({ link }) => send(link, { 'answer:score': '2' })))
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 303])
    expect(await responses(survey)).toHaveLength(5)
    expect((await page(other.link)).body).toContain('<h1>Thank you</h1>')
  })

  it('speaks the language of the campaign', async () => {
    const { link } = await campaignOf(await newSurvey(), { language: 'de' })
    const { body } = await page(link, { 'accept-language': 'en' })
    expect(body).toContain('<html lang="de" dir="ltr">')
    expect(body).toContain('Antworten senden')
  })

  it('says that it has not opened yet, and that it has closed', async () => {
    const survey = await newSurvey({ opensAt: '2026-05-01T00:00:00Z', closesAt: '2026-06-01T00:00:00Z' })
    const { id, link } = await campaignOf(survey, { opensAt: '2026-05-10T00:00:00Z' })
    const early = await send(link, { 'answer:score': '4' })
    expect([early.status, (await early.text()).includes('has not opened yet')]).toEqual([403, true])
    await done(api, 'closeCampaign', { id }, 'campaign { closesAt opensAt }')
    now = new Date('2026-05-11T12:00:00Z')
    try {
      const late = await send(link, { 'answer:score': '4' })
      expect([late.status, (await late.text()).includes('This survey has closed')]).toEqual([410, true])
      const rest = await campaignOf(survey)
      expect((await page(rest.link)).status).toBe(200)
      now = new Date('2026-06-02T12:00:00Z')
      expect((await page(rest.link)).status).toBe(410)
    } finally {
      now = new Date('2026-05-05T12:00:00Z')
    }
    expect(await responses(survey)).toEqual([])
  })
})

describe('links that are not ours', () => {
  it('are all answered alike, in the language of the browser', async () => {
    const { link } = await campaignOf(await newSurvey())
    const token = link.split('/').at(-1) ?? ''
    const changed = (place: number) =>
      `${token.slice(0, place)}${token[place] === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`
    const gone = await newSurvey()
    const lost = await campaignOf(gone)
    await done(api, 'deleteSurvey', { survey: { id: gone } }, 'deletedId')
    const tokens = [changed(3), changed(40), token.slice(1), `${token}A`, 'x', '%00', token.toUpperCase()]
    const addresses = [lost.link, ...tokens.map((one) => new URL(`/surveys/answer/${one}`, api.url).href)]
    const pages = await Promise.all(addresses.map((address) => page(address)))
    expect(new Set(pages.map(({ status, body }) => `${status} ${body}`)).size).toBe(1)
    expect(pages[0]?.status).toBe(404)
    const german = await page(lost.link, { 'accept-language': 'fr, de-AT;q=0.8, en;q=0.5' })
    expect(german.body).toContain('lang="de"')
    const foreign = await startApi()
    try {
      await campaignOf(await newSurvey({}, foreign), {}, foreign)
      expect((await page(new URL(`/surveys/answer/${token}`, foreign.url).href)).status).toBe(404)
    } finally {
      await foreign.stop()
    }
    expect((await page(link)).status).toBe(200)
  })

  it('are not in the log, and neither is who asks for them', async () => {
    const lines: string[] = []
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
    const logged = await startApi({ clock: () => now, log })
    try {
      const { link } = await campaignOf(await newSurvey({}, logged), {}, logged)
      await page(link)
      await send(link, { 'answer:score': '4' })
      await fetch(link, { method: 'PUT', body: 'x' })
      const token = link.split('/').at(-1) ?? ''
      await logged.stop()
      const ofPage = lines.filter((line) => line.includes('/surveys/answer'))
      expect(ofPage).toHaveLength(3)
      expect(lines.join('')).not.toContain(token)
      for (const line of ofPage) expect(line).not.toContain('"peer"')
      // Those of other addresses have it.
      expect(lines.join('')).toContain('"peer"')
    } finally {
      await logged.stop().catch(() => undefined)
    }
  })

  it('cannot be had from the database, which has hashes of links and keys only', async () => {
    const survey = await newSurvey()
    const { link } = await campaignOf(survey, { recipients: [{ label: 'row-of-ada', panel: 'panel-77' }] })
    expect((await send(link, { 'answer:score': '4' })).status).toBe(303)
    const token = link.split('/').at(-1) ?? ''
    const { kysely } = api.db
    const tables = await Promise.all([
      kysely.selectFrom('campaign').selectAll().execute(),
      kysely.selectFrom('campaign_recipient').selectAll().execute(),
      kysely.selectFrom('survey_response').selectAll().execute(),
      kysely.selectFrom('audit_event').selectAll().execute(),
    ])
    for (const rows of tables) {
      expect(rows.length).toBeGreaterThan(0)
      for (const secret of [token, 'row-of-ada', 'panel-77'])
        expect(JSON.stringify(rows)).not.toContain(secret)
    }
  })
})

describe('answers that cannot be taken', () => {
  it.each([
    ['no number', { 'answer:lost': 'ten' }, 'Enter a number.'],
    ['more than the scale', { 'answer:score': '6' }, 'Enter a number from 1 to 5.'],
    ['between two points', { 'answer:score': '4.5' }, 'Choose from what is offered.'],
    ['negative minutes', { 'answer:lost': '-5' }, 'Enter a number from 0 to 527040.'],
    ['an option that there is not', { 'answer:best': 'Luck' }, 'Choose from what is offered.'],
    ['a long text', { 'answer:why': 'x'.repeat(4_001) }, 'Use at most 4000 characters.'],
    ['characters that are no text', { comment: 'a\0b' }, 'Remove the characters that are no text.'],
    ['a question of another survey', { 'answer:other': '4' }, 'The questions have changed'],
  ])('%s: what was entered is kept, and the link works as before', async (_name, fields, message) => {
    const survey = await newSurvey()
    const { link } = await campaignOf(survey)
    const response = await send(link, { 'answer:else': 'Kept & <i>shown</i>', ...fields })
    const body = await response.text()
    expect(response.status).toBe(422)
    expect(body).toContain('role="alert"')
    expect(body).toContain(message)
    expect(body).toContain('Kept &#38; &#60;i&#62;shown&#60;/i&#62;</textarea>')
    expect(await responses(survey)).toEqual([])
    expect((await send(link, { 'answer:score': '3' })).status).toBe(303)
  })

  it('nothing, other types, too many and too large ones, and two answers to one question', async () => {
    const survey = await newSurvey()
    const { link } = await campaignOf(survey)
    const nothing = await send(link, { 'answer:score': '', comment: ' \n ' })
    expect([nothing.status, (await nothing.text()).includes('Answer at least one')]).toEqual([422, true])
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(link, { method: 'POST', body: '{}', headers })).status).toBe(415)
    const large = await send(link, { comment: 'x'.repeat(200_001) })
    expect([large.status, (await large.text()).includes('too long')]).toEqual([413, true])
    const many = Array.from({ length: 2_001 }, (): [string, string] => ['comment', 'x'])
    expect((await send(link, new URLSearchParams(many))).status).toBe(413)
    const twice = new URLSearchParams('answer%3Ascore=1&answer%3Ascore=5')
    expect((await send(link, twice)).status).toBe(422)
    expect((await fetch(link, { method: 'PUT', body: 'x' })).status).toBe(405)
    expect(await responses(survey)).toEqual([])
  })

  it('too many of one link, or of one address', async () => {
    const limited = await startApi({
      clock: () => now,
      answers: { perPeer: { burst: 12, perSecond: 1 }, perLink: { burst: 3, perSecond: 1 } },
    })
    try {
      const survey = await newSurvey({}, limited)
      const { links } = await campaignOf(survey, { recipients: [{}, {}] }, limited)
      const [one = '', other = ''] = links
      const statuses = async (link: string, count: number) => {
        const seen: number[] = []
        for (let index = 0; index < count; index += 1) seen.push((await page(link)).status)
        return seen
      }
      expect(await statuses(one, 5)).toEqual([200, 200, 200, 429, 429])
      expect((await page(other)).status).toBe(200)
      const strangers = await statuses(new URL('/surveys/answer/x', limited.url).href, 20)
      expect([strangers[0], strangers.at(-1)]).toEqual([404, 429])
      const refused = await page(other)
      expect(refused.status).toBe(429)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    } finally {
      await limited.stop()
    }
  })
})

describe('createCampaign', () => {
  it('gives links once, as a list and as CSV', async () => {
    const survey = await newSurvey()
    const team = await make(api, 'Team', { name: 'Stores, "North"', kind: 'BUSINESS' })
    const made = await done(
      api,
      'createCampaign',
      {
        survey: { id: survey },
        teams: [{ team: { id: team }, count: 2 }],
        recipients: [{ label: 'a,b' }, {}],
      },
      'campaign { id language invited answered } links { label team path url } csv',
    )
    expect(at(made, 'campaign')).toMatchObject({ language: 'en', invited: 4, answered: null })
    const urls = listAt(made, 'links').map((link) => String(at(link, 'url')))
    const path = String(at(made, 'links', 0, 'path'))
    expect(urls[0]).toBe(`https://surveys.example.org/throughline${path}`)
    expect(String(at(made, 'csv')).split('\r\n')).toEqual([
      'label,team,link',
      `,"Stores, ""North""",${urls[0]}`,
      `,"Stores, ""North""",${urls[1]}`,
      `"a,b",,${urls[2]}`,
      `,,${urls[3]}`,
      '',
    ])
    const more = await done(
      api,
      'addCampaignLinks',
      { campaignId: at(made, 'campaign', 'id'), recipients: [{ label: 'late' }] },
      'campaign { invited } links { label }',
    )
    expect(more).toMatchObject({ campaign: { invited: 5 }, links: [{ label: 'late' }] })
    const scores = await api.get(
      `{ surveyScores(survey: { id: "${survey}" }, measures: [CSAT]) { nodes { invited } } }`,
    )
    expect(listAt(scores, 'surveyScores', 'nodes')).toEqual([{ invited: 5 }])
  })

  it.each([
    [{ language: 'xx', recipients: [{}] }, 'language', /is "xx"; there are texts in de, en/],
    [{}, 'recipients', /there would be no link/],
    [{ recipients: [{ panel: 'a' }, { panel: 'a' }] }, 'recipients.1.panel', /twice/],
    [{ recipients: [{ label: 'x'.repeat(201) }] }, 'recipients.0.label', /at most 200/],
    [{ recipients: [{ panel: ' ' }] }, 'recipients.0.panel', /1 to 200/],
    [{ recipients: [{}], closesAt: '2026-05-02T00:00:00Z' }, 'closesAt', /has passed/],
    [{ recipients: [{}], opensAt: '2026-04-01T00:00:00Z' }, 'opensAt', /when the survey opens/],
    [{ recipients: [{}], closesAt: '2027-05-01T00:00:00Z' }, 'closesAt', /when the survey closes/],
  ])('refuses %j', async (input, path, message) => {
    const survey = await newSurvey({ opensAt: '2026-05-01T00:00:00Z', closesAt: '2026-06-01T00:00:00Z' })
    const refused = await mutate(api, 'createCampaign', { survey: { id: survey }, ...input }, 'csv')
    expect(refused).toMatchObject({ __typename: 'InvalidInputError' })
    expect(String(at(refused, 'message'))).toMatch(new RegExp(`^${path}: `))
    expect(String(at(refused, 'message'))).toMatch(message)
  })

  it('is for those who record responses: who has links can answer', async () => {
    const survey = await newSurvey()
    const token = await api.tokenFor('EDITOR')
    const asked = await api.ask(
      'mutation ($survey: ID!) { createCampaign(input: { survey: { id: $survey }, recipients: [{}] }) { __typename } }',
      { survey },
      { token },
    )
    expect(asked.errors[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('tells how many have answered from five on, and of teams once it has closed', async () => {
    const survey = await newSurvey()
    const team = (name: string) => make(api, 'Team', { name, kind: 'BUSINESS' })
    const [a, b] = [await team('Count A'), await team('Count B')]
    const { id, links } = await campaignOf(survey, {
      recipients: [a, a, a, a, a, a, b, b, b, b, b, b].map((one) => ({ team: { id: one } })),
    })
    const counts = async () => {
      const data = await api.get(`{ campaign(id: "${id}") { answered teams { team { id } answered } } }`)
      const teams = listAt(data, 'campaign', 'teams').map((row) => [
        at(row, 'team', 'id'),
        at(row, 'answered'),
      ])
      return { answered: at(data, 'campaign', 'answered'), ...Object.fromEntries(teams) }
    }
    const answerBy = async (from: number, to: number) => {
      for (const link of links.slice(from, to)) await send(link, { 'answer:score': '4' })
    }
    await answerBy(0, 4)
    expect(await counts()).toEqual({ answered: null, [a]: null, [b]: null })
    await answerBy(4, 11)
    expect(await counts()).toEqual({ answered: 11, [a]: null, [b]: null })
    await done(api, 'closeCampaign', { id }, 'campaign { id }')
    expect(await counts()).toEqual({ answered: 11, [a]: 6, [b]: 5 })
  })
})
