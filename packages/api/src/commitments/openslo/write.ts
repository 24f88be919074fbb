import { ANNOTATION, LABEL, type Labels, metadataOf, patchBetween } from './kept.ts'
import { KeptDocuments } from './kept-documents.ts'
import { DISPLAYED, dnsLabel, Names } from './names.ts'
import {
  API_VERSION,
  DESCRIBED,
  described,
  type OpenSloDocument,
  type OwnSlo,
  withMetadata,
} from './parts.ts'
import { readOpenSlo } from './read.ts'
import { SloWriter } from './write-slo.ts'

/** A service as it is written. */
export interface OwnService {
  readonly name: string
  readonly description: string
  readonly kind: 'BUSINESS' | 'TECHNICAL'
  readonly labels: Labels
}

/**
 * SLOs with their services as OpenSLO v1 documents: services, what SLOs refer to, and SLOs, each in the order of their
 * names. Read again, they give the same SLOs and services.
 */
export function writeOpenSlo(
  slos: readonly OwnSlo[],
  services: readonly OwnService[],
): readonly OpenSloDocument[] {
  const serviceNames = namesOf(services)
  const kept = new KeptDocuments()
  const writer = new SloWriter((name) => serviceNames.get(name) ?? dnsLabel(name), kept)
  const written = writer.write(slos.toSorted((a, b) => compare(a.name, b.name)))
  return [
    ...services
      .toSorted((a, b) => compare(a.name, b.name))
      .map((service) => writeService(service, serviceNames.get(service.name) ?? dnsLabel(service.name))),
    ...kept.inOrder(),
    ...written,
  ]
}

/** The names of the documents of services, by the names of the services. */
function namesOf(services: readonly OwnService[]): Map<string, string> {
  const names = new Names()
  const stated = services.filter(({ labels }) => labels[LABEL.name] !== undefined)
  const result = new Map(stated.map(({ name, labels }) => [name, names.take(labels[LABEL.name] ?? name)]))
  for (const { name } of services) if (!result.has(name)) result.set(name, names.nameOf(name))
  return result
}

function writeService({ name, description, kind, labels }: OwnService, document: string): OpenSloDocument {
  const metadata = metadataOf(labels)
  const displayName = labels[LABEL.displayName] ?? (name === document ? undefined : name.slice(0, DISPLAYED))
  const isDerived = (displayName ?? document) === name && document === (labels[LABEL.name] ?? dnsLabel(name))
  const given = {
    ...metadata.annotations,
    ...(isDerived ? {} : { [ANNOTATION.name]: name }),
    ...(kind === 'BUSINESS' ? { [ANNOTATION.kind]: kind } : {}),
    ...(description.length > DESCRIBED ? { [ANNOTATION.description]: description } : {}),
  }
  const write = (annotations: Readonly<Record<string, string>>): OpenSloDocument => ({
    apiVersion: API_VERSION,
    kind: 'Service',
    metadata: withMetadata({ name: document, displayName, labels: metadata.labels }, annotations),
    spec: described(description),
  })
  const [read] = readOpenSlo([{ value: write(given), lineOf: () => 1 }]).services
  const derived = new Set<string>([LABEL.name, LABEL.displayName])
  const wanted = Object.fromEntries(Object.entries(labels).filter(([key]) => !derived.has(key)))
  const patch = patchBetween(read?.labels ?? {}, wanted)
  return write(patch === undefined ? given : { ...given, [ANNOTATION.labels]: patch })
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
