import { isRecord } from '../../graph/argument.ts'
import { canonical, jsonOf, LABEL, type Labels } from './kept.ts'
import { API_VERSION, type OpenSloDocument } from './parts.ts'

const ORDER = ['DataSource', 'SLI', 'AlertNotificationTarget', 'AlertCondition', 'AlertPolicy']

/** The documents that the labels of an SLO keep. */
export function documentsOf(labels: Labels): readonly OpenSloDocument[] {
  const list = jsonOf(labels[LABEL.documents])
  if (!Array.isArray(list)) return []
  return list.flatMap((one: unknown) => {
    if (!isRecord(one) || !ORDER.includes(String(one.kind)) || !isRecord(one.metadata)) return []
    const { kind, metadata, spec } = one
    return [{ apiVersion: API_VERSION, kind, metadata, spec }]
  })
}

/** Documents that several SLOs refer to, each once. */
export class KeptDocuments {
  readonly #documents = new Map<string, OpenSloDocument>()

  /** Adds documents; of those with the same kind and name the first one counts. */
  add(documents: readonly OpenSloDocument[]): void {
    for (const document of documents) {
      const key = keyOf(document)
      if (!this.#documents.has(key)) this.#documents.set(key, document)
    }
  }

  /** Whether another document has its kind and name. */
  conflicts(document: OpenSloDocument): boolean {
    const present = this.#documents.get(keyOf(document))
    return present !== undefined && canonical(present) !== canonical(document)
  }

  /** By kind, in the order in which they refer to each other, and name. */
  inOrder(): readonly OpenSloDocument[] {
    return [...this.#documents]
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([, document]) => document)
  }
}

function keyOf({ kind, metadata }: OpenSloDocument): string {
  const name = isRecord(metadata) ? String(metadata.name) : ''
  return `${ORDER.indexOf(String(kind))} ${name}`
}
