/** Responses as GET /api/v2/management/responses gives them: with all that it says about people and machines. */

/** What must not get further than the plugin. */
export const PERSONS = [
  'ada@example.org',
  'Ada-Lovelace',
  'u-4711',
  'contact-of-ada',
  'Finance-Board',
  'typed-under-other',
  'a-single-word',
  'picture-of-ada.png',
  '203.0.113.77',
  'Firefox-made-up',
]

export interface MadeUpResponse {
  readonly id: string
  readonly surveyId: string
  readonly createdAt: string
  updatedAt: string
  finished: boolean
  data: Record<string, unknown>
  readonly [more: string]: unknown
}

export function response(id: string, updatedAt: string, more: object = {}): MadeUpResponse {
  return {
    id,
    surveyId: 'clpulse',
    createdAt: updatedAt,
    updatedAt,
    finished: true,
    endingId: 'end',
    data: {},
    variables: {},
    ttc: { nps: 2000, _total: 2000 },
    meta: {
      ipAddress: '203.0.113.77',
      country: 'GB',
      userAgent: { browser: 'Firefox-made-up', os: 'Linux', device: 'desktop' },
    },
    contactAttributes: null,
    contactId: null,
    singleUseId: null,
    language: null,
    displayId: null,
    ...more,
  }
}

export const toPulse: readonly MadeUpResponse[] = [
  response('r-full', '2029-06-01T08:00:00.000Z', {
    createdAt: '2029-06-01T07:55:00.000Z',
    contactId: 'contact-of-ada',
    contactAttributes: { email: 'ada@example.org', firstName: 'Ada-Lovelace' },
    language: 'de',
    data: {
      userId: 'u-4711',
      department: 'Finance-Board',
      intro: 'clicked',
      nps: 9,
      stars: 4,
      tools: ['Post', 'typed-under-other'],
      best: 'Kindness',
      grid: { Desk: 'Good', Network: '' },
      picture: ['p1'],
      agree: 'accepted',
      since: '2021-04-01',
      times: '3',
      word: 'a-single-word',
      more: 'Schön & gut 👍',
      mailto: 'ada@example.org',
      who: ['Ada-Lovelace', '', 'ada@example.org', '', ''],
      file: ['https://app.formbricks.com/storage/picture-of-ada.png'],
    },
  }),
  // Five of one instant, as an import makes them: pages of two hold nothing else.
  ...['a', 'b', 'c', 'd', 'e'].map((letter) =>
    response(`r-same-${letter}`, '2029-06-02T09:00:00.123Z', { data: { nps: 5, userId: letter } }),
  ),
  response('r-open', '2029-06-03T09:00:00.000Z', { finished: false, data: { nps: 0 } }),
  response('r-long', '2029-06-04T09:00:00.000Z', {
    data: { more: `${'ö'.repeat(19_999)}😀 and more`, best: 'typed-under-other', nps: null, tools: [1] },
  }),
]

export const toEase: readonly MadeUpResponse[] = [
  response('e-one', '2029-05-01T09:00:00.000Z', {
    surveyId: 'clease',
    data: { ces: 6, why: 'It just worked', gone: 'x', userId: ' U-4711 ' },
  }),
]
