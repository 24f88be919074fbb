import { parseRecord } from '@throughline/plugin-kit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { typeform } from '../src/index.ts'
import { mapForm, mapResponse } from '../src/map.ts'
import { positionCursor } from '../src/position.ts'
import type { RawForm, RawResponse } from '../src/raw.ts'
import { responses, surveys } from '../src/streams.ts'
import { webhook } from '../src/webhook.ts'
import { PERSONS, toOpinion } from './answers.ts'
import { leftOff, submitted } from './deliveries.ts'
import { collected, deliveryOf, onStage, type Stage } from './run.ts'

const OPINION = { id: 'opinion1' }
const UNTIL = new Date('2030-01-01T00:00:00Z')
const FINISHED = toOpinion
  .filter(({ response_type }) => response_type === 'completed')
  .map(({ token }) => token)

async function rawForms({ context }: Stage, settings?: object): Promise<RawForm[]> {
  const pages = await collected(surveys.pages(context(settings), { id: 'forms' }, null, UNTIL))
  return pages.flatMap(({ raw }) => raw)
}

async function rawOpinions({ context }: Stage, settings?: object): Promise<RawResponse[]> {
  const pages = await collected(responses.pages(context(settings), OPINION, null, UNTIL))
  return pages.flatMap(({ raw }) => raw)
}

describe('forms', () => {
  test('become surveys with the template that their questions speak for', () =>
    onStage(async (stage) => {
      const records = (await rawForms(stage)).map(mapForm)
      expect(records.map(({ externalId, template, scored }) => [externalId, template, scored])).toEqual([
        ['opinion1', 'NPS', 'fNps'],
        ['stars2', 'CSAT', 'sStars'],
        ['empty3', 'CUSTOM', undefined],
      ])
      const [opinion] = records
      expect(opinion?.questions.map(({ id, kind, scale }) => [id, kind, scale?.min, scale?.max])).toEqual([
        ['fNps', 'RATING', 0, 10],
        ['fScale', 'RATING', 1, 5],
        ['fTools', 'CHOICE', undefined, undefined],
        ['fWord', 'TEXT', undefined, undefined],
        ['fSpeed', 'CHOICE', undefined, undefined],
        ['fAgain', 'CHOICE', undefined, undefined],
        ['fSince', 'OTHER', undefined, undefined],
        ['fTimes', 'OTHER', undefined, undefined],
        ['fMore', 'TEXT', undefined, undefined],
        ['fMail', 'OTHER', undefined, undefined],
        ['fContact', 'OTHER', undefined, undefined],
        ['fFile', 'OTHER', undefined, undefined],
      ])
    }))

  test('take what was set for them, with questions by their reference', () =>
    onStage(async (stage) => {
      const set = { id: 'opinion1', template: 'CSAT', scored: 'scale', service: 'Mail' }
      const [record] = (await rawForms(stage, { surveys: [set] })).map(mapForm)
      expect(record).toMatchObject({ template: 'CSAT', scored: 'fScale', service: 'Mail' })
    }))

  test('are those that were named, where no others are wanted; one that is gone is none', () =>
    onStage(async (stage) => {
      const settings = { onlyThese: true, surveys: [{ id: 'stars2' }, { id: 'deleted' }] }
      expect((await rawForms(stage, settings)).map(({ id }) => id)).toEqual(['stars2'])
    }))

  test('are not taken when one slipped to a page that was read', () =>
    onStage(async (stage) => {
      stage.upstream.faults = ({ path, query }) => {
        if (path === '/forms' && query.get('page') === '2') stage.system.forms.shift()
        return undefined
      }
      await expect(rawForms(stage)).rejects.toMatchObject({ code: 'TRANSIENT' })
    }))

  test.each([
    [
      { type: 'opinion_scale', properties: {} },
      { min: 0, max: 10 },
    ],
    [
      { type: 'opinion_scale', properties: { steps: 7, start_at_one: true } },
      { min: 1, max: 7 },
    ],
    [
      { type: 'rating', properties: { steps: 10 } },
      { min: 1, max: 10 },
    ],
    [{ type: 'rating' }, { min: 1, max: 3 }],
    [{ type: 'opinion_scale', properties: { steps: 1 } }, undefined],
  ])('%j has the scale %j', (field, scale) => {
    const record = mapForm({ id: 'f', fields: [{ id: 'q', title: 'Q', ...field }] })
    expect(record).toMatchObject({ template: 'CUSTOM', questions: [{ kind: 'RATING' }] })
    expect(record.questions[0]?.scale).toEqual(scale)
  })
})

describe('responses', () => {
  test('are the finished ones, with what may be known of them', () =>
    onStage(async (stage) => {
      const raws = await rawOpinions(stage)
      const stored = JSON.stringify(raws)
      for (const person of PERSONS) expect(stored).not.toContain(person)
      const records = raws.map(mapResponse)
      for (const record of records) expect(parseRecord(record)).toEqual(record)
      expect(records.map(({ externalId }) => externalId).sort()).toEqual([...FINISHED].sort())
      const [full, ...others] = records
      expect(full).toEqual({
        type: 'response',
        externalId: 'r-full',
        survey: 'opinion1',
        submittedAt: '2029-06-01T08:00:00.000Z',
        respondent: stage.context().pseudonym('u-4711'),
        answers: {
          fNps: 9,
          fScale: 4,
          fTools: ['Mail', 'Other'],
          fSpeed: 'Good',
          fAgain: true,
          fSince: '2021-04-01',
          fTimes: 3,
          fMore: 'Schön & gut 👍\nweiter so',
        },
        comment: 'Schön & gut 👍\nweiter so',
      })
      const same = others.find(({ externalId }) => externalId === 'r-same-a')
      expect(same?.respondent).toBe(stage.context().pseudonym('ada@example.org'))
      expect(others.find(({ externalId }) => externalId === 'r-same-c')?.answers).toEqual({ fSpeed: 'Other' })
      expect(others.find(({ externalId }) => externalId === 'r-long')?.comment).toHaveLength(20_000)
    }))

  test('have short texts and another comment where somebody allowed it', () =>
    onStage(async (stage) => {
      const set = { id: 'opinion1', comment: 'word', texts: ['fMail'] }
      const [full] = (await rawOpinions(stage, { surveys: [set] })).map(mapResponse)
      expect(full?.comment).toBe('a-single-word')
      expect(full?.answers).toMatchObject({ fWord: 'a-single-word' })
      expect(JSON.stringify(full)).not.toContain('ada@example.org')
    }))

  test('are neither lost nor doubled, whatever the size of pages and wherever reading goes on', () =>
    onStage((stage) =>
      fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 7 }),
          fc.integer({ min: 0, max: 6 }),
          async (pageSize, stop) => {
            const seen: string[] = []
            const context = stage.context({ pageSize })
            let position = null
            let pages = 0
            for await (const page of responses.pages(context, OPINION, null, UNTIL)) {
              seen.push(...page.raw.map(({ id }) => id))
              position = positionCursor.schema.parse(JSON.parse(JSON.stringify(page.next)))
              pages += 1
              if (pages === stop) break
            }
            for await (const page of responses.pages(context, OPINION, position, UNTIL)) {
              seen.push(...page.raw.map(({ id }) => id))
            }
            expect(seen.sort()).toEqual([...FINISHED].sort())
          },
        ),
        { numRuns: 40 },
      ),
    ))

  test('that come while a run reads are left for the next', () =>
    onStage(async (stage) => {
      const until = new Date('2029-06-02T09:00:00Z')
      const pages = await collected(responses.pages(stage.context(), OPINION, null, until))
      expect(pages.flatMap(({ raw }) => raw)).toHaveLength(4)
    }))

  test('that are given although they were to be left out end the run', () =>
    onStage(async (stage) => {
      const again = { items: toOpinion.slice(0, 2) }
      stage.upstream.faults = ({ path }) =>
        path.endsWith('/responses') ? { kind: 'answer', answer: { json: again } } : undefined
      await expect(rawOpinions(stage)).rejects.toMatchObject({ code: 'TRANSIENT' })
    }))

  test('of a form that was deleted are of a scope that is gone', () =>
    onStage(async (stage) => {
      stage.system.forms.shift()
      await expect(rawOpinions(stage)).rejects.toMatchObject({ code: 'SCOPE_GONE' })
    }))

  test('that are no responses end the run', () =>
    onStage(async (stage) => {
      stage.upstream.faults = ({ path }) =>
        path.endsWith('/responses') ? { kind: 'answer', answer: { json: { items: [{}] } } } : undefined
      await expect(rawOpinions(stage)).rejects.toThrow('responses to the form opinion1, at items.0.token')
    }))
})

describe('a delivery', () => {
  test('brings the response as the list would give it', () =>
    onStage(async (stage) => {
      const reception = await webhook.receive(stage.context(), deliveryOf(submitted()))
      const [listed] = await rawOpinions(stage)
      expect(reception).toEqual({ upsert: [{ stream: 'responses', scope: 'opinion1', raw: [listed] }] })
    }))

  test.each([
    ['of an unfinished response', leftOff, {}],
    ['of something else', { event_type: 'else' }, {}],
    ['of a form that is not wanted', submitted(), { onlyThese: true, surveys: [{ id: 'stars2' }] }],
  ])('%s brings nothing', (_, body, settings) =>
    onStage(async (stage) => {
      expect(await webhook.receive(stage.context(settings), deliveryOf(body))).toEqual({})
      expect(stage.upstream.requests).toEqual([])
    }),
  )

  test('of a form that is gone brings nothing', () =>
    onStage(async (stage) => {
      stage.system.forms.shift()
      expect(await webhook.receive(stage.context(), deliveryOf(submitted()))).toEqual({})
    }))
})

test('the connection test says which scope is missing', () =>
  onStage(async (stage) => {
    stage.upstream.faults = ({ path }) =>
      path.endsWith('/responses') ? { kind: 'answer', answer: { status: 403, json: {} } } : undefined
    const reports = await typeform.check(stage.context() as never)
    expect(reports).toMatchObject([
      { capability: 'read forms (scope forms:read)', status: 'ok', detail: '3 forms' },
      { capability: 'read responses (scope responses:read)', status: 'missing-permission' },
    ])
    const wrong = await typeform.check(stage.context({ surveys: [{ id: 'deleted' }] }) as never)
    expect(wrong[1]).toMatchObject({
      status: 'unusable',
      detail: 'There is no form deleted: correct the setting surveys',
    })
  }))

test('a hidden field names the team of a respondent where the settings say so', () =>
  onStage(async (stage) => {
    const teams = async (settings?: object) =>
      (await rawOpinions(stage, settings)).flatMap((raw) => mapResponse(raw).team ?? [])
    expect(await teams()).toEqual([])
    expect(await teams({ teamField: 'department' })).toEqual(['Finance-Board'])
  }))
