import { nodeInput, plainInput, type Reason } from '../../graph/explanation.ts'
import { significant } from '../../graph/figures.ts'
import { type Change, correctedChanges, type Pairings, pairingKey, type TestedPair } from './changes.ts'
import { type Draft, draftsOfAll, type Published, seriesKey, suppressedOf, toldScore } from './drafts.ts'
import { FORMULAS } from './formulas.ts'
import type { Histogram } from './means.ts'
import { compare, MEASURES, type Measure, type Score, scoreOf, seriesOf } from './measures.ts'
import { type Pairing, pairedTest, pairingReason } from './pairs.ts'
import type { ScoredSurvey } from './scored-survey.ts'
import { type Invited, responseRateOf, type SurveyScore } from './survey-scores.ts'

/** By what the results of several surveys are added up. */
export type Grouping = 'SERVICE' | 'AREA'

/** The results of one survey that are of one series: several where several of its questions are about one area. */
interface Part {
  readonly survey: ScoredSurvey
  readonly measure: Measure
  /** Answers of which a score is shown, each counted 1 / (number of such questions). Null if no score is shown. */
  readonly values: Histogram | null
  /** What is shown in place of a score where all answered the same. */
  readonly bound: Score | null
  readonly suppressed: Reason | null
  readonly publishedAt: Date | null
  /** The survey before of the same subject. */
  readonly before: Part | null
}

/**
 * The results of surveys by service, or by area. Of each service, and of the organisation, the last survey counts that
 * shows a result. A group is computed of results that are shown by themselves, and of nothing else: so it tells nothing
 * that they do not.
 */
export function groupedScores(
  surveys: readonly ScoredSurvey[],
  published: ReadonlyMap<string, ReadonlyMap<string, Published>>,
  invited: ReadonlyMap<string, Invited>,
  options: {
    readonly grouping: Grouping
    readonly isAsked: (survey: ScoredSurvey, measure: Measure) => boolean
    readonly pairings?: Pairings
  },
): SurveyScore[] {
  const { grouping, isAsked, pairings } = options
  const parts = partsOf(draftsOfAll(surveys, published, false))
  const asked = parts.filter(({ survey, measure }) => {
    const belongs = grouping === 'SERVICE' ? survey.serviceId !== null : measure.kind === 'AREA'
    return belongs && isAsked(survey, measure)
  })
  const groups = [...Map.groupBy(asked, ({ measure }) => seriesOf(measure))].flatMap(([series, of]) => {
    const last = [...Map.groupBy(of, ({ survey }) => survey.serviceId).values()].map(lastShown)
    const total = { key: `${series} *`, serviceId: null, isTotal: true, parts: last }
    if (grouping === 'AREA') return [total]
    const single = last.map((part) => {
      const { serviceId } = part.survey
      return { key: `${series} ${serviceId ?? ''}`, serviceId, isTotal: false, parts: [part] }
    })
    return [total, ...single]
  })
  const ordered = groups.toSorted((a, b) => rank(a) - rank(b))
  const changes = correctedChanges(ordered.map((group) => testedOf(group, pairings)))
  return ordered.flatMap(
    (group, place) => shown(group, invited, changes[place] ?? null, pairingOf(group, pairings)) ?? [],
  )
}

interface Group {
  readonly key: string
  readonly serviceId: string | null
  readonly isTotal: boolean
  /** At least one. */
  readonly parts: readonly Part[]
}

function rank({ parts: [part] }: Group): number {
  return part === undefined ? 0 : MEASURES.indexOf(part.measure.kind)
}

/** @param parts of one subject, the last survey first */
function lastShown(parts: readonly Part[]): Part {
  const [last] = parts
  if (last === undefined) throw new Error('no survey')
  return parts.find(({ values, bound }) => values !== null || bound !== null) ?? last
}

/** @param drafts of all respondents of each survey, the last survey first */
function partsOf(drafts: readonly Draft[]): Part[] {
  const parts: Part[] = []
  for (const series of Map.groupBy(drafts, seriesKey).values()) {
    let before: Part | null = null
    for (const of of [...Map.groupBy(series, ({ survey }) => survey.id).values()].reverse()) {
      const part = partOf(of, before)
      if (part === null) continue
      parts.push(part)
      before = part
    }
  }
  const place = new Map(drafts.map(({ survey }, index) => [survey.id, index]))
  return parts.toSorted((a, b) => (place.get(a.survey.id) ?? 0) - (place.get(b.survey.id) ?? 0))
}

function partOf(drafts: readonly Draft[], before: Part | null): Part | null {
  const [first] = drafts
  if (first === undefined) return null
  const told = drafts.map((draft) => ({ draft, score: toldScore(draft) }))
  const scored = told.flatMap(({ draft, score }) =>
    score?.score == null || draft.unit === null ? [] : [draft.unit.values],
  )
  const [one] = told
  return {
    survey: first.survey,
    measure: first.measure,
    values: scored.length === 0 ? null : merged(scored, 1 / scored.length),
    bound: one?.score?.bound == null ? null : one.score,
    suppressed: suppressedOf(first, one?.score ?? null),
    publishedAt: latest(drafts.map(({ publishedAt }) => publishedAt)),
    before,
  }
}

/** Histograms as one, each answer counted so often. */
function merged(histograms: readonly Histogram[], times = 1): Histogram {
  const sum = new Map<number, number>()
  for (const histogram of histograms)
    for (const [value, count] of histogram) sum.set(value, (sum.get(value) ?? 0) + count * times)
  return sum
}

function valuesOf(parts: readonly (Part | null)[]): Histogram[] {
  return parts.flatMap((part) => part?.values ?? [])
}

/** The parts of the subjects that were surveyed before: others would change the figure by joining it. */
function comparable({ parts }: Pick<Group, 'parts'>): readonly Part[] {
  return parts.filter(({ values, before }) => values !== null && before?.values != null)
}

/** Only of one survey alone: who answered several is not examined. */
function pairingOf(group: Group, pairings: Pairings | undefined): Pairing | undefined {
  const [only, ...more] = comparable(group)
  return only === undefined || more.length > 0 ? undefined : pairings?.get(pairingKey(only))
}

function testedOf(group: Group, pairings: Pairings | undefined): TestedPair | null {
  const both = comparable(group)
  const [first, ...more] = both
  if (first === undefined) return null
  const from = merged(valuesOf(both.map(({ before }) => before)))
  const to = merged(valuesOf(both))
  const before = scoreOf(first.measure, from).score
  const after = scoreOf(first.measure, to).score
  if (before === null || after === null) return null
  const since = more.length > 0 ? null : (first.before?.survey.id ?? null)
  const tested = pairedTest(compare(first.measure, from, to), pairingOf(group, pairings))
  return { ...tested, from: before, to: after, since }
}

const NOTHING_SHOWN: Reason = {
  code: 'NOTHING_SHOWN',
  text: 'None of these surveys has a score that is shown, so none can be counted.',
}

function shown(
  { key, parts, ...group }: Group,
  invitations: ReadonlyMap<string, Invited>,
  change: Change | null,
  pairing: Pairing | undefined,
): SurveyScore | null {
  const [first] = parts
  if (first === undefined) return null
  const counted = parts.filter(({ values }) => values !== null)
  // The bound of one survey says nothing of a group of several, even if no other is counted.
  const alone = parts.length === 1 && counted.length === 0 ? first : null
  const score =
    counted.length > 0 ? wholeN(scoreOf(first.measure, merged(valuesOf(counted)))) : (alone?.bound ?? null)
  const of = counted.length > 0 ? counted : alone === null ? [] : [alone]
  const invited = sumOf(of.map(({ survey }) => invitations.get(survey.id)?.total ?? null))
  const suppressed = score !== null ? null : alone === null ? NOTHING_SHOWN : alone.suppressed
  const leftOut = parts.length - of.length
  const n = score?.n ?? null
  const compared = comparable({ parts }).length
  const { kind } = first.measure
  return {
    key,
    survey: first.survey,
    measure: first.measure,
    cell: null,
    group: { ...group, surveys: of.length, leftOut },
    n,
    invited,
    responseRate: responseRateOf(n, invited),
    score,
    publishedAt: score === null ? null : latest(of.map(({ publishedAt }) => publishedAt)),
    change,
    suppressed,
    explanation: {
      formula: 'survey-group',
      version: 1,
      source: `answers of the last survey of each subject that shows a score, each respondent counted once: ${FORMULAS[kind].source}`,
      inputs: of
        .map(({ survey, values, measure }) => {
          const own = values === null ? null : scoreOf(measure, values).score
          return nodeInput(survey.title, own === null ? null : significant(own), {
            type: 'Survey',
            id: survey.id,
          })
        })
        .concat(plainInput('answers', n)),
      reasons: [
        ...(suppressed === null ? [] : [suppressed]),
        ...(leftOut === 0 || score === null ? [] : [leftOutReason(leftOut)]),
        ...(change?.reason == null ? [] : [change.reason]),
        ...(change === null || compared === counted.length ? [] : [ofPart(compared, counted.length)]),
        ...(change === null ? [] : [pairingReason(pairing)]),
      ],
    },
  }
}

function leftOutReason(leftOut: number): Reason {
  const text = `${leftOut} more ${leftOut === 1 ? 'survey has' : 'surveys have'} no score that is shown, and ${leftOut === 1 ? 'is' : 'are'} not counted.`
  return { code: 'SURVEYS_LEFT_OUT', text }
}

function ofPart(compared: number, counted: number): Reason {
  const text = `The change is of ${compared} of ${counted} surveys: the others have no score before.`
  return { code: 'CHANGE_OF_PART', text }
}

/** Whole answers: where several questions are about one area, the number of answers to each may differ. */
function wholeN(score: Score): Score {
  return { ...score, n: Math.floor(significant(score.n)) }
}

/** Null unless all are known. */
function sumOf(values: readonly (number | null)[]): number | null {
  if (values.length === 0) return null
  return values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0,
  )
}

function latest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((last, one) => (one !== null && (last === null || one > last) ? one : last), null)
}
