/** Responses as GET /forms/{id}/responses gives them: with all that it says about people and their machines. */

/** What must not get further than the plugin. */
export const PERSONS = [
  'ada@example.org',
  'Ada-Lovelace',
  '+44 20 7946 0000',
  'Mozilla/5.0 (made-up)',
  'u-4711',
  'NETWORK-9f',
  'Finance-Board',
  'typed-under-other',
  'a-single-word',
  'screenshot-of-ada.png',
]

export interface MadeUpResponse {
  readonly response_id: string
  readonly token: string
  readonly response_type: 'completed' | 'partial'
  readonly landed_at: string
  readonly submitted_at: string
  readonly [more: string]: unknown
}

function response(id: string, submitted_at: string, more: object = {}): MadeUpResponse {
  return {
    landing_id: id,
    token: id,
    response_id: id,
    response_type: 'completed',
    landed_at: '2029-06-01T00:00:00Z',
    submitted_at,
    metadata: {
      user_agent: 'Mozilla/5.0 (made-up)',
      platform: 'other',
      referer: 'https://example.typeform.com/to/opinion1',
      network_id: 'NETWORK-9f',
      browser: 'default',
    },
    hidden: {},
    calculated: { score: 0 },
    answers: [],
    ...more,
  }
}

const field = (id: string, type: string) => ({ field: { id, ref: id, type } })

export const toOpinion: readonly MadeUpResponse[] = [
  response('r-full', '2029-06-01T08:00:00Z', {
    hidden: { user_id: 'u-4711', department: 'Finance-Board' },
    answers: [
      { ...field('fNps', 'nps'), type: 'number', number: 9 },
      { ...field('fScale', 'opinion_scale'), type: 'number', number: 4 },
      {
        ...field('fTools', 'multiple_choice'),
        type: 'choices',
        choices: { ids: ['c1'], refs: ['c1'], labels: ['Mail'], other: 'typed-under-other' },
      },
      { ...field('fWord', 'short_text'), type: 'text', text: 'a-single-word' },
      { ...field('fSpeed', 'multiple_choice'), type: 'choice', choice: { id: 'x', ref: 'x', label: 'Good' } },
      { ...field('fAgain', 'yes_no'), type: 'boolean', boolean: true },
      { ...field('fSince', 'date'), type: 'date', date: '2021-04-01' },
      { ...field('fTimes', 'number'), type: 'number', number: 3 },
      { ...field('fMore', 'long_text'), type: 'text', text: 'Schön & gut 👍\nweiter so' },
      { ...field('fMail', 'email'), type: 'email', email: 'ada@example.org' },
      { ...field('fFirst', 'short_text'), type: 'text', text: 'Ada-Lovelace' },
      { ...field('fPhone', 'phone_number'), type: 'phone_number', phone_number: '+44 20 7946 0000' },
      {
        ...field('fFile', 'file_upload'),
        type: 'file_url',
        file_url: 'https://api.typeform.com/files/screenshot-of-ada.png',
      },
    ],
  }),
  // Three of one second: a page of two ends in the middle of it.
  response('r-same-a', '2029-06-02T09:00:00Z', {
    answers: [{ ...field('fMail', 'email'), type: 'email', email: ' ADA@example.org' }],
  }),
  response('r-same-b', '2029-06-02T09:00:00Z', { answers: null, hidden: null }),
  response('r-same-c', '2029-06-02T09:00:00Z', {
    answers: [
      { ...field('fGone', 'nps'), type: 'number', number: 1 },
      {
        ...field('fSpeed', 'multiple_choice'),
        type: 'choice',
        choice: { id: 'other', other: 'typed-under-other' },
      },
    ],
  }),
  response('r-partial', '2029-06-03T09:00:00Z', { response_type: 'partial' }),
  response('r-long', '2029-06-04T09:00:00.250Z', {
    answers: [{ ...field('fMore', 'long_text'), type: 'text', text: `${'ö'.repeat(19_999)}😀 and more` }],
  }),
]

export const toStars: readonly MadeUpResponse[] = [
  response('s-one', '2029-05-01T09:00:00Z', {
    answers: [
      { ...field('sStars', 'rating'), type: 'number', number: 2 },
      { ...field('sWhy', 'short_text'), type: 'text', text: 'Too slow' },
      { ...field('sTeam', 'dropdown'), type: 'text', text: 'Network 🌐' },
    ],
  }),
]
