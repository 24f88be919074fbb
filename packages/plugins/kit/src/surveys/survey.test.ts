import { describe, expect, test } from 'vitest'
import { errorCodeOf } from '../errors.ts'
import { parseRecord } from '../records/record.ts'
import { commentQuestion, textIsKept } from './comment.ts'
import { type SurveySetting, surveySettingsSchema } from './setting.ts'
import { type AskedQuestion, surveyRecordOf } from './survey.ts'
import { plainText } from './text.ts'

const nps: AskedQuestion = {
  id: 'nps',
  text: 'Recommend?',
  kind: 'RATING',
  scale: { min: 0, max: 10 },
  speaksFor: 'NPS',
}
const stars: AskedQuestion = {
  id: 'stars',
  text: 'Satisfied?',
  kind: 'RATING',
  scale: { min: 1, max: 5 },
  speaksFor: 'CSAT',
}
const seven: AskedQuestion = { id: 'seven', text: 'Easy?', kind: 'RATING', scale: { min: 1, max: 7 } }
const eleven: AskedQuestion = { id: 'eleven', text: 'How much?', kind: 'RATING', scale: { min: 0, max: 10 } }
const long: AskedQuestion = { id: 'long', text: 'Why?', kind: 'TEXT', prose: true }
const short: AskedQuestion = { id: 'short', text: 'In a word?', kind: 'TEXT' }

const setting = (said: Partial<SurveySetting>): SurveySetting => ({ id: 's', texts: [], ...said })
const recordOf = (questions: readonly AskedQuestion[], said?: Partial<SurveySetting>) =>
  surveyRecordOf(
    { externalId: 's', title: 'Survey', questions },
    said === undefined ? undefined : setting(said),
  )

describe('the template', () => {
  test.each<[string, AskedQuestion[], Partial<SurveySetting> | undefined, object]>([
    ['follows from a question of NPS', [long, stars, nps], undefined, { template: 'NPS', scored: 'nps' }],
    [
      'follows from a question of satisfaction',
      [seven, stars],
      undefined,
      { template: 'CSAT', scored: 'stars' },
    ],
    ['is CUSTOM where nothing speaks for one', [seven, eleven, long], undefined, { template: 'CUSTOM' }],
    [
      'follows from the question set',
      [nps, stars],
      { scored: 'stars' },
      { template: 'CSAT', scored: 'stars' },
    ],
    [
      'is CUSTOM for another question set',
      [nps, seven],
      { scored: 'seven' },
      { template: 'CUSTOM', scored: 'seven' },
    ],
    ['may be set', [stars, eleven], { template: 'NPS' }, { template: 'NPS', scored: 'eleven' }],
    [
      'may be set for a scale of five',
      [seven, stars],
      { template: 'CES' },
      { template: 'CES', scored: 'seven' },
    ],
    ['may be set without a score', [nps], { template: 'FOUR_AREAS' }, { template: 'FOUR_AREAS' }],
  ])('%s', (_, questions, said, expected) => {
    const { template, scored } = recordOf(questions, said)
    expect({ template, ...(scored === undefined ? {} : { scored }) }).toEqual(expected)
  })

  test.each<[AskedQuestion[], Partial<SurveySetting>, string]>([
    [[stars], { scored: 'gone' }, 'has no question "gone"'],
    [[stars, long], { template: 'NPS' }, 'no question on a scale of NPS'],
  ])('that does not fit is refused', (questions, said, message) => {
    expect(() => recordOf(questions, said)).toThrow(message)
    try {
      recordOf(questions, said)
    } catch (error) {
      expect(errorCodeOf(error)).toBe('BAD_RECORD')
    }
  })
})

test('the record can be kept, however much was written', () => {
  const words = 'x'.repeat(3000)
  const record = surveyRecordOf(
    {
      externalId: 's',
      title: ' ',
      questions: [
        { id: 'q', text: words, kind: 'CHOICE', options: Array.from({ length: 600 }, () => words) },
        { id: 'r', text: '', kind: 'OTHER' },
      ],
    },
    setting({ service: 'Mail' }),
  )
  expect(parseRecord(record)).toEqual(record)
  expect(record).toMatchObject({ title: 's', service: 'Mail', questions: [{}, { text: 'r' }] })
})

test('the comment is the first long text, unless another is set', () => {
  expect(commentQuestion([short, long], undefined)).toBe('long')
  expect(commentQuestion([short, long], setting({ comment: 'short' }))).toBe('short')
  expect(commentQuestion([short, nps], undefined)).toBeUndefined()
})

test('short texts are kept only where somebody said so', () => {
  expect(textIsKept(long, undefined)).toBe(true)
  expect(textIsKept(short, setting({}))).toBe(false)
  expect(textIsKept(short, setting({ texts: ['short'] }))).toBe(true)
  expect(textIsKept(short, setting({ comment: 'short' }))).toBe(true)
})

test('a survey has one setting', () => {
  const twice = surveySettingsSchema.safeParse([{ id: 'a' }, { id: 'a' }])
  expect(twice.error?.issues[0]?.message).toBe('is there twice')
  expect(surveySettingsSchema.parse(undefined)).toEqual([])
})

test('HTML becomes the text that people see', () => {
  expect(
    plainText('<p>How&nbsp;likely <b>are</b> you?</p>\n<script>x()</script>&#8364; &amp;lt; &unknown;'),
  ).toBe('How likely are you? € &lt; &unknown;')
  expect(plainText('1 < 2 and 3 > 2')).toBe('1 < 2 and 3 > 2')
})
