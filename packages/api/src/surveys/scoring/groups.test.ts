import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilson } from './csat.ts'
import type { Published } from './drafts.ts'
import { type Grouping, groupedScores } from './groups.ts'
import { measuresOf } from './measures.ts'
import { nextPublication } from './publication.ts'
import type { ScoredSurvey } from './scored-survey.ts'
import { surveyScores } from './survey-scores.ts'

interface World {
  readonly surveys: ScoredSurvey[]
  readonly published: Map<string, Map<string, Published>>
  readonly invited: Map<string, { total: number | null; byCell: Map<string, number> }>
}

type Template = 'CSAT' | 'CES' | 'FOUR_AREAS'

interface Given {
  /** Null for the organisation. */
  readonly service: string | null
  readonly template?: Template
  /** Answers by question; a list alone is of the one that is scored. */
  readonly answers: readonly number[] | Readonly<Record<string, readonly number[]>>
  readonly invited?: number
  readonly scale?: { min: number; max: number }
}

/** Surveys that end one day after the other. */
function worldOf(given: readonly Given[]): World {
  const world: World = { surveys: [], published: new Map(), invited: new Map() }
  for (const [place, one] of given.entries()) {
    const { service, template = 'CSAT', scale = { min: 1, max: 5 } } = one
    const answers: Readonly<Record<string, readonly number[]>> =
      'length' in one.answers ? { score: one.answers as readonly number[] } : one.answers
    const id = `survey-${place}`
    const questions = Object.keys(answers).map((key) => ({
      id: key,
      text: key,
      kind: 'RATING' as const,
      scale,
    }))
    const measures = measuresOf({ template, scoredQuestionKey: 'score', questions })
    world.surveys.push({
      id,
      title: id,
      serviceId: service,
      isOfOrganisation: service === null,
      endsAt: new Date(Date.UTC(2026, 0, 1 + place)),
      isOver: true,
      dimension: 'TEAM',
      measures,
    })
    const results = new Map<string, Published>()
    for (const [key, values] of Object.entries(answers)) {
      const rows = values.map((value, index) => ({ response: `${id}.${index}`, cell: '', value }))
      const publication = nextPublication(null, rows, false)
      if (publication !== null) results.set(key, { ...publication, publishedAt: new Date(0) })
    }
    world.published.set(id, results)
    world.invited.set(id, { total: one.invited ?? null, byCell: new Map() })
  }
  return world
}

const isAsked = () => true
const grouped = ({ surveys, published, invited }: World, grouping: Grouping = 'SERVICE', asked = isAsked) =>
  groupedScores(surveys, published, invited, { grouping, isAsked: asked })
const single = ({ surveys, published, invited }: World) =>
  surveyScores(surveys, published, invited, { asksCells: false, isAsked })
const content = (count: number, n: number) => Array.from({ length: n }, (_, at) => (at < count ? 5 : 2))

describe('by service', () => {
  it('a total is weighted by answers, with the interval of all of them', () => {
    const world = worldOf([
      { service: 'a', answers: content(8, 10), invited: 20 },
      { service: 'b', answers: content(90, 100), invited: 200 },
    ])
    const [total, b, a, ...none] = grouped(world)
    expect(none).toEqual([])
    expect(total).toMatchObject({
      group: { serviceId: null, isTotal: true, surveys: 2, leftOut: 0 },
      n: 110,
      invited: 220,
      responseRate: 0.5,
      score: { score: 98 / 110, interval: wilson({ count: 98, n: 110 }) },
      suppressed: null,
    })
    expect(b).toMatchObject({ group: { serviceId: 'b', isTotal: false }, n: 100, score: { score: 0.9 } })
    expect(a).toMatchObject({ group: { serviceId: 'a' }, n: 10, score: { score: 0.8 } })
  })

  it('the last survey of a service counts that shows a result, and of the organisation none', () => {
    const world = worldOf([
      { service: 'a', answers: content(5, 10) },
      { service: 'a', answers: content(8, 10) },
      { service: 'a', answers: content(1, 4) },
      { service: null, answers: content(1, 10) },
    ])
    const [total, row, ...none] = grouped(world)
    expect(none).toEqual([])
    expect(row).toMatchObject({ n: 10, score: { score: 0.8 }, change: { from: 0.5, to: 0.8 } })
    expect(total).toMatchObject({ n: 10, score: { score: 0.8 }, group: { surveys: 1 } })
    expect(row?.change?.since).toBe('survey-0')
  })

  it('the change is of the services that were surveyed before', () => {
    const world = worldOf([
      { service: 'a', answers: content(10, 20) },
      { service: 'b', answers: content(5, 10) },
      { service: 'a', answers: content(16, 20) },
      { service: 'b', answers: content(5, 10) },
      { service: 'c', answers: content(1, 10) },
    ])
    const [total] = grouped(world)
    expect(total).toMatchObject({
      n: 40,
      score: { score: 22 / 40 },
      change: { from: 15 / 30, to: 21 / 30, since: null, test: 'FISHER_EXACT' },
    })
    expect(total?.explanation.reasons.map(({ code }) => code)).toEqual([
      'CHANGE_OF_PART',
      'RESPONDENTS_NOT_PAIRED',
    ])
  })

  it('invitations are known of all surveys or of none', () => {
    const world = worldOf([
      { service: 'a', answers: content(8, 10), invited: 20 },
      { service: 'b', answers: content(8, 10) },
    ])
    expect(grouped(world).map(({ invited, responseRate }) => [invited, responseRate])).toEqual([
      [null, null],
      [null, null],
      [20, 0.5],
    ])
  })

  it('unanimous answers are shown as a bound of the service, and left out of the total', () => {
    const world = worldOf([
      { service: 'a', answers: content(8, 10) },
      { service: 'b', answers: content(9, 9) },
    ])
    const [total, b] = grouped(world)
    expect(b).toMatchObject({ n: 9, score: { score: null, bound: { side: 'AT_LEAST', value: 0.8 } } })
    expect(total).toMatchObject({ n: 10, group: { surveys: 1, leftOut: 1 } })
    expect(total?.explanation.reasons[0]?.code).toBe('SURVEYS_LEFT_OUT')
    const [nothing] = grouped(
      worldOf([
        { service: 'a', answers: content(9, 9) },
        { service: 'b', answers: content(9, 9) },
      ]),
    )
    expect(nothing).toMatchObject({ n: null, score: null, suppressed: { code: 'NOTHING_SHOWN' } })
  })
})

describe('by area', () => {
  it('services and the organisation count together, and a respondent once for several questions', () => {
    const world = worldOf([
      { service: null, template: 'FOUR_AREAS', answers: { culture: [1, 2, 3, 4, 5] } },
      {
        service: 'a',
        template: 'FOUR_AREAS',
        answers: { 'culture-1': [2, 3, 2, 3, 5], 'culture-2': [4, 5, 4, 5, 5], planning: [1, 1, 1, 1, 2] },
      },
      { service: 'a', answers: content(8, 10) },
    ])
    const rows = grouped(world, 'AREA')
    expect(rows.map(({ measure }) => measure.aspect)).toEqual(['CULTURE', 'PLANNING'])
    expect(rows[0]).toMatchObject({ n: 10, group: { surveys: 2, isTotal: true } })
    // (5 × 3 + 5 × (3 + 4.6) / 2) / 10
    expect(rows[0]?.score?.score).toBeCloseTo(3.4, 12)
    // As wide as of ten answers, not of fifteen.
    const ten = worldOf([
      { service: 'a', template: 'FOUR_AREAS', answers: { culture: [1, 2, 3, 4, 5, 2, 3, 4, 5, 5] } },
    ])
    const width = (world: World) => {
      const interval = grouped(world, 'AREA')[0]?.score?.interval
      return (interval?.high ?? 0) - (interval?.low ?? 0)
    }
    expect(width(world)).toBeGreaterThan(0.85 * width(ten))
  })
})

describe('what a group tells', () => {
  const scale = { min: 1, max: 10 }
  const survey = fc.record({
    service: fc.constantFrom('a', 'b', 'c'),
    template: fc.constantFrom<Template>('CES', 'CSAT'),
    answers: fc.oneof(
      fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 12 }),
      fc
        .tuple(fc.constantFrom(1, 2, 9, 10), fc.integer({ min: 1, max: 9 }))
        .map(([value, times]) => Array.from({ length: times }, () => value)),
    ),
  })
  /** The surveys with other answers where no score is shown of them: of too few, and of all the same within a bound. */
  const otherHidden = ({
    service,
    template,
    answers,
  }: {
    service: string
    template: Template
    answers: number[]
  }) => {
    const isSame = new Set(answers).size === 1
    if (answers.length < 5) return { service, template, answers: answers.map((value) => 11 - value) }
    return {
      service,
      template,
      answers: isSame ? answers.map((value) => ({ 1: 2, 2: 1, 9: 10, 10: 9 })[value] ?? value) : answers,
    }
  }
  const told = (rows: ReturnType<typeof grouped>) =>
    rows.map(({ key, n, score, change, suppressed, group }) => ({ key, n, score, change, suppressed, group }))

  it('follows from the results that are shown one by one', () => {
    let changed = 0
    fc.assert(
      fc.property(fc.array(survey, { minLength: 1, maxLength: 6 }), (surveys) => {
        const here = worldOf(surveys.map((one) => ({ ...one, scale })))
        const there = worldOf(surveys.map((one) => ({ ...otherHidden(one), scale })))
        // The two worlds look alike survey by survey, and so by service.
        expect(told(single(there))).toEqual(told(single(here)))
        expect(told(grouped(there))).toEqual(told(grouped(here)))
        if (
          surveys.some((one, at) => String(one.answers) !== String(otherHidden(surveys[at] ?? one).answers))
        )
          changed += 1
        for (const [, rows] of Map.groupBy(grouped(here), ({ measure }) => measure.kind)) {
          const [total, ...services] = rows
          const scored = services.filter(({ score }) => score?.score != null)
          if (scored.length > 0) expect(total?.n).toBe(scored.reduce((sum, { n }) => sum + (n ?? 0), 0))
          else expect(total?.score?.score ?? null).toBeNull()
          for (const { n } of rows) if (n !== null) expect(n).toBeGreaterThanOrEqual(5)
        }
      }),
      { numRuns: 300 },
    )
    expect(changed).toBeGreaterThan(30)
  })
})
