import { type AlertSeverity, publicAddress } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { AlertmanagerConfig } from './config.ts'
import { hostOf } from './host.ts'

const labels = z.record(z.string(), z.string())

/** What the API and the notifications of Alertmanager both say of an alert. */
export const seenAlertSchema = z.object({
  fingerprint: z.string().min(1),
  labels,
  annotations: labels.nullish().transform((annotations) => annotations ?? {}),
  startsAt: z.string().min(1),
  generatorURL: z.string().nullish(),
})
export type SeenAlert = z.infer<typeof seenAlertSchema>

/** An alert as it is listed and stored, with what the configuration says of its labels. */
export interface AlertFacts {
  readonly fingerprint: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** To the millisecond, where it is an instant at all. */
  readonly startsAt: string
  /** Only of an alert that has ended. Of the others the API says when they would, which moves on all the time. */
  readonly endsAt?: string
  readonly generatorUrl?: string
  readonly severity: AlertSeverity
  readonly sourceSeverity?: string
  readonly services: readonly string[]
  readonly assets: readonly AssetHint[]
}

/** An asset as a label tells it: an identifier of this kind, or a name where there is no kind. */
export interface AssetHint {
  readonly identifier?: string
  readonly value: string
}

/** Whether an alert is one of those that are left out. */
export function isIgnored({ labels: { alertname } }: SeenAlert, { ignore }: AlertmanagerConfig): boolean {
  return alertname !== undefined && ignore.includes(alertname)
}

/** The facts of an alert. Pure. */
export function alertFacts(alert: SeenAlert, config: AlertmanagerConfig, endsAt?: string): AlertFacts {
  const { fingerprint, labels, annotations, startsAt, generatorURL } = alert
  const word = filledLabel(labels, config.severityLabel)
  return {
    fingerprint,
    labels,
    annotations,
    startsAt: toMilliseconds(startsAt) ?? startsAt,
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(generatorURL === null || generatorURL === undefined
      ? {}
      : { generatorUrl: publicAddress(generatorURL) }),
    severity: severityOf(word, config),
    ...(word === undefined ? {} : { sourceSeverity: word }),
    services: [...new Set(config.serviceLabels.flatMap((label) => filledLabel(labels, label) ?? []))],
    assets: config.assets.flatMap(({ label, identifier, withoutPort }) => {
      const value = filledLabel(labels, label)
      if (value === undefined) return []
      const told = withoutPort ? hostOf(value) : value
      return told === '' ? [] : [{ ...(identifier === undefined ? {} : { identifier }), value: told }]
    }),
  }
}

function severityOf(
  word: string | undefined,
  { severities, otherSeverity }: AlertmanagerConfig,
): AlertSeverity {
  const known = Object.entries(severities).find(([each]) => each === word?.toLowerCase())
  return known?.[1] ?? otherSeverity
}

function filledLabel(labels: Readonly<Record<string, string>>, label: string): string | undefined {
  const value = Object.hasOwn(labels, label) ? labels[label]?.trim() : undefined
  return value === '' ? undefined : value
}

/**
 * An instant in UTC to the millisecond. Alertmanager's API cuts what is smaller, its notifications write nanoseconds,
 * which are cut here just as there: both tell the same alert by the same instant.
 */
export function toMilliseconds(instant: string): string | undefined {
  const parsed = Date.parse(instant)
  return Number.isNaN(parsed) ? undefined : new Date(parsed).toISOString()
}
