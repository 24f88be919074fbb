import { ANNOTATION, canonical, jsonOf, LABEL, type Labels, metadataOf, patchBetween } from './kept.ts'
import { documentsOf, type KeptDocuments } from './kept-documents.ts'
import { DISPLAYED, Names } from './names.ts'
import {
  API_VERSION,
  DESCRIBED,
  described,
  type OpenSloDocument,
  type OwnSlo,
  withMetadata,
} from './parts.ts'
import { readOpenSlo } from './read.ts'
import { writeIndicator } from './write-indicator.ts'

const METHODS = {
  OCCURRENCES: 'Occurrences',
  TIMESLICES: 'Timeslices',
  RATIO_TIMESLICES: 'RatioTimeslices',
} as const

/**
 * Writes SLOs as documents. Each document is read again before it is taken: what would be lost is put into annotations,
 * and SLOs that do not fit into one document get one each.
 */
export class SloWriter {
  readonly #serviceOf: (name: string) => string
  readonly #kept: KeptDocuments
  readonly #names = new Names()

  constructor(serviceOf: (name: string) => string, kept: KeptDocuments) {
    this.#serviceOf = serviceOf
    this.#kept = kept
  }

  write(slos: readonly OwnSlo[]): readonly OpenSloDocument[] {
    for (const { labels } of slos) this.#names.take(labels[LABEL.name] ?? '')
    return groupsIn(slos).flatMap((members) => {
      const name = statedName(members)
      const together = name === undefined ? undefined : this.#document(members, name)
      return together === undefined ? members.map((slo) => this.#single(slo)) : [together]
    })
  }

  #single(slo: OwnSlo): OpenSloDocument {
    const name = this.#names.nameOf(slo.name)
    // Labels that were edited by hand may hold what is no part of a document: they are kept as they are then.
    const document =
      this.#document([slo], name) ?? this.#document([{ ...slo, labels: plainOf(slo) }], name, slo)
    if (document === undefined) throw new RangeError(`the SLO ${slo.name} was not validated`)
    return document
  }

  /** The document of SLOs; undefined where it does not give them again. `wanted` has the labels that it has to give. */
  #document(
    members: readonly OwnSlo[],
    name: string,
    wanted: OwnSlo | undefined = members[0],
  ): OpenSloDocument | undefined {
    const [first] = members
    if (first === undefined || wanted === undefined || !isAlike(members)) return undefined
    const documents = documentsOf(first.labels)
    const parts = this.#parts(members, name, documents)
    const { slos: read, problems } = readOpenSlo(
      [parts.write(parts.annotations), ...documents].map((value) => ({ value, lineOf: () => 1 })),
    )
    if (problems.length > 0 || read.length !== members.length) return undefined
    const patches = read.map(({ settings }, index) => {
      const { labels, ...settingsOf } = members.length === 1 ? wanted : (members[index] ?? wanted)
      const isSame = Object.entries(settings).every(
        ([field, value]) => field === 'labels' || settingsOf[field as keyof typeof settingsOf] === value,
      )
      return isSame ? (patchBetween(settings.labels, labels) ?? '') : undefined
    })
    const [patch] = patches
    if (patch === undefined || !patches.every((one) => one === patch)) return undefined
    this.#kept.add(documents)
    return parts.write(
      patch === '' ? parts.annotations : { ...parts.annotations, [ANNOTATION.labels]: patch },
    )
  }

  #parts(members: readonly OwnSlo[], name: string, documents: readonly OpenSloDocument[]) {
    const [slo] = members
    if (slo === undefined) throw new RangeError('a document has at least one SLO')
    const metadata = metadataOf(slo.labels)
    const isOwnName = members.length > 1 || slo.name === name
    const generated = isOwnName ? undefined : slo.name.slice(0, DISPLAYED)
    const policies = jsonOf(slo.labels[LABEL.alertPolicies])
    const spec = {
      ...described(slo.description),
      service: this.#serviceOf(slo.service),
      ...writeIndicator(slo, name, documents, (document) => this.#kept.conflicts(document)),
      timeWindow: [windowOf(slo)],
      budgetingMethod: METHODS[slo.budgetingMethod],
      objectives: members.map(objectiveOf),
      ...(Array.isArray(policies) ? { alertPolicies: policies } : {}),
    }
    return {
      annotations: {
        ...metadata.annotations,
        ...(isOwnName ? {} : { [ANNOTATION.name]: slo.name }),
        ...(slo.description.length > DESCRIBED ? { [ANNOTATION.description]: slo.description } : {}),
        ...(slo.alerting ? {} : { [ANNOTATION.alerting]: 'false' }),
      },
      write: (annotations: Readonly<Record<string, string>>): OpenSloDocument => ({
        apiVersion: API_VERSION,
        kind: 'SLO',
        metadata: withMetadata(
          {
            name,
            displayName: slo.labels[LABEL.displayName] ?? generated,
            labels: metadata.labels,
          },
          annotations,
        ),
        spec,
      }),
    }
  }
}

/** The name of a document that its SLOs keep; undefined where a single SLO has another name. */
function statedName(members: readonly OwnSlo[]): string | undefined {
  const [first] = members
  const name = first?.labels[LABEL.name]
  return members.length > 1 || first?.name === name ? name : undefined
}

/** SLOs that were objectives of one document stand together, in the order of the objectives. */
function groupsIn(slos: readonly OwnSlo[]): readonly (readonly OwnSlo[])[] {
  const groups = Map.groupBy(slos, ({ name, labels }) =>
    labels[LABEL.position] === undefined ? `one ${name}` : `several ${labels[LABEL.name]}`,
  )
  const position = ({ labels }: OwnSlo) => Number(labels[LABEL.position] ?? 0)
  return [...groups.values()].map((members) => members.toSorted((a, b) => position(a) - position(b)))
}

/** Whether SLOs differ in their objectives only, as far as reading them again does not show. */
function isAlike(members: readonly OwnSlo[]): boolean {
  const parts = members.map(({ service, alerting, metric, totalMetric }) =>
    canonical([service, alerting, metric, totalMetric]),
  )
  return new Set(parts).size === 1
}

/** Its labels without those that keep something for OpenSLO. */
function plainOf({ labels }: OwnSlo): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith('openslo/')))
}

function windowOf({ duration, startTime, timeZone }: OwnSlo): object {
  return startTime === null
    ? { duration, isRolling: true }
    : { duration, calendar: { startTime, timeZone }, isRolling: false }
}

function objectiveOf(slo: OwnSlo): object {
  const displayName = slo.labels[LABEL.objective]
  return {
    ...(displayName === undefined ? {} : { displayName }),
    ...(slo.operator === null ? {} : { op: slo.operator.toLowerCase(), value: slo.threshold }),
    target: slo.target,
    ...(slo.timeSliceTarget === null ? {} : { timeSliceTarget: slo.timeSliceTarget }),
    ...(slo.timeSliceWindow === null ? {} : { timeSliceWindow: slo.timeSliceWindow }),
  }
}
