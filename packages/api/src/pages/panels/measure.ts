import { type Ask, dataOf } from '../ask.ts'
import { PROMISES, SATISFACTION } from '../documents.ts'
import type { Panel, Query } from '../model.ts'
import type { AlignmentState, Promises, Range, Scores } from '../shapes.ts'
import { asTitle, inWords, NONE, number, percent, points } from '../words.ts'
import { historyChart } from './history.ts'
import { glanceOf, reasonsOf } from './plan.ts'

type Body = Omit<Panel, 'id' | 'title' | 'about'>

export function fitPanel(state: AlignmentState, query: Query): Body {
  const { explanation, delivery, satisfaction, progress } = state
  const chart = historyChart(state)
  return {
    query,
    figures: glanceOf(state, query.variables).map(({ panel: _anchor, ...figure }) => figure),
    ...('drawing' in chart ? { charts: [chart] } : { tables: [chart] }),
    why: [
      `Formula ${explanation.formula}, version ${explanation.version}.`,
      ...explanation.reasons.map(({ text }) => text),
      ...reasonsOf([
        ['Delivery', delivery.explanation.reasons],
        ['Satisfaction', satisfaction.explanation.reasons],
        ['Progress', progress.explanation.reasons],
      ]),
    ],
  }
}

export async function promisesPanel(ask: Ask): Promise<Body> {
  const { promises } = await dataOf<Promises>(ask, PROMISES)
  const { nodes, totalCount } = promises
  const broken = nodes.filter(({ firstBreak }) => firstBreak !== null)
  const unknown = nodes.filter((node) => node.firstBreak === null && node.unknown.length > 0)
  const of = totalCount > nodes.length ? `of the first ${nodes.length} of ${totalCount}` : `of ${totalCount}`
  return {
    query: { document: PROMISES, variables: {} },
    figures: [
      { label: 'Kept', value: String(nodes.length - broken.length - unknown.length), note: of, tone: 'good' },
      {
        label: 'Broken',
        value: String(broken.length),
        note: of,
        ...(broken.length > 0 ? { tone: 'bad' as const } : {}),
      },
      { label: 'Not known in full', value: String(unknown.length), note: of },
    ],
    tables: [
      {
        caption: broken.length > 10 ? `Broken promises (10 of ${broken.length})` : 'Broken promises',
        head: ['Service', 'Towards', 'Breaks at'],
        rows: broken
          .slice(0, 10)
          .map(({ service, team, externalParty, firstBreak }) => [
            service?.name ?? NONE,
            team?.name ?? externalParty ?? NONE,
            inWords(firstBreak ?? ''),
          ]),
        empty: 'No promise is broken.',
      },
    ],
    why: reasonsOf(broken.slice(0, 10).map((chain) => [chain.service?.name ?? NONE, chain.reasons])),
  }
}

export async function satisfactionPanel(ask: Ask): Promise<Body> {
  const { surveyScores } = await dataOf<Scores>(ask, SATISFACTION)
  const totals = surveyScores.nodes.filter(({ isTotal }) => isTotal)
  const nodes = (totals.length > 0 ? totals : surveyScores.nodes).slice(0, 16)
  const named = nodes.map((node) => ({ ...node, label: labelOf(node, nodes) }))
  const charts = (['CSAT', 'NPS'] as const).flatMap((measure) => {
    const rows = named.flatMap(({ measure: of, score, label, interval }) =>
      of === measure && score !== null ? [{ label, value: score, interval }] : [],
    )
    if (rows.length === 0) return []
    const [low, high] = SCALES[measure]
    const score = scoredBy(measure)
    return [
      {
        title: `${measure} with its interval of 95%`,
        drawing: { kind: 'intervals' as const, low, high, isShare: measure === 'CSAT', rows },
        table: {
          caption: `${measure} by survey`,
          head: ['Survey', 'Score', 'Interval'],
          right: [1, 2],
          rows: rows.map(({ label, value, interval }) => [label, score(value), rangeOf(interval, score)]),
          empty: 'No survey has been scored.',
        },
      },
    ]
  })
  return {
    query: { document: SATISFACTION, variables: {} },
    charts,
    tables: [
      {
        caption: 'Scores',
        head: ['Of', 'Survey', 'Measure', 'Score', 'Answers', 'Since the last'],
        right: [3, 4, 5],
        rows: named.map(({ label, survey, measure, score, n, change, suppressedBecause }) => [
          label,
          survey?.title ?? NONE,
          measure,
          score === null ? (suppressedBecause?.text ?? NONE) : scoredBy(measure)(score),
          number(n),
          change === null
            ? NONE
            : `${measure === 'CSAT' ? points(change.difference) : signed(change.difference)}${change.isSignificant ? ', significant' : ''}`,
        ]),
        empty: 'No survey has been scored.',
      },
    ],
    why: reasonsOf(named.map(({ label, explanation }) => [label, explanation.reasons])),
  }
}

/** The service, and the survey where the service has several. */
function labelOf(
  { service, survey }: Scores['surveyScores']['nodes'][number],
  all: Scores['surveyScores']['nodes'],
): string {
  const title = survey?.title ?? NONE
  if (service === null) return title
  const several = all.filter((other) => other.service?.name === service.name).length > 1
  return several ? `${service.name}: ${title}` : service.name
}

/** CSAT is a share, NPS lies from −100 to 100. */
const SCALES = { CSAT: [0, 1], NPS: [-100, 100] } as const

/** A score of these in the unit of its measure. */
function scoredBy(measure: string): (value: number) => string {
  return measure === 'CSAT' ? percent : scoreOf
}

function scoreOf(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−')
}

function signed(difference: number): string {
  return `${difference > 0 ? '+' : ''}${scoreOf(difference)}`
}

function rangeOf(interval: Range | null, score: (value: number) => string): string {
  return interval === null ? NONE : `${score(interval.low)} to ${score(interval.high)}`
}

export function areasPanel({ areas }: AlignmentState, query: Query): Body {
  return {
    query,
    tables: [
      {
        caption: areas[0]?.survey ? `The four areas: ${areas[0].survey.title}` : 'The four areas',
        head: ['Area', 'Score', 'Interval', 'Answers'],
        right: [1, 2, 3],
        rows: areas.map(({ aspect, score, interval, n, suppressedBecause }) => [
          asTitle(aspect ?? 'all'),
          score === null ? (suppressedBecause?.text ?? NONE) : scoreOf(score),
          rangeOf(interval, scoreOf),
          number(n),
        ]),
        empty: 'No survey on the four areas ended in this period or before.',
      },
    ],
  }
}

export function perceptionPanel({ perceptionGaps }: AlignmentState, query: Query): Body {
  return {
    query,
    tables: [
      {
        caption: 'Where the measured service and what users feel differ',
        head: ['Service', 'Users', 'Gap'],
        rows: perceptionGaps.map(({ service, team, kind }) => [
          service?.name ?? NONE,
          team?.name ?? NONE,
          kind === 'WATERMELON' ? 'targets met, users dissatisfied' : 'targets missed, users satisfied',
        ]),
        empty: 'What is measured and what users feel agree, as far as both are known.',
      },
    ],
    why: reasonsOf(
      perceptionGaps.map(({ service, explanation }) => [service?.name ?? NONE, explanation.reasons]),
    ),
  }
}
