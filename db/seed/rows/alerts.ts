import type { NewRow } from '../../src/database.ts'
import { ALERTS } from '../work/alerts.ts'
import type { AlertSpec } from '../work/spec.ts'
import { type Context, type Stamp, writtenOnce } from './context.ts'

export function alertRows(context: Context): NewRow<'alert'>[] {
  const { ids } = context
  return ALERTS.map((alert) => {
    const { startsAt, endsAt } = periodOf(alert, context)
    return {
      id: ids.make('alert', alert.key),
      source_id: ids.of('source', 'alertmanager'),
      fingerprint: alert.fingerprint,
      title: alert.title,
      description: alert.description ?? '',
      severity: alert.severity,
      source_severity: alert.severity === 'CRITICAL' ? 'page' : alert.severity.toLowerCase(),
      starts_at: startsAt,
      ends_at: endsAt,
      labels: { team: alert.services.length === 0 ? 'nobody' : 'on-call' },
      ...stampOf(alert, context),
    }
  })
}

export function alertServiceRows(context: Context): NewRow<'alert_service'>[] {
  const { ids } = context
  return ALERTS.flatMap((alert) =>
    alert.services.map((service) => ({
      alert_id: ids.of('alert', alert.key),
      service_id: ids.of('service', service),
      source_id: ids.of('source', 'alertmanager'),
      ...writtenOnce(periodOf(alert, context).startsAt),
    })),
  )
}

export function alertAssetRows(context: Context): NewRow<'alert_asset'>[] {
  const { ids } = context
  return ALERTS.flatMap((alert) =>
    alert.assets.map((asset) => ({
      alert_id: ids.of('alert', alert.key),
      asset_id: ids.of('asset', asset),
      source_id: ids.of('source', 'alertmanager'),
      ...writtenOnce(periodOf(alert, context).startsAt),
    })),
  )
}

function periodOf(
  { starts: [days, time], minutes }: AlertSpec,
  { calendar }: Context,
): { startsAt: Date; endsAt: Date | null } {
  const startsAt = calendar.at(days, time)
  return { startsAt, endsAt: minutes === null ? null : new Date(startsAt.getTime() + minutes * 60_000) }
}

function stampOf(alert: AlertSpec, context: Context): Stamp {
  const { startsAt, endsAt } = periodOf(alert, context)
  return endsAt === null ? writtenOnce(startsAt) : { created_at: startsAt, updated_at: endsAt, version: 2 }
}
