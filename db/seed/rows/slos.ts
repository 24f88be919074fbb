import type { NewRow } from '../../src/database.ts'
import { SLO_SPECS, WINDOW_SPECS } from '../slos.ts'
import { type Context, writtenOnce } from './context.ts'

/** Services and metrics come first. */
export function sloRows({ ids, calendar }: Context): NewRow<'slo'>[] {
  return SLO_SPECS.map(([key, { good, window, slices, ...slo }]) => ({
    id: ids.make('slo', key),
    name: slo.name,
    description: slo.description,
    service_id: ids.of('service', slo.service),
    indicator: good === undefined ? 'RATIO' : 'THRESHOLD',
    metric_id: ids.of('metric', slo.metric),
    operator: good?.operator ?? null,
    threshold: good?.threshold ?? null,
    target: slo.target,
    duration: window.duration,
    start_time: window.startTime ?? null,
    time_zone: window.timeZone ?? null,
    budgeting_method: slices === undefined ? 'OCCURRENCES' : 'TIMESLICES',
    time_slice_target: slices?.target ?? null,
    time_slice_window: slices?.window ?? null,
    ...writtenOnce(calendar.at(-60, '10:00')),
  }))
}

export function changeWindowRows({ ids, calendar }: Context): NewRow<'change_window'>[] {
  return WINDOW_SPECS.map(([key, { services: _services, startTime, ...window }]) => ({
    id: ids.make('change_window', key),
    ...window,
    start_time: startTime,
    time_zone: 'Europe/Berlin',
    ...writtenOnce(calendar.at(-60, '11:00')),
  }))
}

export function changeWindowServiceRows({ ids, calendar }: Context): NewRow<'change_window_service'>[] {
  return WINDOW_SPECS.flatMap(([key, { services }]) =>
    services.map((service) => ({
      change_window_id: ids.of('change_window', key),
      service_id: ids.of('service', service),
      ...writtenOnce(calendar.at(-60, '11:00')),
    })),
  )
}
