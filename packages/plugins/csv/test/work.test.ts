import { parseRecord } from '@throughline/plugin-kit'
import { listOnce, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, expect, test } from 'vitest'
import { csv } from '../src/index.ts'
import { parseInstant } from '../src/times.ts'
import { EFFORTS, PERSONS, RESPONSES, TICKETS, work, workTables } from './work.ts'

async function recordsIn(files: Readonly<Record<string, string>>, config: object) {
  const listings = await listOnce(csv, config, memoryFiles(files))
  return listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
}

test('responses, tickets and bookings become records, without assets', async () => {
  const records = await recordsIn(workTables, work)
  for (const record of records) expect(parseRecord(record)).toEqual(record)
  const respondents = records.map((record) => (record.type === 'response' ? record.respondent : undefined))
  expect(new Set(respondents.filter((name) => name !== undefined)).size).toBe(2)
  for (const person of PERSONS) expect(JSON.stringify(records)).not.toContain(person)
  const known = (type: string) => records.filter((record) => record.type === type)
  expect(known('survey')).toEqual([
    {
      type: 'survey',
      externalId: 'desk-2030',
      title: 'Service desk',
      template: 'CSAT',
      scored: 'content',
      service: 'Service desk',
      questions: [
        { id: 'content', text: 'How content?', kind: 'RATING', scale: { min: 1, max: 5 } },
        { id: 'channel', text: 'How did you reach us?', kind: 'CHOICE' },
        { id: 'why', text: 'Why?', kind: 'TEXT' },
      ],
    },
  ])
  expect(known('response')).toMatchObject([
    {
      externalId: 'R1',
      survey: 'desk-2030',
      submittedAt: '2030-01-01T09:30:00.000Z',
      answers: { content: 2 },
    },
    {
      externalId: 'R2',
      submittedAt: '2030-07-01T08:00:00.000Z',
      answers: { content: 4, channel: 'Telephone', why: 'Quick, and "kind"\nThanks' },
      comment: 'Quick, and "kind"\nThanks',
    },
  ])
  expect(known('ticket')).toEqual([
    {
      type: 'ticket',
      externalId: 'T1',
      kind: 'INCIDENT',
      title: 'Mail is down',
      state: 'ON_HOLD',
      sourceState: 'Wartet',
      openedAt: '2030-01-02T07:00:00.000Z',
      priority: 1,
      impact: 2,
      effortMinutes: 90,
      services: ['Mail', 'Calendar'],
      url: 'https://tickets.example.org/T1',
      labels: { area: 'Network' },
    },
    {
      type: 'ticket',
      externalId: 'T2',
      kind: 'TASK',
      title: 'T2',
      state: 'RESOLVED',
      sourceState: 'Done',
      openedAt: '2030-01-02T23:00:00.000Z',
      resolvedAt: '2030-01-04T11:00:30.000Z',
      priority: 5,
    },
  ])
  expect(known('effort')).toEqual([
    {
      type: 'effort',
      externalId: 'E1',
      ticket: 'T1',
      minutes: 90,
      performedAt: '2030-01-01T23:00:00.000Z',
      person: 'Ada',
      comment: 'Looked for the fault',
    },
    { type: 'effort', externalId: 'E2', ticket: 'T2', minutes: 1, performedAt: '2030-01-02T23:00:00.000Z' },
  ])
})

test('what is not described is not read, and nothing of it is missed', async () => {
  const ctx = { config: csv.config.parse({ columns: { externalId: 'Id' } }) }
  const scopes = await Promise.all(
    csv.streams.map(async (stream) => [stream.name, (await stream.scopes(ctx as never)).length]),
  )
  expect(Object.fromEntries(scopes)).toEqual({
    assets: 1,
    relations: 0,
    surveys: 0,
    responses: 0,
    tickets: 0,
    efforts: 0,
    people: 0,
    teams: 0,
    services: 0,
    objectives: 0,
    processes: 0,
    costs: 0,
    changes: 0,
    'ticket-events': 0,
    'survey-invitations': 0,
  })
})

test('a table of tickets is none of assets, though it has the column of their ids', async () => {
  const config = { columns: { externalId: 'Key', name: 'Host' }, tickets: work.tickets }
  const tables = {
    'hosts.csv': 'Key,Host\n1,web\n',
    'tickets.csv': `${TICKETS}T1,x,,Open,2030-01-01,,,,,,,\n`,
  }
  const records = await recordsIn(tables, config)
  expect(records.map(({ type, externalId }) => `${type} ${externalId}`)).toEqual(['asset 1', 'ticket T1'])
})

test.each([
  ['In Progress', 'IN_PROGRESS'],
  ['on-hold', 'ON_HOLD'],
  ['TO DO', 'OPEN'],
  ['canceled', 'CANCELLED'],
  ['Closed', 'CLOSED'],
])('the state %s is commonly %s', async (word, state) => {
  const tables = { 'tickets.csv': `${TICKETS}T1,x,,${word},2030-01-01,,,,,,,\n` }
  expect(await recordsIn(tables, { tickets: work.tickets })).toMatchObject([{ state, sourceState: word }])
})

describe('a time', () => {
  const berlin = { dates: 'dmy', timeZone: 'Europe/Berlin' } as const

  test.each([
    ['31.12.2030', '2030-12-30T23:00:00.000Z'],
    ['31.12.2030 7:05', '2030-12-31T06:05:00.000Z'],
    ['31.12.2030, 07:05:09', '2030-12-31T06:05:09.000Z'],
    ['2030-12-31T07:05:09.123Z', '2030-12-31T07:05:09.000Z'],
    ['2030-12-31 07:05 +0200', '2030-12-31T05:05:00.000Z'],
    ['2030-07-31', '2030-07-30T22:00:00.000Z'],
  ])('%s is %s', (cell, value) => {
    expect(parseInstant(cell, berlin)).toEqual({ value })
  })

  test.each([
    '12/31/2030',
    '31.12.2030 noon',
    '31.12.2030 24:00',
    '30.02.2030',
    '31.12.2030 10:00+25:00',
    'T10:00',
  ])('%s is none', (cell) => {
    expect(parseInstant(cell, berlin)).toHaveProperty('problem')
  })
})

describe('the configuration', () => {
  const survey = { id: 's', columns: { externalId: 'Id', submittedAt: 'At' } }
  const rating = (min: number, max: number) => ({ q: { column: 'Q', type: 'rating', min, max } })

  test.each([
    [{ survey: { ...survey, template: 'NPS', questions: rating(1, 5) } }, 'no question on a scale of NPS'],
    [{ survey: { ...survey, scored: 'x', questions: rating(1, 5) } }, 'has no question \\"x\\"'],
    [{ survey: { ...survey, questions: rating(5, 5) } }, 'must be above min'],
    [{ tickets: { ...work.tickets, states: { x: 'LIMBO' } } }, 'IN_PROGRESS'],
    [{ columns: { externalId: 'Id' }, timeZone: 'Berlin' }, 'is no time zone'],
  ])('%j is refused', (config, words) => {
    expect(csv.config.safeParse(config).error?.message).toContain(words)
  })

  test('takes another scale for another template', () => {
    const config = { survey: { ...survey, template: 'NPS', questions: rating(0, 10) } }
    expect(csv.config.safeParse(config).success).toBe(true)
  })
})

test('the connection test counts what it found', async () => {
  const ctx = { files: memoryFiles(workTables), config: csv.config.parse(work) }
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const reports = await csv.check({
    ...ctx,
    log,
    signal: new AbortController().signal,
    pseudonym: (name: string) => name,
  } as never)
  expect(reports).toEqual([
    {
      capability: 'read the tables',
      status: 'ok',
      detail: '2 responses, 2 tickets, 2 bookings of effort',
    },
  ])
})

test('headers alone are empty tables', async () => {
  const tables = { 'a.csv': RESPONSES, 'b.csv': TICKETS, 'c.csv': EFFORTS }
  expect((await recordsIn(tables, work)).map(({ type }) => type)).toEqual(['survey'])
})
