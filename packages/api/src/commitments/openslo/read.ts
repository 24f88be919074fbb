import type { RawDocument } from './documents.ts'
import { type Finding, Findings } from './findings.ts'
import { ANNOTATION, labelsFrom, patched } from './kept.ts'
import { type OpenSloObject, objectOf } from './objects.ts'
import { readSlo, type WantedSlo } from './read-slo.ts'
import { Referred, withoutSecretsOf } from './referred.ts'
import type { Kind, ObjectOf } from './schema.ts'

/** A service that a document describes. */
export interface WantedService {
  readonly document: number
  /** Name of the document, by which SLOs refer to it. */
  readonly name: string
  /** The name of the row, where an annotation states it. */
  readonly ownName: string | null
  readonly displayName: string | null
  /** Null where it is not stated. */
  readonly description: string | null
  readonly kind: 'BUSINESS' | 'TECHNICAL' | null
  readonly labels: Readonly<Record<string, string>>
}

/** A document that was read, whatever became of it. */
export interface ReadDocument {
  readonly kind: Kind
  readonly name: string
}

/** What OpenSLO documents want. */
export interface OpenSlo {
  /** By the places of the documents; undefined for those that are no objects that are read. */
  readonly documents: readonly (ReadDocument | undefined)[]
  readonly services: readonly WantedService[]
  readonly slos: readonly WantedSlo[]
  readonly problems: readonly Finding[]
  readonly notes: readonly Finding[]
}

/** The most documents that are read at once. */
const MOST = 1_000

/** Reads OpenSLO documents: those of v1, and of v2alpha what means the same. */
export function readOpenSlo(documents: readonly RawDocument[]): OpenSlo {
  const findings = new Findings()
  if (documents.length > MOST)
    findings.problem(MOST, [], `is one more than the ${MOST} documents that are taken at once`)
  const objects = documents.slice(0, MOST).flatMap((document, place) => {
    const object = objectOf(document, place, findings)
    return object === undefined ? [] : [withoutSecretsOf(object, findings)]
  })
  const seen = new Set<string>()
  for (const { document, kind, value } of objects) {
    const key = `${kind} ${value.metadata.name}`
    if (seen.has(key)) findings.problem(document, ['metadata', 'name'], `there are two documents ${key}`)
    seen.add(key)
  }
  const referred = new Referred(objects)
  const services = objects.flatMap((object) =>
    object.kind === 'Service' ? [readService(object.document, object.value, findings)] : [],
  )
  const slos = objects.flatMap((object) =>
    object.kind === 'SLO' ? readSlo(object.document, object.value, referred, findings) : [],
  )
  noteUnused(objects, referred, findings)
  const read: (ReadDocument | undefined)[] = documents.map(() => undefined)
  for (const { document, kind, value } of objects) read[document] = { kind, name: value.metadata.name }
  return { documents: read, services, slos, problems: findings.problems, notes: findings.notes }
}

function readService(
  document: number,
  { metadata, spec }: ObjectOf<'Service'>,
  findings: Findings,
): WantedService {
  const { annotations = {} } = metadata
  const kind = annotations[ANNOTATION.kind]
  if (kind !== undefined && kind !== 'BUSINESS' && kind !== 'TECHNICAL') {
    const path = ['metadata', 'annotations', ANNOTATION.kind]
    findings.problem(document, path, 'is BUSINESS or TECHNICAL')
  }
  return {
    document,
    name: metadata.name,
    ownName: annotations[ANNOTATION.name] ?? null,
    displayName: metadata.displayName ?? null,
    description: annotations[ANNOTATION.description] ?? spec?.description ?? null,
    kind: kind === 'BUSINESS' || kind === 'TECHNICAL' ? kind : null,
    labels: patched(labelsFrom(metadata), annotations[ANNOTATION.labels]),
  }
}

function noteUnused(objects: readonly OpenSloObject[], referred: Referred, findings: Findings): void {
  for (const object of objects) {
    if (object.kind === 'SLO' || object.kind === 'Service' || referred.isUsed(object)) continue
    findings.note(object.document, [], 'no SLO of these documents refers to it; it is not kept')
  }
}
