import { InvalidInput } from '../../graph/errors.ts'
import type { BudgetingMethod } from '../budget.ts'
import { checkSettings } from '../settings.ts'
import { exactLength, parseDuration } from '../windows.ts'
import { compareCondition } from './alerts.ts'
import type { Path } from './documents.ts'
import type { Findings } from './findings.ts'
import { ANNOTATION, canonical, LABEL, labelsFrom, patched } from './kept.ts'
import type { IndicatorKind, WantedMetric } from './metrics.ts'
import { DISPLAYED, isDnsLabel } from './names.ts'
import { type AlertsRead, alertsOf, type IndicatorRead, indicatorOf, type Referred } from './referred.ts'
import type { Objective, ObjectOf, SloSpec } from './schema.ts'

/** The settings of an SLO that documents state. */
export interface SloSettings {
  readonly name: string
  readonly description: string
  readonly indicator: IndicatorKind
  readonly operator: 'LT' | 'LTE' | 'GT' | 'GTE' | null
  readonly threshold: number | null
  readonly target: number
  readonly duration: string
  /** Local time `YYYY-MM-DD HH:MM:SS`; null for a rolling window. */
  readonly startTime: string | null
  readonly timeZone: string | null
  readonly budgetingMethod: BudgetingMethod
  readonly timeSliceTarget: number | null
  readonly timeSliceWindow: string | null
  readonly labels: Readonly<Record<string, string>>
}

/** An SLO that a document describes: one objective of it. */
export interface WantedSlo {
  readonly document: number
  /** Name of the document. */
  readonly group: string
  /** Name of the objective; null where it has none. */
  readonly objective: string | null
  readonly settings: SloSettings
  /** The service as the document names it. */
  readonly service: string
  /** Null where it is not stated. */
  readonly alerting: boolean | null
  readonly metric: WantedMetric
  readonly totalMetric: WantedMetric | null
  /** The place of a field of an SLO in the document. */
  readonly pathOf: (field: string) => Path
}

const METHODS = {
  Occurrences: 'OCCURRENCES',
  Timeslices: 'TIMESLICES',
  RatioTimeslices: 'RATIO_TIMESLICES',
} as const

const OPERATORS = { lt: 'LT', lte: 'LTE', gt: 'GT', gte: 'GTE' } as const

/** The window of a document without one: that of the SRE Workbook. */
const STANDARD_WINDOW = '30d'

interface Context {
  readonly document: number
  readonly slo: ObjectOf<'SLO'>
  readonly indicator: IndicatorRead
  readonly alerts: AlertsRead
  readonly window: Pick<SloSettings, 'duration' | 'startTime' | 'timeZone'>
  readonly method: BudgetingMethod
  readonly findings: Findings
}

/** The SLOs of a document, one for each objective; none where one of them cannot be held. */
export function readSlo(
  document: number,
  slo: ObjectOf<'SLO'>,
  referred: Referred,
  findings: Findings,
): WantedSlo[] {
  const before = findings.problems.length
  const { metadata, spec } = slo
  const indicator = indicatorOf({ document, name: metadata.name, spec }, referred, findings)
  const alerts = alertsOf({ document, spec }, referred, findings)
  const window = windowOf(document, spec, findings)
  if (spec.budgetingMethod === undefined)
    findings.note(document, ['spec'], 'budgetingMethod is missing; Occurrences is taken')
  if (indicator === undefined || window === undefined) return []
  const method = METHODS[spec.budgetingMethod ?? 'Occurrences']
  const context = { document, slo, indicator, alerts, window, method, findings }
  const read = spec.objectives.flatMap((objective, index) => readObjective(objective, index, context) ?? [])
  return findings.problems.length > before ? [] : read
}

function windowOf(document: number, { timeWindow = [] }: SloSpec, findings: Findings) {
  const [window] = timeWindow
  if (window === undefined) {
    findings.note(document, ['spec'], `timeWindow is missing; the last ${STANDARD_WINDOW} are taken`)
    return { duration: STANDARD_WINDOW, startTime: null, timeZone: null }
  }
  const { duration, isRolling, calendar } = window
  const path = ['spec', 'timeWindow', 0]
  if (isRolling === true && calendar !== undefined) {
    findings.problem(document, path, 'rolls and has a calendar; leave one of them out')
    return undefined
  }
  if (isRolling !== true && calendar === undefined) {
    findings.problem(document, path, 'has neither isRolling: true nor a calendar')
    return undefined
  }
  return { duration, startTime: calendar?.startTime ?? null, timeZone: calendar?.timeZone ?? null }
}

function readObjective(objective: Objective, index: number, context: Context): WantedSlo | undefined {
  const { document, slo, indicator, alerts, window, method, findings } = context
  const { metadata, spec } = slo
  const path: Path = ['spec', 'objectives', index]
  if (objective.indicator !== undefined || objective.indicatorRef !== undefined) {
    const text = 'has an indicator of its own; composite SLOs are not supported: write an SLO for each part'
    findings.problem(document, path, text)
    return undefined
  }
  if (objective.compositeWeight !== undefined)
    findings.note(document, [...path, 'compositeWeight'], 'has no meaning here and is left out')
  const target = targetOf(objective, document, path, findings)
  const compared = comparisonOf(objective, indicator.indicator, { document, path, findings })
  if (target === undefined || compared === undefined) return undefined
  const { annotations = {} } = metadata
  const settings: SloSettings = {
    name: nameOf(slo, index),
    description: annotations[ANNOTATION.description] ?? spec.description ?? '',
    indicator: indicator.indicator,
    ...compared,
    target,
    ...window,
    budgetingMethod: method,
    ...slicesOf(objective, method, { document, path, findings }),
    labels: labelsOf(slo, objective, index, [indicator, alerts]),
  }
  const pathOf = (field: string): Path => placeOf(field, path, objective, indicator)
  if (!isUsable(settings, (field, message) => findings.problem(document, pathOf(field), message)))
    return undefined
  if (index === 0) {
    const windowLength = exactLength(parseDuration(settings.duration))
    for (const { spec: condition, ...place } of alerts.conditions)
      compareCondition(condition, { windowLength, target }, place, findings)
  }
  const alerting = annotations[ANNOTATION.alerting]
  return {
    document,
    group: metadata.name,
    objective: objective.displayName ?? null,
    settings,
    service: spec.service,
    alerting: alerting === undefined ? null : alerting !== 'false',
    metric: indicator.metric,
    totalMetric: indicator.totalMetric,
    pathOf,
  }
}

function targetOf(
  { target, targetPercent }: Objective,
  document: number,
  path: Path,
  findings: Findings,
): number | undefined {
  if ((target === undefined) === (targetPercent === undefined)) {
    findings.problem(document, path, 'has to have either target or targetPercent')
    return undefined
  }
  // 99.95 / 100 without the noise of the division.
  return target ?? Number(((targetPercent ?? 0) / 100).toPrecision(15))
}

interface Place {
  readonly document: number
  readonly path: Path
  readonly findings: Findings
}

function comparisonOf(
  { op, value }: Objective,
  indicator: IndicatorKind,
  { document, path, findings }: Place,
): Pick<SloSettings, 'operator' | 'threshold'> | undefined {
  if (indicator !== 'THRESHOLD') {
    const text = 'has no meaning for a ratio and is left out'
    if (op !== undefined) findings.note(document, [...path, 'op'], text)
    if (value !== undefined) findings.note(document, [...path, 'value'], text)
    return { operator: null, threshold: null }
  }
  if (op === undefined) findings.problem(document, path, 'op is missing; a thresholdMetric needs it')
  if (value === undefined) findings.problem(document, path, 'value is missing; a thresholdMetric needs it')
  return op === undefined || value === undefined ? undefined : { operator: OPERATORS[op], threshold: value }
}

function slicesOf(
  { timeSliceTarget, timeSliceWindow }: Objective,
  method: BudgetingMethod,
  { document, path, findings }: Place,
): Pick<SloSettings, 'timeSliceTarget' | 'timeSliceWindow'> {
  const isUsed = method === 'TIMESLICES'
  const inSlices = method !== 'OCCURRENCES'
  if (timeSliceTarget !== undefined && !isUsed)
    findings.note(document, [...path, 'timeSliceTarget'], 'has no meaning without Timeslices and is left out')
  if (timeSliceWindow !== undefined && !inSlices)
    findings.note(document, [...path, 'timeSliceWindow'], 'has no meaning for Occurrences and is left out')
  const window = typeof timeSliceWindow === 'number' ? `${timeSliceWindow}m` : timeSliceWindow
  return {
    timeSliceTarget: isUsed ? (timeSliceTarget ?? null) : null,
    timeSliceWindow: inSlices ? (window ?? null) : null,
  }
}

/** The name of the SLO of one objective: that of the document, followed by the objective where there are several. */
function nameOf({ metadata, spec }: ObjectOf<'SLO'>, index: number): string {
  const { name, annotations = {} } = metadata
  if (spec.objectives.length === 1) return annotations[ANNOTATION.name] ?? name
  const names = spec.objectives.map(({ displayName = '' }) => displayName.trim())
  const own = names[index]
  const isOwn = own !== undefined && own !== '' && names.indexOf(own) === names.lastIndexOf(own)
  return `${name}/${isOwn ? own : index + 1}`
}

function labelsOf(
  { metadata, spec }: ObjectOf<'SLO'>,
  { displayName }: Objective,
  index: number,
  read: readonly Pick<IndicatorRead, 'labels' | 'documents'>[],
): Record<string, string> {
  const { annotations = {} } = metadata
  const isOne = spec.objectives.length === 1
  const labels = labelsFrom(metadata)
  if (!isOne || !isDnsLabel(metadata.name)) labels[LABEL.name] = metadata.name
  const generated = isOne ? annotations[ANNOTATION.name]?.slice(0, DISPLAYED) : undefined
  if (metadata.displayName !== undefined && metadata.displayName !== generated)
    labels[LABEL.displayName] = metadata.displayName
  if (displayName !== undefined) labels[LABEL.objective] = displayName
  if (!isOne) labels[LABEL.position] = String(index + 1)
  for (const part of read) Object.assign(labels, part.labels)
  const documents = read.flatMap((part) => part.documents)
  if (documents.length > 0) labels[LABEL.documents] = canonical(unique(documents))
  return patched(labels, annotations[ANNOTATION.labels])
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [canonical(value), value])).values()]
}

/** Says what is wrong with settings; true where nothing is. */
function isUsable(settings: SloSettings, problem: (field: string, message: string) => void): boolean {
  if (settings.name.length > 200) {
    problem('name', 'has more than 200 characters')
    return false
  }
  try {
    checkSettings({
      indicator: settings.indicator,
      metric_id: '',
      total_metric_id: null,
      operator: settings.operator,
      threshold: settings.threshold,
      target: settings.target,
      duration: settings.duration,
      start_time: settings.startTime,
      time_zone: settings.timeZone,
      budgeting_method: settings.budgetingMethod,
      time_slice_target: settings.timeSliceTarget,
      time_slice_window: settings.timeSliceWindow,
      alerting: true,
    })
    return true
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    for (const { path, message } of error.fields) problem(path[0] ?? 'name', message)
    return false
  }
}

function placeOf(
  field: string,
  objective: Path,
  { targetPercent }: Objective,
  indicator: IndicatorRead,
): Path {
  const window: Path = ['spec', 'timeWindow', 0]
  const places: Readonly<Record<string, Path>> = {
    name: ['metadata', 'name'],
    labels: ['metadata', 'labels'],
    description: ['spec', 'description'],
    service: ['spec', 'service'],
    duration: [...window, 'duration'],
    startTime: [...window, 'calendar', 'startTime'],
    timeZone: [...window, 'calendar', 'timeZone'],
    budgetingMethod: ['spec', 'budgetingMethod'],
    target: [...objective, targetPercent === undefined ? 'target' : 'targetPercent'],
    operator: [...objective, 'op'],
    threshold: [...objective, 'value'],
    timeSliceTarget: [...objective, 'timeSliceTarget'],
    timeSliceWindow: [...objective, 'timeSliceWindow'],
    metric: indicator.metric.path,
    totalMetric: indicator.totalMetric?.path ?? indicator.metric.path,
  }
  return places[field] ?? []
}
