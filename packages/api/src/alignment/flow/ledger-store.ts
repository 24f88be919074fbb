import { setImmediate } from 'node:timers/promises'
import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { InvalidInput } from '../../graph/errors.ts'
import type { ImpactGraph } from '../../reasoning/network.ts'
import { once } from '../../reasoning/once.ts'
import { inSlices, type Steps } from '../../reasoning/steps.ts'
import { loadUpward } from '../../reasoning/store.ts'
import { type Planned, readAllocations } from './allocation-rows-store.ts'
import type { Priced } from './asset-months.ts'
import { assetFlow } from './assets.ts'
import { CircleTooLarge } from './circle.ts'
import { readAssetMonths, readCosts } from './cost-rows-store.ts'
import { currenciesOf } from './currencies.ts'
import { cutsOf } from './cuts.ts'
import { dayStarts } from './day-starts.ts'
import { dayAfter } from './days.ts'
import { minorDigits } from './decimals.ts'
import { readEfforts } from './effort-rows-store.ts'
import { type Ledger, LedgerTooLarge, ledgerOf, MOST_ROWS } from './ledger.ts'
import { readFlowModel } from './model-store.ts'
import type { Period } from './period.ts'
import { type FlowNetwork, flowNetwork } from './services.ts'
import { Splitter } from './splitting.ts'
import { type Timeline, timelineOf } from './timeline.ts'
import type { Work } from './work.ts'

export type AlignmentMeasure = 'EFFORT' | 'COST'

export interface LedgerQuestion {
  readonly period: Period
  readonly measure: AlignmentMeasure
}

/** What decides how work is read, beside the question. */
export interface LedgerOptions {
  /** The day that it is, YYYY-MM-DD. */
  readonly today: string
  readonly timeZone: string
  /** Hours of a full-time week. */
  readonly workingHours: number
}

/** What is known of a period in one measure. */
export interface PeriodFacts {
  readonly period: Period
  readonly measure: AlignmentMeasure
  readonly network: FlowNetwork
  readonly timeline: Timeline
  readonly timeZone: string
  /** Of COST: the currencies of costs and plans, the largest first. */
  readonly currencies: readonly string[]
  /** The ledger in a currency; null for minutes. Formed once, in slices. @throws InvalidInput if it is too large */
  ledger(currency: string | null): Promise<Ledger>
}

/** Milliseconds after which other requests have their turn. */
const SLICE = 15

/** Divides work in slices, so that other requests are answered meanwhile. */
export function dividing<Result>(steps: Steps<Result>): Promise<Result> {
  return inSlices(steps, SLICE, setImmediate)
}

/**
 * Reads the work of periods, in the order of the questions, with at most six statements, whatever their number. Run it
 * in a snapshot. @throws InvalidInput if there is too much of it
 */
export async function readPeriods(
  db: Kysely<Database>,
  questions: readonly LedgerQuestion[],
  options: LedgerOptions,
): Promise<PeriodFacts[]> {
  try {
    return await read(db, questions, options)
  } catch (error) {
    throw refusal(error)
  }
}

async function read(
  db: Kysely<Database>,
  questions: readonly LedgerQuestion[],
  options: LedgerOptions,
): Promise<PeriodFacts[]> {
  const { today, timeZone, workingHours } = options
  const network = flowNetwork(await readFlowModel(db))
  const startOf = dayStarts(timeZone)
  const asked = (measure: AlignmentMeasure) => questions.filter((question) => question.measure === measure)
  const spansOf = (all: readonly LedgerQuestion[]) => ({
    spans: all.map(({ period }) => ({ start: startOf(period.from), end: startOf(dayAfter(period.to)) })),
    timeZone,
    most: MOST_ROWS,
  })
  const periodsOf = (all: readonly LedgerQuestion[]) => all.map(({ period }) => period)
  const [effort, cost] = [asked('EFFORT'), asked('COST')]
  const minutes = effort.length === 0 ? [] : await readEfforts(db, spansOf(effort))
  const reported = cost.length === 0 ? [] : await readCosts(db, spansOf(cost))
  const monthly =
    cost.length === 0 ? [] : await readAssetMonths(db, spansOf(cost), periodsOf(cost), today, startOf)
  const planned = await readAllocations(db, periodsOf(questions), workingHours)
  const work = [...minutes.flat(), ...[...reported, ...monthly].flat().map((each) => each.work)]
  const graph = await assetGraph(db, work, today)
  const timelines = new Map<string, Timeline>()
  return questions.map((question, place) => {
    const { period, measure } = question
    const days = `${period.from}/${period.to}`
    const timeline = timelines.get(days) ?? timelineOf(network, period, today)
    timelines.set(days, timeline)
    const at = asked(measure).indexOf(question)
    const money = [...(reported[at] ?? []), ...(monthly[at] ?? [])]
    return periodFacts({
      ...{ period, measure, network, timeline, graph, startOf, timeZone },
      minutes: minutes[at] ?? [],
      money: measure === 'COST' ? money : [],
      planned: planned[place] ?? { minutes: [], money: [] },
    })
  })
}

/** All that leans on assets that work is on, or nothing if there is none. */
async function assetGraph(
  db: Kysely<Database>,
  work: readonly Work[],
  today: string,
): Promise<ImpactGraph | undefined> {
  const assets = new Set(
    work.filter(({ subject }) => subject.services.length === 0).flatMap(({ subject }) => subject.assets),
  )
  return assets.size === 0 ? undefined : loadUpward(db, { assets: [...assets] }, { on: today })
}

function periodFacts(facts: {
  readonly period: Period
  readonly measure: AlignmentMeasure
  readonly network: FlowNetwork
  readonly timeline: Timeline
  readonly graph: ImpactGraph | undefined
  readonly startOf: (day: string) => number
  readonly timeZone: string
  readonly minutes: readonly Work[]
  readonly money: readonly Priced[]
  readonly planned: Planned
}): PeriodFacts {
  const { period, measure, network, timeline, graph, startOf, minutes, money, planned } = facts
  const everything = [...minutes, ...planned.minutes, ...[...money, ...planned.money].map(({ work }) => work)]
  const cuts = once(() => cutsOf(period, timeline.epochs, everything, startOf))
  const splitter = once(() => {
    const { serviceAt, objectiveAt } = network
    const ofAsset = graph === undefined ? undefined : assetFlow(graph, serviceAt)
    return new Splitter(timeline, { serviceAt, objectiveAt, ofAsset }, cuts())
  })
  const inCurrency = (all: readonly Priced[], currency: string | null) =>
    all.filter((each) => each.currency === currency).map(({ work }) => work)
  const known = new Map<string | null, Promise<Ledger>>()
  const form = (currency: string | null): Steps<Ledger> =>
    ledgerOf({
      ...{ network, timeline, splitter: splitter() },
      work: measure === 'EFFORT' ? minutes : inCurrency(money, currency),
      planned: measure === 'EFFORT' ? planned.minutes : inCurrency(planned.money, currency),
      digits: currency === null ? 0 : minorDigits(currency),
    })
  return {
    period,
    measure,
    network,
    timeline,
    timeZone: facts.timeZone,
    get currencies() {
      if (measure === 'EFFORT') return []
      const { INSTANTS, DAYS } = cuts()
      const actual = currenciesOf(money, INSTANTS.period, INSTANTS.months)
      const meant = currenciesOf(planned.money, DAYS.period, DAYS.months)
      return [...new Set([...actual, ...meant])]
    },
    ledger: (currency) => {
      const before = known.get(currency)
      if (before !== undefined) return before
      const made = refusing(() => dividing(form(currency)))
      known.set(currency, made)
      return made
    },
  }
}

async function refusing<Value>(form: () => Promise<Value>): Promise<Value> {
  try {
    return await form()
  } catch (error) {
    throw refusal(error)
  }
}

/** The error for a caller where there is too much to compute; any other error as it is. */
function refusal(error: unknown): unknown {
  if (error instanceof LedgerTooLarge) {
    const text = `has more than ${MOST_ROWS.toLocaleString('en')} pieces of work, or they divide into too many parts; ask for a shorter one`
    return InvalidInput.at(['period'], text)
  }
  if (error instanceof CircleTooLarge) {
    const text = `cannot be computed: ${error.message}, by more ways than can be solved. Look for relations in both directions, and remove those that state no need`
    return InvalidInput.at(['period'], text)
  }
  return error
}
