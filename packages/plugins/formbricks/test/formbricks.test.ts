import { parseRecord } from '@throughline/plugin-kit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../src/check.ts'
import { mapResponse, mapSurvey } from '../src/map.ts'
import { positionCursor } from '../src/position.ts'
import type { RawResponse, RawSurvey } from '../src/raw.ts'
import { responses, surveys } from '../src/streams.ts'
import { webhook } from '../src/webhook.ts'
import { PERSONS, response, toPulse } from './answers.ts'
import { corrected, created, finished, tried, unfinished } from './deliveries.ts'
import { collected, deliveryOf, onStage, type Stage } from './run.ts'
import { bare } from './surveys.ts'

const PULSE = { id: 'clpulse' }
const UNTIL = new Date('2030-01-01T00:00:00Z')
const FINISHED = toPulse.filter((each) => each.finished).map(({ id }) => id)

async function rawSurveys({ context }: Stage, settings?: object): Promise<RawSurvey[]> {
  const pages = await collected(surveys.pages(context(settings), { id: 'surveys' }, null, UNTIL))
  return pages.flatMap(({ raw }) => raw)
}

async function rawPulses({ context }: Stage, settings?: object): Promise<RawResponse[]> {
  const pages = await collected(responses.pages(context(settings), PULSE, null, UNTIL))
  return pages.flatMap(({ raw }) => raw)
}

describe('surveys', () => {
  test('have the template that their questions speak for; drafts are none', () =>
    onStage(async (stage) => {
      const records = (await rawSurveys(stage)).map(mapSurvey)
      for (const record of records) expect(parseRecord(record)).toEqual(record)
      expect(records.map(({ externalId, template, scored }) => [externalId, template, scored])).toEqual([
        ['clpulse', 'NPS', 'nps'],
        ['clease', 'CES', 'ces'],
        ['clbare', 'CUSTOM', undefined],
      ])
      expect(records[0]).toMatchObject({
        url: `${stage.upstream.url}/s/clpulse`,
        labels: { 'formbricks.status': 'inProgress', 'formbricks.type': 'link' },
      })
      expect(records[0]?.questions.slice(0, 4)).toEqual([
        {
          id: 'nps',
          text: 'Would you recommend us , colleague?',
          kind: 'RATING',
          scale: { min: 0, max: 10 },
        },
        { id: 'stars', text: 'Content?', kind: 'RATING', scale: { min: 1, max: 5 } },
        { id: 'tools', text: 'Which tools?', kind: 'CHOICE', options: ['Mail', 'Chat', 'Something else'] },
        { id: 'best', text: 'Best?', kind: 'CHOICE', options: ['Speed', 'Kindness'] },
      ])
      expect(records[1]?.url).toBeUndefined()
    }))

  test('take what was set for them', () =>
    onStage(async (stage) => {
      const set = { id: 'clpulse', scored: 'stars', service: 'Mail' }
      const [record] = (await rawSurveys(stage, { surveys: [set] })).map(mapSurvey)
      expect(record).toMatchObject({ template: 'CSAT', scored: 'stars', service: 'Mail' })
    }))

  test('are those that were named, where no others are wanted', () =>
    onStage(async (stage) => {
      const named = ['clease', 'cldraft', 'deleted'].map((id) => ({ id }))
      const raws = await rawSurveys(stage, { onlyThese: true, surveys: named })
      expect(raws.map(({ id }) => id)).toEqual(['clease'])
    }))

  const remove = ({ system }: Stage, gone: string) => {
    system.surveys = system.surveys.filter(({ id }) => id !== gone)
  }
  const change = ({ system }: Stage, moved: string) => {
    const survey = system.surveys.find(({ id }) => id === moved)
    if (survey !== undefined) survey.updatedAt = '2029-12-01T00:00:00.000Z'
  }

  test.each<[string, (stage: Stage) => void]>([
    ['one moved up to where the list had been read', (stage) => change(stage, 'cllast')],
    ['the rest moved up, as one was deleted', (stage) => remove(stage, 'clease')],
    [
      'one moved up and another was deleted, so that the rest stayed where it was',
      (stage) => {
        change(stage, 'cllast')
        remove(stage, 'clpulse')
      },
    ],
  ])('are read again when %s', (_, happens) =>
    onStage(async (stage) => {
      const { system } = stage
      system.surveys = [
        ...system.surveys.slice(0, 3),
        { ...bare, id: 'cllast', updatedAt: '2029-03-01T00:00:00.000Z' },
      ]
      stage.upstream.faults = ({ query }) => {
        if (query.toString() === 'limit=2&offset=2') {
          happens(stage)
          stage.upstream.faults = () => undefined
        }
        return undefined
      }
      const found = (await rawSurveys(stage)).map(({ id }) => id)
      expect(found.toSorted()).toEqual(system.surveys.map(({ id }) => id).toSorted())
    }),
  )

  test('that never stand still are not taken', () =>
    onStage(async (stage) => {
      let second = 0
      stage.upstream.faults = () => {
        const last = stage.system.surveys.toSorted((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1))[0]
        second += 1
        if (last !== undefined) last.updatedAt = new Date(Date.UTC(2029, 11, 1, 0, 0, second)).toISOString()
        return undefined
      }
      await expect(rawSurveys(stage)).rejects.toMatchObject({ code: 'TRANSIENT' })
    }))
})

describe('responses', () => {
  test('are the finished ones, with what may be known of them', () =>
    onStage(async (stage) => {
      const raws = await rawPulses(stage)
      const stored = JSON.stringify(raws)
      for (const person of PERSONS) expect(stored).not.toContain(person)
      const records = raws.map(mapResponse)
      for (const record of records) expect(parseRecord(record)).toEqual(record)
      expect(records.map(({ externalId }) => externalId).sort()).toEqual([...FINISHED].sort())
      expect(records[0]).toEqual({
        type: 'response',
        externalId: 'r-full',
        survey: 'clpulse',
        submittedAt: '2029-06-01T07:55:00.000Z',
        respondent: stage.context().pseudonym('contact-of-ada'),
        answers: {
          nps: 9,
          stars: 4,
          tools: ['Mail', 'Other'],
          best: 'Kindness',
          grid: ['Desk: Good'],
          picture: ['p1'],
          agree: 'accepted',
          since: '2021-04-01',
          times: '3',
          more: 'Schön & gut 👍',
        },
        comment: 'Schön & gut 👍',
      })
      const long = records.find(({ externalId }) => externalId === 'r-long')
      expect(long?.comment).toHaveLength(20_000)
      expect(long?.answers).toEqual({ best: 'Other', more: long?.comment })
      const same = records.find(({ externalId }) => externalId === 'r-same-a')
      expect(same?.respondent).toBe(stage.context().pseudonym('a'))
    }))

  test('have short texts where somebody allowed it, and never an address', () =>
    onStage(async (stage) => {
      const set = { id: 'clpulse', texts: ['word', 'mailto', 'who', 'file'] }
      const [full] = (await rawPulses(stage, { surveys: [set] })).map(mapResponse)
      expect(full?.answers).toHaveProperty('word', 'a-single-word')
      for (const id of ['mailto', 'who', 'file']) expect(full?.answers).not.toHaveProperty(id)
    }))

  test('are neither lost nor doubled, whatever the size of pages and wherever reading goes on', () =>
    onStage((stage) =>
      fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 2, max: 9 }),
          fc.integer({ min: 0, max: 9 }),
          fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 }),
          async (pageSize, stop, instants) => {
            stage.system.responses = instants.map((instant, index) =>
              response(`r${index}`, new Date(Date.UTC(2029, 1, 1) + instant).toISOString()),
            )
            const context = stage.context({ pageSize })
            const before: string[] = []
            const after: string[] = []
            let position = null
            let pages = 0
            for await (const page of responses.pages(context, PULSE, null, UNTIL)) {
              before.push(...page.raw.map(({ id }) => id))
              position = positionCursor.schema.parse(JSON.parse(JSON.stringify(page.next)))
              pages += 1
              if (pages === stop) break
            }
            for await (const page of responses.pages(context, PULSE, position, UNTIL)) {
              after.push(...page.raw.map(({ id }) => id))
            }
            expect(new Set(before).size).toBe(before.length)
            expect(new Set(after).size).toBe(after.length)
            expect([...new Set([...before, ...after])].sort()).toEqual(instants.map((_, i) => `r${i}`).sort())
          },
        ),
        { numRuns: 60 },
      ),
    ))

  test('that are finished later come later', () =>
    onStage(async (stage) => {
      const position = { at: '2029-06-04T09:00:00.000Z' }
      const open = stage.system.responses.find(({ id }) => id === 'r-open')
      if (open !== undefined) Object.assign(open, { finished: true, updatedAt: '2029-07-01T00:00:00.000Z' })
      const pages = await collected(responses.pages(stage.context(), PULSE, position, UNTIL))
      expect(pages.flatMap(({ raw }) => raw.map(({ id }) => id))).toEqual(['r-long', 'r-open'])
    }))

  test('that change while a run reads are left for the next', () =>
    onStage(async (stage) => {
      stage.upstream.faults = (_, index) => {
        if (index === 2) stage.system.touch(new Date(UNTIL.getTime() + 1))
        return undefined
      }
      const ids = (await rawPulses(stage)).map(({ id }) => id)
      expect(ids.toSorted()).toEqual(FINISHED.filter((id) => id !== 'r-same-c').toSorted())
    }))

  test('of one instant that never stand still end the run', () =>
    onStage(async (stage) => {
      stage.upstream.faults = ({ path, query }) => {
        if (path.endsWith('/responses') && query.has('startDate')) stage.system.responses.splice(1, 1)
        return undefined
      }
      stage.system.responses = Array.from({ length: 20 }, (_, index) =>
        response(`r${index}`, '2029-06-02T09:00:00.123Z'),
      )
      await expect(rawPulses(stage)).rejects.toMatchObject({ code: 'TRANSIENT' })
    }))

  test('of a survey that was deleted are of a scope that is gone', () =>
    onStage(async (stage) => {
      stage.system.surveys = []
      await expect(rawPulses(stage)).rejects.toMatchObject({ code: 'SCOPE_GONE' })
    }))

  test('that are no responses end the run', () =>
    onStage(async (stage) => {
      stage.upstream.faults = ({ path }) =>
        path.endsWith('/responses') ? { kind: 'answer', answer: { json: { data: [{}] } } } : undefined
      await expect(rawPulses(stage)).rejects.toThrow('responses to the survey clpulse, at data.0.id')
    }))
})

describe('a delivery', () => {
  test.each([
    ['of a finished response', finished],
    ['of a corrected response', corrected],
  ])('%s has the survey read again', (_, body) =>
    onStage(async (stage) => {
      const reception = await webhook.receive(stage.context(), deliveryOf(body))
      expect(reception).toEqual({ refetch: [{ stream: 'responses', scope: 'clpulse' }] })
    }),
  )

  test.each([
    ['of an unfinished response', unfinished, {}],
    ['of a response that was begun', created, {}],
    ['that tries the address', tried, {}],
    ['of a survey that is not wanted', finished, { onlyThese: true, surveys: [{ id: 'clease' }] }],
  ])('%s does nothing', (_, body, settings) =>
    onStage(async (stage) => {
      expect(await webhook.receive(stage.context(settings), deliveryOf(body))).toEqual({})
    }),
  )
})

test('the connection test tells of a Formbricks that is too old', () =>
  onStage(async (stage) => {
    expect(await check(stage.context())).toMatchObject([{ status: 'ok' }, { status: 'ok' }])
    stage.system.modern = false
    expect(await check(stage.context())).toMatchObject([
      { capability: 'read surveys', status: 'ok' },
      { capability: 'read responses', status: 'unusable' },
    ])
  }))

test('a hidden field names the team of a respondent where the settings say so', () =>
  onStage(async (stage) => {
    const teams = async (settings?: object) =>
      (await rawPulses(stage, settings)).flatMap((raw) => mapResponse(raw).team ?? [])
    expect(await teams()).toEqual([])
    expect(await teams({ teamField: 'userId' })).toContain('u-4711')
  }))
