import {
  type AlertRecord,
  type AssetReference,
  InvalidRecordError,
  neutralRecord,
  truncate,
} from '@throughline/plugin-kit'
import { type AlertFacts, type AssetHint, toMilliseconds } from './alert.ts'

/** What Alertmanager itself tells one time of an alert by: the fingerprint of its labels, and when it began. */
export function alertId({ fingerprint, startsAt }: Pick<AlertFacts, 'fingerprint' | 'startsAt'>): string {
  return `${fingerprint}/${startsAt}`
}

/** What the facts of an alert mean. Pure. @throws InvalidRecordError when an instant in them is none. */
export function mapAlert(facts: AlertFacts): AlertRecord {
  const { labels, annotations, generatorUrl, sourceSeverity } = facts
  const startsAt = checkedInstant(facts, facts.startsAt)
  const endsAt = facts.endsAt === undefined ? undefined : checkedInstant(facts, facts.endsAt)
  const title = first(annotations.summary, annotations.title, labels.alertname) ?? facts.fingerprint
  const description = first(annotations.description, annotations.message)
  return neutralRecord({
    type: 'alert',
    externalId: alertId(facts),
    fingerprint: facts.fingerprint,
    title,
    description,
    severity: facts.severity,
    sourceSeverity,
    startsAt,
    endsAt: endsAt === undefined ? undefined : latest(startsAt, endsAt),
    labels,
    url: generatorUrl !== undefined && isAddress(generatorUrl) ? generatorUrl : undefined,
    services: facts.services.length === 0 ? undefined : [...facts.services],
    assets: facts.assets.length === 0 ? undefined : facts.assets.map(assetOf),
  })
}

function assetOf({ identifier, value }: AssetHint): AssetReference {
  if (identifier === undefined) return { name: truncate(value, 300) }
  return { identifier: { kind: identifier, value: truncate(value, 500) } }
}

function checkedInstant(facts: AlertFacts, text: string): string {
  const found = toMilliseconds(text)
  if (found === undefined)
    throw new InvalidRecordError(`${facts.fingerprint}: ${JSON.stringify(text)} is no instant`)
  return found
}

/** Clocks differ: an alert that ended before it began ended at once. */
function latest(...instants: readonly string[]): string {
  return instants.toSorted().at(-1) ?? ''
}

function first(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined && text.trim() !== '')
}

function isAddress(text: string): boolean {
  return text.length <= 2000 && URL.canParse(text) && /^https?:/i.test(text)
}
