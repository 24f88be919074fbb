import type { Path } from './documents.ts'
import type { Findings } from './findings.ts'
import { canonical, LABEL } from './kept.ts'
import { type Indicator, isOurs, readIndicator } from './metrics.ts'
import type { OpenSloObject } from './objects.ts'
import type { ConditionSpec, Kind, ObjectOf, PolicySpec, SliSpec, SloSpec } from './schema.ts'
import { withoutSecrets } from './secrets.ts'

/** A document that others refer to, as it is kept with the SLO. */
export interface KeptDocument {
  readonly kind: string
  readonly metadata: object
  readonly spec: unknown
}

/** The documents by kind and name, without secrets, and which of them were referred to. */
export class Referred {
  readonly #objects = new Map<string, OpenSloObject>()
  readonly #used = new Set<string>()
  /** The types of DataSources by their names. */
  readonly types = new Map<string, string>()

  constructor(objects: readonly OpenSloObject[]) {
    for (const object of objects) {
      this.#objects.set(`${object.kind} ${object.value.metadata.name}`, object)
      if (object.kind === 'DataSource') this.types.set(object.value.metadata.name, object.value.spec.type)
    }
  }

  find<K extends Kind>(kind: K, name: string): (ObjectOf<K> & { readonly document: number }) | undefined {
    const key = `${kind} ${name}`
    const object = this.#objects.get(key)
    if (object === undefined) return undefined
    this.#used.add(key)
    // The key has the kind.
    return { ...(object.value as ObjectOf<K>), document: object.document }
  }

  isUsed({ kind, value }: OpenSloObject): boolean {
    return this.#used.has(`${kind} ${value.metadata.name}`)
  }
}

/** What an SLO says about its indicator. */
export interface IndicatorRead extends Indicator {
  /** Labels that keep what the settings of an SLO do not have. */
  readonly labels: Readonly<Record<string, string>>
  readonly documents: readonly KeptDocument[]
}

/** Reads the indicator of an SLO, given inline or by its name. */
export function indicatorOf(
  slo: { readonly document: number; readonly name: string; readonly spec: SloSpec },
  referred: Referred,
  findings: Findings,
): IndicatorRead | undefined {
  const { indicator, indicatorRef } = slo.spec
  const { document } = slo
  const { types } = referred
  if ((indicator === undefined) === (indicatorRef === undefined)) {
    findings.problem(document, ['spec'], 'has to have either indicator or indicatorRef')
    return undefined
  }
  if (indicatorRef !== undefined) {
    const sli = referred.find('SLI', indicatorRef)
    if (sli === undefined) {
      const text = `no document is an SLI of the name "${indicatorRef}"`
      findings.problem(document, ['spec', 'indicatorRef'], text)
      return undefined
    }
    const at = { document: sli.document, path: ['spec'], names: [indicatorRef], types } as const
    const read = readIndicator(sli.spec, at, findings)
    if (read === undefined) return undefined
    const kept = { kind: 'SLI', metadata: sli.metadata, spec: sli.spec }
    const labels = { [LABEL.indicator]: canonical({ indicatorRef }) }
    return { ...read, labels, documents: [kept, ...dataSources(sli.spec, referred)] }
  }
  if (indicator === undefined) return undefined
  const { metadata = { name: slo.name }, spec } = indicator
  const names = [`${slo.name}/${metadata.name}`, metadata.name] as const
  const at = { document, path: ['spec', 'indicator', 'spec'], names, types } as const
  const read = readIndicator(spec, at, findings)
  if (read === undefined) return undefined
  const isPlain =
    sourcesOf(spec).every((source) => source.metricSourceRef === undefined && isOurs(source)) &&
    spec.description === undefined &&
    canonical(metadata) === canonical({ name: slo.name })
  const labels = isPlain ? {} : { [LABEL.indicator]: canonical({ metadata, spec }) }
  return { ...read, labels, documents: dataSources(spec, referred) }
}

/** The sources of the metrics of an SLI. */
export function sourcesOf({ thresholdMetric, ratioMetric = {} }: SliSpec) {
  const { good, bad, total, raw } = ratioMetric
  return [thresholdMetric, good, bad, total, raw].flatMap((one) =>
    one === undefined ? [] : one.metricSource,
  )
}

function dataSources(spec: SliSpec, referred: Referred): KeptDocument[] {
  const names = new Set(sourcesOf(spec).flatMap(({ metricSourceRef }) => metricSourceRef ?? []))
  return [...names].flatMap((name) => keptOf('DataSource', name, referred))
}

function keptOf(kind: Kind, name: string, referred: Referred): KeptDocument[] {
  const found = referred.find(kind, name)
  return found === undefined ? [] : [{ kind, metadata: found.metadata, spec: found.spec ?? {} }]
}

/** A condition that watches an SLO, with its place. */
export interface PlacedCondition {
  readonly spec: ConditionSpec
  readonly document: number
  readonly path: Path
}

/** What an SLO says about its alert policies. */
export interface AlertsRead {
  readonly conditions: readonly PlacedCondition[]
  readonly labels: Readonly<Record<string, string>>
  readonly documents: readonly KeptDocument[]
}

/** Reads the alert policies of an SLO, with what they refer to. */
export function alertsOf(
  { document, spec }: { readonly document: number; readonly spec: SloSpec },
  referred: Referred,
  findings: Findings,
): AlertsRead {
  const { alertPolicies = [] } = spec
  const conditions: PlacedCondition[] = []
  const documents: KeptDocument[] = []
  for (const [index, policy] of alertPolicies.entries()) {
    const path: Path = ['spec', 'alertPolicies', index]
    const { alertPolicyRef, spec: inline } = policy
    if (alertPolicyRef === undefined) {
      if (inline === undefined) findings.problem(document, path, 'has neither alertPolicyRef nor spec')
      else within(inline, document, [...path, 'spec'])
      continue
    }
    const found = referred.find('AlertPolicy', alertPolicyRef)
    if (found === undefined) {
      const text = `no document is an AlertPolicy of the name "${alertPolicyRef}"; the name is kept`
      findings.note(document, [...path, 'alertPolicyRef'], text)
      continue
    }
    documents.push(...keptOf('AlertPolicy', alertPolicyRef, referred))
    within(found.spec, found.document, ['spec'])
  }
  return {
    conditions,
    documents,
    labels: alertPolicies.length === 0 ? {} : { [LABEL.alertPolicies]: canonical(alertPolicies) },
  }

  function within(policy: PolicySpec, of: number, path: Path): void {
    for (const [index, { conditionRef, spec }] of (policy.conditions ?? []).entries()) {
      const place: Path = [...path, 'conditions', index]
      if (spec !== undefined) conditions.push({ spec, document: of, path: [...place, 'spec'] })
      if (conditionRef === undefined) continue
      const found = referred.find('AlertCondition', conditionRef)
      if (found === undefined) {
        const text = `no document is an AlertCondition of the name "${conditionRef}"; the name is kept`
        findings.note(of, [...place, 'conditionRef'], text)
        continue
      }
      documents.push(...keptOf('AlertCondition', conditionRef, referred))
      conditions.push({ spec: found.spec, document: found.document, path: ['spec'] })
    }
    for (const [index, target] of (policy.notificationTargets ?? []).entries()) {
      const { targetRef } = target
      if (typeof targetRef === 'string')
        documents.push(...keptOf('AlertNotificationTarget', targetRef, referred))
      const text = 'is kept, but not notified'
      findings.note(of, [...path, 'notificationTargets', index], text)
    }
  }
}

/** An object without its secrets, each of which is noted. */
export function withoutSecretsOf(object: OpenSloObject, findings: Findings): OpenSloObject {
  const { document, value } = object
  const spec = withoutSecrets(
    value.spec,
    (path) => findings.note(document, path, 'looks like a secret and is left out'),
    ['spec'],
  )
  // Only members of free parts are left out: the shape stays that of the kind.
  return { ...object, value: { ...value, spec } } as OpenSloObject
}
