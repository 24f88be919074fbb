import type { Row } from '@throughline/db'
import { sql } from 'kysely'
import { encodeGlobalId } from '../../graph/global-id.ts'
import type { Work } from '../../graph/mutation.ts'
import { canonical, LABEL, type Labels } from './kept.ts'
import { dnsLabel } from './names.ts'
import type { WantedService } from './read.ts'
import { type Applying, writeRow } from './steps-store.ts'

export type ServiceRow = Pick<Row<'service'>, 'id' | 'name'> & {
  readonly kind: string
  readonly description: string
  readonly labels: Labels
}

/** The services that documents name, and those that they create. */
export class Services {
  readonly #rows: ServiceRow[]
  /** By the names of their documents. */
  readonly #documents = new Map<string, ServiceRow>()

  private constructor(rows: ServiceRow[]) {
    this.#rows = rows
  }

  /** Reads the services that may be meant by one of these names. */
  static async read({ transaction }: Work, names: readonly string[]): Promise<Services> {
    const { rows } = await sql<ServiceRow>`
      select id, name, kind, description, labels from service
      where name = any(${names}::text[]) or labels->>${LABEL.name} = any(${names}::text[])
        or trim(both '-' from regexp_replace(
          regexp_replace(lower(normalize(name, NFKD)), '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+', '-', 'g'))
          = any(${names}::text[])
      order by name`.execute(transaction)
    return new Services(rows)
  }

  /** Those that a name means: by their document, the name that a label keeps, their own, or their own as a DNS label. */
  named(name: string): readonly ServiceRow[] {
    const declared = this.#documents.get(name)
    if (declared !== undefined) return [declared]
    const kept = this.#rows.filter(({ labels }) => labels[LABEL.name] === name)
    const own = this.exact(name)
    const similar = this.#rows.filter((row) => dnsLabel(row.name) === name)
    return [kept, own, similar].find((rows) => rows.length > 0) ?? []
  }

  exact(name: string): readonly ServiceRow[] {
    return this.#rows.filter((row) => row.name === name)
  }

  /** The service of an SLO; created where there is none. Undefined where that is a problem. */
  async ofSlo(
    name: string,
    document: number,
    path: readonly (string | number)[],
    applying: Applying,
  ): Promise<ServiceRow | undefined> {
    const [found, ...others] = this.named(name)
    if (others.length > 0) {
      const names = [found, ...others].map((row) => JSON.stringify(row?.name)).join(' and ')
      applying.problem(document, path, `is the name of the services ${names}; set the label ${LABEL.name}`)
      return undefined
    }
    if (found !== undefined) return found
    if (applying.existingOnly) {
      applying.problem(document, path, missingService(name))
      return undefined
    }
    applying.note(document, path, `there was no service "${name}"; it is created`)
    return this.#create({ name, kind: 'TECHNICAL' }, { document, path, applying })
  }

  /** Creates or updates the service of a document. */
  async declare(wanted: WantedService, applying: Applying): Promise<void> {
    const { document, ownName, name, displayName } = wanted
    const path = ['metadata', 'name']
    const rows =
      ownName === null
        ? [this.named(name), displayName === null ? [] : this.exact(displayName)]
        : [this.exact(ownName)]
    const [found, ...others] = rows.find((some) => some.length > 0) ?? []
    if (others.length > 0) {
      applying.problem(document, path, `is the name of ${others.length + 1} services`)
      return
    }
    const row = found ?? (await this.#new(wanted, applying))
    if (row === undefined) return
    this.#documents.set(name, row)
    if (found !== undefined) await this.#update(found, wanted, applying)
  }

  async #new(wanted: WantedService, applying: Applying): Promise<ServiceRow | undefined> {
    const { document, ownName, displayName } = wanted
    const path = ['metadata', 'name']
    if (applying.existingOnly) {
      applying.problem(document, path, missingService(wanted.name))
      return undefined
    }
    const name = ownName ?? displayName ?? wanted.name
    const values = {
      name,
      kind: wanted.kind ?? 'TECHNICAL',
      ...(wanted.description === null ? {} : { description: wanted.description }),
      labels: labelsFor(wanted, { name, labels: {} }),
    }
    return this.#create(values, { document, path, applying })
  }

  async #create(
    values: Partial<Omit<ServiceRow, 'id'>> & { readonly name: string; readonly kind: string },
    at: { document: number; path: readonly (string | number)[]; applying: Applying },
  ): Promise<ServiceRow> {
    const { document, path, applying } = at
    const id = await writeRow('createService', values, applying, { document, pathOf: () => path })
    const row = { description: '', labels: {}, ...values, id }
    this.#rows.push(row)
    applying.applied(document, { type: 'Service', id, name: row.name, outcome: 'CREATED', fields: [] })
    return row
  }

  async #update(row: ServiceRow, wanted: WantedService, applying: Applying): Promise<void> {
    const { document, description, kind } = wanted
    const labels = labelsFor(wanted, row)
    const changes = {
      ...(description === null || description === row.description ? {} : { description }),
      ...(kind === null || kind === row.kind ? {} : { kind }),
      ...(canonical(labels) === canonical(row.labels) ? {} : { labels }),
    }
    const fields = Object.keys(changes)
    if (fields.length > 0) {
      const input = { service: { id: encodeGlobalId('Service', row.id) }, ...changes }
      const pathOf = (field: string) =>
        field === 'description' ? ['spec', 'description'] : ['metadata', field === 'labels' ? field : 'name']
      await writeRow('updateService', input, applying, { document, pathOf })
    }
    const outcome = fields.length > 0 ? 'UPDATED' : 'UNCHANGED'
    applying.applied(document, { type: 'Service', id: row.id, name: row.name, outcome, fields })
  }
}

/** The labels of a service, with those of its document, and the name of the document where it cannot be derived. */
function labelsFor(wanted: WantedService, { name, labels }: Pick<ServiceRow, 'name' | 'labels'>): Labels {
  const { displayName, ownName } = wanted
  const isDerived = ownName !== null || dnsLabel(name) === wanted.name
  const isShown = displayName === null || displayName === name || ownName !== null
  return {
    ...labels,
    ...wanted.labels,
    ...(isDerived ? {} : { [LABEL.name]: wanted.name }),
    ...(isShown ? {} : { [LABEL.displayName]: displayName }),
  }
}

function missingService(name: string): string {
  return `there is no service "${name}"; create it, or set the label ${LABEL.name} of a service to this name`
}
