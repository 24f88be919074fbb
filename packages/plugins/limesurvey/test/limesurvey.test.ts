import { parseRecord } from '@throughline/plugin-kit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../src/check.ts'
import { mapResponse, mapSurvey } from '../src/map.ts'
import { positionCursor } from '../src/position.ts'
import type { RawResponse } from '../src/raw.ts'
import { responses, surveys } from '../src/streams.ts'
import { asleep, bare, PERSONS, pulse, row, staff } from './content.ts'
import { collected, onStage, type Stage } from './run.ts'
import { inBerlin } from './system.ts'

const PULSE = { id: String(pulse.sid) }
const UNTIL = new Date('2030-01-01T00:00:00Z')

async function rawOf({ context }: Stage, sid: number, settings?: object): Promise<RawResponse[]> {
  const pages = await collected(responses.pages(context(settings), { id: String(sid) }, null, UNTIL))
  return pages.flatMap(({ raw }) => raw)
}

const recordsOf = async (stage: Stage, settings?: object) =>
  (await collected(surveys.pages(stage.context(settings), { id: 'surveys' }, null, UNTIL)))
    .flatMap(({ raw }) => raw)
    .map(mapSurvey)

describe('surveys', () => {
  test('are the active ones, with questions in their order and times as instants', () =>
    onStage(async (stage) => {
      const records = await recordsOf(stage)
      for (const record of records) expect(parseRecord(record)).toEqual(record)
      expect(records.map(({ externalId }) => Number(externalId))).toEqual([pulse.sid, staff.sid, bare.sid])
      const [first] = records
      expect(first).toMatchObject({
        title: 'IT pulse & more',
        template: 'CSAT',
        scored: 'content',
        opensAt: '2028-12-31T23:00:00.000Z',
        closesAt: '2029-07-01T10:00:00.000Z',
        url: `${stage.upstream.url}/index.php/${pulse.sid}`,
      })
      const scales = first?.questions.flatMap(({ id, scale }) => (scale ? [[id, scale.min, scale.max]] : []))
      expect(scales).toEqual([
        ['content', 1, 5],
        ['recommend', 0, 10],
        ['level', 1, 5],
        ['grid[speed]', 1, 5],
        ['grid[kind]', 1, 5],
      ])
      expect(first?.questions[0]?.text).toBe('How content are you?')
    }))

  test('take what was set for them', () =>
    onStage(async (stage) => {
      const set = { id: PULSE.id, template: 'NPS', service: 'Mail' }
      const records = await recordsOf(stage, { onlyThese: true, surveys: [set, { id: String(asleep.sid) }] })
      expect(records).toMatchObject([{ template: 'NPS', scored: 'recommend', service: 'Mail' }])
    }))

  test('may be none', () =>
    onStage(async (stage) => {
      stage.system.surveys = []
      expect(await recordsOf(stage)).toEqual([])
    }))
})

describe('responses', () => {
  test('are the finished ones in the order in which they changed, without who gave them', () =>
    onStage(async (stage) => {
      const raws = await rawOf(stage, pulse.sid)
      for (const person of PERSONS) expect(JSON.stringify(raws)).not.toContain(person)
      const records = raws.map(mapResponse)
      for (const record of records) expect(parseRecord(record)).toEqual(record)
      expect(records.map(({ externalId }) => externalId.split('.')[1])).toEqual(['3', '1', '5', '400', '4'])
      expect(records[0]?.respondent).toBe(stage.context().pseudonym('token-of-ada'))
      expect(records[2]?.answers).toEqual({ tool: 'Chat', again: false })
      expect(records[3]?.comment).toHaveLength(20_000)
      expect(records[3]?.answers).not.toHaveProperty('times')
    }))

  test('have short texts where somebody allowed it, but never who answered', () =>
    onStage(async (stage) => {
      const set = { id: PULSE.id, texts: ['word', 'many[one]', 'gender', 'file'] }
      const [full] = await rawOf(stage, pulse.sid, { surveys: [set] })
      expect(full?.answers).toMatchObject({ word: 'a-single-word', 'many[one]': 'a-single-word' })
      expect(full?.answers).not.toHaveProperty('gender')
      expect(full?.answers).not.toHaveProperty('file')
      const staffed = { respondent: ['staffid'], surveys: [{ id: String(staff.sid), texts: ['staffid'] }] }
      const [member] = await rawOf(stage, staff.sid, staffed)
      expect(member?.respondent).toBe(stage.context().pseudonym('staff-4711'))
      expect(member?.answers).toEqual({ words: 'Fine' })
    }))

  test('of an older LimeSurvey are the same', () =>
    onStage(async (stage) => {
      const newer = await rawOf(stage, pulse.sid)
      stage.system.wraps = true
      expect(await rawOf(stage, pulse.sid)).toEqual(newer)
    }))

  test('may be none, finished or at all', () =>
    onStage(async (stage) => {
      expect(await rawOf(stage, bare.sid)).toEqual([])
      stage.system.responses.set(bare.sid, [row(1, null)])
      expect(await rawOf(stage, bare.sid)).toEqual([])
    }))

  test.each([
    [{ startdate: '2029-03-01 08:00:00', datecreated: '2029-02-01 08:00:00' }, '2029-03-01T07:00:00.000Z'],
    [{ startdate: null, datecreated: '2029-02-01 08:00:00' }, '2029-02-01T07:00:00.000Z'],
  ])('of an anonymised survey, which have no date, count from when it began: %j', (times, submittedAt) =>
    onStage(async (stage) => {
      stage.system.surveys = [{ ...bare, datestamp: 'N', ...times }]
      stage.system.responses.set(bare.sid, [row(1, '1980-01-01 00:00:00'), row(2, '1980-01-01 00:00:00')])
      const records = (await rawOf(stage, bare.sid)).map(mapResponse)
      expect(records.map((record) => record.submittedAt)).toEqual([submittedAt, submittedAt])
    }),
  )

  test('without any date are set aside, and say what to do', () =>
    onStage(async (stage) => {
      stage.system.surveys = [{ ...bare, datestamp: 'N' }]
      stage.system.responses.set(bare.sid, [row(1, '1980-01-01 00:00:00'), row(2, '1980-01-01 00:00:00')])
      const raws = await rawOf(stage, bare.sid)
      expect(raws).toHaveLength(2)
      expect(() => raws.map(mapResponse)).toThrow('switch the date stamp of the survey 303303 on')
    }))

  test('that are finished or corrected later come later, though they were begun before', () =>
    onStage(async (stage) => {
      const at = '2029-06-04T07:00:00.000Z'
      const ids = async () => {
        const pages = await collected(responses.pages(stage.context(), PULSE, { at, id: 4 }, UNTIL))
        return pages.flatMap(({ raw }) => raw.map(({ id }) => id))
      }
      expect(await ids()).toEqual([])
      const [full, , open] = stage.system.responses.get(pulse.sid) ?? []
      if (open !== undefined)
        Object.assign(open, { submitdate: '2029-08-01 00:00:00', datestamp: '2029-08-01 00:00:00' })
      if (full !== undefined) full.datestamp = '2029-09-01 00:00:00'
      expect(await ids()).toEqual(['101101.2', '101101.3'])
    }))

  test('that are far from each other are exported without all that lies between them', () =>
    onStage(async (stage) => {
      await rawOf(stage, pulse.sid)
      const exported = stage.upstream.requests.flatMap(
        ({ body }) => /"short",(\d+),(\d+),null/.exec(body)?.slice(1) ?? [],
      )
      expect(exported).toEqual(['1', '3', '5', '5', '400', '400', '4', '4'])
    }))

  test('that were deleted since they were listed are left out', () =>
    onStage(async (stage) => {
      stage.upstream.faults = ({ body }) => {
        if (body.includes('"short",1,3,null')) stage.system.responses.get(pulse.sid)?.splice(0, 1)
        return undefined
      }
      expect((await rawOf(stage, pulse.sid)).map(({ id }) => id)).not.toContain('101101.3')
    }))

  test('are neither lost nor doubled, whatever the size of pages and wherever reading goes on', () =>
    onStage((stage) =>
      fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 6 }),
          fc.integer({ min: 0, max: 6 }),
          fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 3 })), {
            maxLength: 12,
            selector: ([id]) => id,
          }),
          async (pageSize, stop, given) => {
            const rows = given.map(([id, hour]) => row(id, inBerlin(new Date(Date.UTC(2029, 5, 1, hour)))))
            stage.system.responses.set(pulse.sid, rows)
            const context = stage.context({ pageSize })
            const seen: string[] = []
            let position = null
            let pages = 0
            for await (const page of responses.pages(context, PULSE, null, UNTIL)) {
              seen.push(...page.raw.map(({ id }) => id))
              position = positionCursor.schema.parse(JSON.parse(JSON.stringify(page.next)))
              pages += 1
              if (pages === stop) break
            }
            for await (const page of responses.pages(context, PULSE, position, UNTIL)) {
              seen.push(...page.raw.map(({ id }) => id))
            }
            expect(seen.sort()).toEqual(given.map(([id]) => `101101.${id}`).sort())
          },
        ),
        { numRuns: 30 },
      ),
    ))

  test('of a survey that was deleted are of a scope that is gone', () =>
    onStage(async (stage) => {
      stage.system.surveys = []
      await expect(rawOf(stage, pulse.sid)).rejects.toMatchObject({ code: 'SCOPE_GONE' })
    }))
})

describe('the session', () => {
  test('is begun again when LimeSurvey ends it, and the work goes on', () =>
    onStage(async (stage) => {
      const whole = await rawOf(stage, pulse.sid)
      stage.system.callsInSession = 3
      expect(await rawOf(stage, pulse.sid)).toEqual(whole)
      expect(stage.methods().filter((method) => method === 'get_session_key').length).toBeGreaterThan(3)
    }))

  test('that ends at once each time ends the run', () =>
    onStage(async (stage) => {
      stage.system.callsInSession = 1
      await expect(rawOf(stage, pulse.sid)).rejects.toMatchObject({ code: 'TRANSIENT' })
    }))

  test.each<[string, (stage: Stage) => Promise<unknown>]>([
    ['all was read', (stage) => rawOf(stage, pulse.sid)],
    ['all surveys were read', (stage) => recordsOf(stage)],
    [
      'reading surveys was stopped',
      async ({ context }) => {
        for await (const _page of surveys.pages(context(), { id: 'surveys' }, null, UNTIL)) break
      },
    ],
    [
      'reading was stopped',
      async ({ context }) => {
        for await (const _page of responses.pages(context(), PULSE, null, UNTIL)) break
      },
    ],
    ['something failed', (stage) => expect(rawOf(stage, 999_999)).rejects.toThrow()],
  ])('is released when %s', (_, work) =>
    onStage(async (stage) => {
      await work(stage)
      expect(stage.methods().at(-1)).toBe('release_session_key')
      expect(stage.system.sessions.size).toBe(0)
    }),
  )

  test('that cannot be released does not spoil the work', () =>
    onStage(async (stage) => {
      stage.upstream.faults = ({ body }) =>
        body.includes('release_session_key') ? { kind: 'answer', answer: { status: 400 } } : undefined
      expect(await rawOf(stage, pulse.sid)).toHaveLength(5)
    }))
})

describe('what LimeSurvey says instead of an answer', () => {
  test.each([
    ['a missing permission', { result: { status: 'No permission' } }, 'AUTH_ERROR'],
    ['words that are not known', { result: { status: 'Something else' } }, 'TRANSIENT'],
    ['an error of JSON-RPC', { result: null, error: 'unknown method' }, 'TRANSIENT'],
    ['no JSON-RPC', [], 'TRANSIENT'],
    ['another kind of answer', { result: [{ sid: {} }] }, 'TRANSIENT'],
  ])('%s ends the run', (_, json, code) =>
    onStage(async (stage) => {
      stage.upstream.faults = ({ body }) =>
        body.includes('list_surveys') ? { kind: 'answer', answer: { json } } : undefined
      await expect(recordsOf(stage)).rejects.toMatchObject({ code })
    }),
  )

  test('an export that was cut off ends the run', () =>
    onStage(async (stage) => {
      const result = Buffer.from('{"responses":[{"id":"1"').toString('base64')
      stage.upstream.faults = ({ body }) =>
        body.includes('export_responses') ? { kind: 'answer', answer: { json: { result } } } : undefined
      await expect(rawOf(stage, pulse.sid)).rejects.toMatchObject({ code: 'TRANSIENT' })
    }))

  test('an address where nothing is means a wrong setting', () =>
    onStage(async (stage) => {
      const wrong = { url: `${stage.upstream.url}/admin/remotecontrol` }
      await expect(recordsOf(stage, wrong)).rejects.toMatchObject({ code: 'CONFIG_ERROR' })
    }))
})

describe('the connection test', () => {
  test('tells which permission is missing', () =>
    onStage(async (stage) => {
      stage.system.forbidden.add('export_responses')
      expect(await check(stage.context())).toMatchObject([
        { capability: 'log in and list surveys', status: 'ok', detail: '3 active surveys' },
        { capability: 'read settings and questions', status: 'ok', detail: 'Tried with 101101' },
        { capability: 'export responses', status: 'missing-permission' },
      ])
    }))

  test('warns of a survey without a date stamp', () =>
    onStage(async (stage) => {
      stage.system.surveys = [{ ...bare, datestamp: 'N' }]
      const [, settings] = await check(stage.context())
      expect(settings?.detail).toContain('no date stamp')
    }))
})

test('the answer to a question names the team of a respondent where the settings say so', () =>
  onStage(async (stage) => {
    const teams = async (settings?: object) =>
      (await rawOf(stage, staff.sid, settings)).flatMap((raw) => raw.team ?? [])
    expect(await teams()).toEqual([])
    expect(await teams({ teamField: 'staffid' })).toContain('staff-4711')
  }))
