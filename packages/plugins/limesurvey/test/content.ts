/** What a LimeSurvey in Berlin holds, with what it says about people. */

/** What must not get further than the plugin. */
export const PERSONS = [
  'ada@example.org',
  'Ada-Lovelace',
  'token-of-ada',
  'staff-4711',
  '203.0.113.77',
  'typed-under-other',
  'a-single-word',
  'why-so-few',
  'female-person',
  'picture-of-ada.png',
]

export interface MadeUpQuestion {
  readonly qid: number
  readonly parent_qid: number
  readonly gid: number
  readonly question_order: number
  readonly type: string
  readonly title: string
  readonly question: string
  readonly subquestions?: Readonly<Record<string, { title: string; question: string; scale_id: number }>>
  readonly answeroptions?: Readonly<Record<string, { answer: string; order: number }>>
}

export interface MadeUpSurvey {
  readonly sid: number
  readonly surveyls_title: string
  readonly startdate: string | null
  readonly datecreated?: string
  readonly expires: string | null
  readonly active: 'Y' | 'N'
  readonly datestamp: 'Y' | 'N'
  readonly questions: readonly MadeUpQuestion[]
}

/** A response by the codes of its columns; finished where it has a submitdate. */
export type MadeUpRow = Record<string, string | null> & { id: string; submitdate: string | null }

let number = 0
function question(
  type: string,
  title: string,
  text: string,
  more: Partial<MadeUpQuestion> = {},
): MadeUpQuestion {
  number += 1
  return { qid: number, parent_qid: 0, gid: 1, question_order: number, type, title, question: text, ...more }
}

const parts = (...texts: [string, string, number?][]) =>
  Object.fromEntries(
    texts.map(([title, text, scale_id = 0], index) => [
      String(900 + index),
      { title, question: text, scale_id },
    ]),
  )
const options = (...texts: [string, string][]) =>
  Object.fromEntries(texts.map(([code, answer], order) => [code, { answer, order }]))
const eleven = options(
  ...Array.from({ length: 11 }, (_, code): [string, string] => [String(code), `${code}`]),
)

export const pulse: MadeUpSurvey = {
  sid: 101_101,
  surveyls_title: 'IT pulse &amp; more',
  startdate: '2029-01-01 00:00:00',
  expires: '2029-07-01 12:00:00',
  active: 'Y',
  datestamp: 'Y',
  questions: [
    question('X', 'hello', '<h1>Hello</h1>'),
    question('5', 'content', '<p>How <b>content</b> are you?</p>'),
    question('L', 'recommend', 'Would you recommend us?', { answeroptions: eleven }),
    question('!', 'level', 'How much?', {
      answeroptions: options(['A1', '1'], ['A2', '2'], ['A3', '3'], ['A4', '4'], ['A5', '5']),
    }),
    question('L', 'tool', 'Which tool?', { answeroptions: options(['M', 'Mail'], ['C', '<i>Chat</i>']) }),
    question('M', 'tools', 'Which tools?', { subquestions: parts(['SQ1', 'Mail'], ['SQ2', 'Chat']) }),
    question('A', 'grid', 'Rate', { subquestions: parts(['speed', 'Speed'], ['kind', 'Kindness']) }),
    question('F', 'flex', 'Say', {
      subquestions: parts(['desk', 'Desk']),
      answeroptions: options(['Y', 'Good'], ['N', 'Bad']),
    }),
    question('1', 'dual', 'Twice', {
      subquestions: parts(['a', 'A']),
      answeroptions: options(['X', 'Important'], ['Z', 'Done']),
    }),
    question('R', 'rank', 'Order', { answeroptions: options(['a', 'Apples'], ['b', 'Bananas']) }),
    question('Y', 'again', 'Again?'),
    question('D', 'since', 'Since?'),
    question('N', 'times', 'How often?'),
    question('S', 'word', 'A word?'),
    question('Q', 'many', 'Some words?', { subquestions: parts(['one', 'First']) }),
    question('T', 'more', 'Anything else?'),
    question('G', 'gender', 'You are?'),
    question('|', 'file', 'A picture?'),
    question('*', 'sum', '{content}'),
  ],
}

export const staff: MadeUpSurvey = {
  sid: 202_202,
  surveyls_title: 'Staff',
  startdate: null,
  expires: null,
  active: 'Y',
  datestamp: 'Y',
  questions: [question('S', 'staffid', 'Your number?'), question('U', 'words', 'Well?')],
}

export const bare: MadeUpSurvey = {
  sid: 303_303,
  surveyls_title: '',
  startdate: null,
  expires: null,
  active: 'Y',
  datestamp: 'Y',
  questions: [],
}

export const asleep: MadeUpSurvey = { ...bare, sid: 404_404, surveyls_title: 'Not active', active: 'N' }

export function row(
  id: number,
  submitdate: string | null,
  more: Record<string, string | null> = {},
): MadeUpRow {
  return {
    id: String(id),
    submitdate,
    lastpage: '3',
    startlanguage: 'de',
    seed: '1',
    startdate: submitdate,
    datestamp: submitdate,
    ipaddr: '203.0.113.77',
    token: '',
    ...more,
  }
}

export const toPulse: readonly MadeUpRow[] = [
  row(3, '2029-06-01 10:00:00', {
    token: 'token-of-ada',
    firstname: 'Ada-Lovelace',
    email: 'ada@example.org',
    content: '4',
    recommend: '9',
    level: 'A5',
    tool: '-oth-',
    'tool[other]': 'typed-under-other',
    'tools[SQ1]': 'Y',
    'tools[SQ2]': '',
    'tools[other]': 'typed-under-other',
    'tools[SQ1comment]': 'why-so-few',
    'grid[speed]': '2',
    'grid[kind]': '',
    'flex[desk]': 'Y',
    'dual[a][1]': 'X',
    'dual[a][2]': '',
    'rank[1]': 'b',
    'rank[2]': 'a',
    again: 'Y',
    since: '2021-04-01 00:00:00',
    times: '3.0000000000',
    word: 'a-single-word',
    'many[one]': 'a-single-word',
    more: 'Schön & gut 👍',
    gender: 'female-person',
    file: '[{"name":"picture-of-ada.png"}]',
    sum: '4',
  }),
  row(1, '2029-06-02 11:00:00', { content: '1' }),
  row(2, null, { content: '5' }),
  row(5, '2029-06-02 11:00:00', { tool: 'C', again: 'N', recommend: '' }),
  row(400, '2029-06-03 09:00:00', { more: `${'ö'.repeat(19_999)}😀 and more`, times: 'many' }),
  // Begun first of all, finished last.
  row(4, '2029-06-04 09:00:00', { content: null }),
]

export const toStaff: readonly MadeUpRow[] = [
  row(1, '2029-05-01 09:00:00', { staffid: 'staff-4711', words: 'Fine' }),
]
