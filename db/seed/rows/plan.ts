import type { NewRow } from '../../src/database.ts'
import { type CheckInSpec, KEY_RESULTS, type KeyResultSpec } from '../key-results.ts'
import { OBJECTIVES, type ObjectiveSpec } from '../objectives.ts'
import { PROCESSES } from '../processes.ts'
import { TEAMS } from '../teams.ts'
import { type Context, writtenOnce } from './context.ts'

const TEAMS_FOUNDED = -900
const PROCESSES_WRITTEN = -700
/** Objectives are agreed some days before their period begins, at the latest a week ago. */
const AGREED_BEFORE = 9
const AGREED_AT_LATEST = -7

export function teamRows({ ids, calendar }: Context): NewRow<'team'>[] {
  return Object.entries(TEAMS).map(([key, team]) => ({
    id: ids.make('team', key),
    name: team.name,
    kind: team.kind,
    cost_centre: team.costCentre,
    contact: team.contact,
    labels: { ...team.labels },
    ...writtenOnce(calendar.at(TEAMS_FOUNDED, '08:00')),
  }))
}

export function objectiveRows({ ids, calendar }: Context): NewRow<'objective'>[] {
  return Object.entries<ObjectiveSpec>(OBJECTIVES).map(([key, objective]) => {
    const [start, end] = objective.period
    const agreed = calendar.at(agreedOn(start), '10:00')
    return {
      id: ids.make('objective', key),
      title: objective.title,
      description: objective.description,
      benefit: objective.benefit,
      owner_id: ids.of('team', objective.owner),
      parent_id: objective.parent === undefined ? null : ids.of('objective', objective.parent),
      weight: objective.weight,
      status: objective.status,
      starts_on: calendar.date(start),
      ends_on: calendar.date(end),
      labels: { ...objective.labels },
      created_at: agreed,
      updated_at: objective.status === 'ACHIEVED' ? calendar.at(end, '16:00') : agreed,
      version: objective.status === 'ACHIEVED' ? 2 : 1,
    }
  })
}

/** Metrics, SLOs and services come first: some key results are read from one. */
export function keyResultRows({ ids, calendar }: Context): NewRow<'key_result'>[] {
  return KEY_RESULTS.map((keyResult) => {
    const [start] = OBJECTIVES[keyResult.objective].period
    return {
      id: ids.make('key_result', keyOf(keyResult)),
      objective_id: ids.of('objective', keyResult.objective),
      title: keyResult.title,
      unit: keyResult.unit,
      weight: keyResult.weight,
      current_value: checkInsOf(keyResult).at(-1)?.value ?? null,
      ...('keep' in keyResult ? maintained(keyResult) : reached(keyResult, ids)),
      created_at: calendar.at(agreedOn(start), '10:30'),
      updated_at: calendar.at(-6, '09:00'),
      version: 2,
    }
  })
}

function reached(spec: Exclude<KeyResultSpec, { keep: object }>, ids: Context['ids']) {
  const { start, target, metric, slo, score } = spec
  return {
    start_value: start,
    target_value: target,
    metric_id: metric === undefined ? null : ids.of('metric', metric),
    slo_id: slo === undefined ? null : ids.of('slo', slo),
    score_measure: score?.measure ?? null,
    score_subject: score === undefined ? null : ('SERVICE' as const),
    score_service_id: score === undefined ? null : ids.of('service', score.service),
  }
}

function maintained({ keep }: Extract<KeyResultSpec, { keep: object }>) {
  return {
    kind: 'MAINTAIN' as const,
    keep_above: keep.above ?? null,
    keep_below: keep.below ?? null,
    period_unit: keep.each,
  }
}

export function checkInRows({ ids, calendar }: Context): NewRow<'key_result_check_in'>[] {
  return KEY_RESULTS.flatMap((keyResult) =>
    checkInsOf(keyResult).map(({ day, value, confidence, note }) => ({
      id: ids.make('key_result_check_in', `${keyOf(keyResult)}/${day}`),
      key_result_id: ids.of('key_result', keyOf(keyResult)),
      value,
      confidence: confidence ?? null,
      note: note ?? '',
      at: calendar.at(day, '09:00'),
      ...writtenOnce(calendar.at(day, '09:00')),
    })),
  )
}

/** The earliest first. */
function checkInsOf(keyResult: KeyResultSpec): readonly CheckInSpec[] {
  if ('keep' in keyResult) return keyResult.checkIns
  return keyResult.current === undefined ? [] : [{ day: -6, value: keyResult.current }]
}

function keyOf({ objective, title }: KeyResultSpec): string {
  return `${objective}/${title}`
}

export function processRows({ ids, calendar }: Context): NewRow<'process'>[] {
  return PROCESSES.map((process) => ({
    id: ids.make('process', process.key),
    name: process.name,
    description: process.description,
    owner_id: ids.of('team', process.owner),
    labels: {},
    ...writtenOnce(calendar.at(PROCESSES_WRITTEN, '11:00')),
  }))
}

export function processObjectiveRows({ ids, calendar }: Context): NewRow<'process_objective'>[] {
  return PROCESSES.flatMap((process) =>
    entriesOf(process.objectives).map(([objective, share]) => ({
      process_id: ids.of('process', process.key),
      objective_id: ids.of('objective', objective),
      share,
      ...writtenOnce(calendar.at(agreedOn(OBJECTIVES[objective].period[0]), '11:00')),
    })),
  )
}

export function processServiceRows({ ids, calendar }: Context): NewRow<'process_service'>[] {
  return PROCESSES.flatMap((process) =>
    entriesOf(process.services).map(([service, strength]) => ({
      process_id: ids.of('process', process.key),
      service_id: ids.of('service', service),
      strength,
      ...writtenOnce(calendar.at(-600, '11:30')),
    })),
  )
}

function entriesOf<K extends string>(figures: Readonly<Partial<Record<K, number>>>): [K, number][] {
  return Object.entries(figures) as [K, number][]
}

/** The day on which an objective whose period begins on day `start` was agreed. */
export function agreedOn(start: number): number {
  return Math.min(start - AGREED_BEFORE, AGREED_AT_LATEST)
}
