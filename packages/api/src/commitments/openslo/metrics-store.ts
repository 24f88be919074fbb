import type { Row } from '@throughline/db'
import { sql } from 'kysely'
import { encodeGlobalId } from '../../graph/global-id.ts'
import type { Work } from '../../graph/mutation.ts'
import { type KeyedMetric, type NamedMetric, SLI_LABEL, type WantedMetric } from './metrics.ts'
import type { WantedSlo } from './read-slo.ts'
import type { ServiceRow, Services } from './services-store.ts'
import { type Applying, writeRow } from './steps-store.ts'

type MetricRow = Pick<Row<'metric'>, 'id' | 'name' | 'service_id'> & { readonly key: string | null }

/** The metrics that SLOs of documents are measured by, and those that they create. */
export class Metrics {
  readonly #work: Work
  /** Those that the label `openslo.sli` tells apart. */
  readonly #keyed: MetricRow[]
  readonly #services: Services

  private constructor(work: Work, keyed: MetricRow[], services: Services) {
    this.#work = work
    this.#keyed = keyed
    this.#services = services
  }

  static async read(work: Work, slos: readonly WantedSlo[], services: Services): Promise<Metrics> {
    const keys = slos.flatMap(({ metric, totalMetric }) =>
      [metric, totalMetric].flatMap((one) => (one?.by === 'KEY' ? one.keys : [])),
    )
    const { rows } = await sql<MetricRow>`
      select id, name, service_id, labels->>${SLI_LABEL} as key from metric
      where labels->>${SLI_LABEL} = any(${keys}::text[]) order by name, id`.execute(work.transaction)
    return new Metrics(work, rows, services)
  }

  /** The uuid of a metric; created where there is none. Undefined where that is a problem. */
  async find(
    wanted: WantedMetric,
    slo: WantedSlo,
    service: ServiceRow,
    applying: Applying,
  ): Promise<string | undefined> {
    return wanted.by === 'NAME'
      ? this.#named(wanted, slo, service, applying)
      : this.#known(wanted, slo, service, applying)
  }

  async #named(
    { name, path }: NamedMetric,
    { document }: WantedSlo,
    service: ServiceRow,
    applying: Applying,
  ): Promise<string | undefined> {
    const refuse = (message: string) => {
      applying.problem(document, path, message)
      return undefined
    }
    const referred = name.reference === undefined ? undefined : await this.#referred(name.reference)
    if (referred !== undefined) return referred
    const [subject, ...others] = await this.#subjects(name, service)
    if (subject === undefined) return refuse(`the subject of the metric "${name.metric}" is not there`)
    if (others.length > 0) return refuse(`"${subject.name}" is the name of several assets; use a reference`)
    const { type, column, id } = subject
    const found = await this.#work.transaction
      .selectFrom('metric')
      .select('id')
      .where('name', '=', name.metric)
      .where(column, '=', id)
      .executeTakeFirst()
    if (found !== undefined) return found.id
    const missing = `there is no metric "${name.metric}" of ${subject.name}`
    if (applying.existingOnly) return refuse(missing)
    if (name.kind === undefined) return refuse(`${missing}; state its kind to create it`)
    const values = {
      name: name.metric,
      unit: name.unit ?? '1',
      kind: name.kind,
      [type.toLowerCase()]: { id: encodeGlobalId(type, id) },
    }
    return this.#create(values, document, path, applying)
  }

  async #subjects(name: NamedMetric['name'], service: ServiceRow) {
    const { transaction } = this.#work
    if (name.asset !== undefined) {
      const assets = await transaction
        .selectFrom('asset')
        .select(['id', 'name'])
        .where('name', '=', name.asset)
        .where('merged_into', 'is', null)
        .execute()
      return assets.map((row) => ({ ...row, type: 'Asset', column: 'asset_id' }) as const)
    }
    if (name.objective !== undefined) {
      const objectives = await transaction
        .selectFrom('objective')
        .select(['id', 'title as name'])
        .where('title', '=', name.objective)
        .execute()
      return objectives.map((row) => ({ ...row, type: 'Objective', column: 'objective_id' }) as const)
    }
    const { service: stated } = name
    const exact = stated === undefined ? [service] : this.#services.exact(stated)
    const services = exact.length > 0 ? exact : this.#services.named(stated ?? '')
    return services.map(({ id, name }) => ({ id, name, type: 'Service', column: 'service_id' }) as const)
  }

  async #known(
    wanted: KeyedMetric,
    { document }: WantedSlo,
    service: ServiceRow,
    applying: Applying,
  ): Promise<string | undefined> {
    const { keys, path, reference, kind } = wanted
    const referred = reference === null ? undefined : await this.#referred(reference)
    if (referred !== undefined) return referred
    for (const key of keys) {
      const rows = this.#keyed.filter((row) => row.key === key)
      const own = rows.filter((row) => row.service_id === service.id)
      const [found, ...others] = own.length > 0 ? own : rows
      if (others.length > 0) {
        const text = `${others.length + 1} metrics have the label ${SLI_LABEL}: ${key}; leave it to one of them`
        applying.problem(document, path, text)
        return undefined
      }
      if (found !== undefined) return found.id
    }
    const [key] = keys
    if (applying.existingOnly) {
      const text = `no metric has the label ${SLI_LABEL}: ${keys.join(' or ')}; set it on the metric that is meant, or use a source of the type throughline with spec { metric, service }`
      applying.problem(document, path, text)
      return undefined
    }
    const name = await this.#freeName(wanted, service.id)
    const values = {
      name,
      unit: '1',
      kind,
      service: { id: encodeGlobalId('Service', service.id) },
      labels: { [SLI_LABEL]: key },
    }
    const id = await this.#create(values, document, path, applying)
    this.#keyed.push({ id, name, service_id: service.id, key })
    const text = `no metric was known for it; "${name}" of ${service.name} is created and has no samples yet`
    applying.note(document, path, text)
    return id
  }

  /** The first name that no metric of the service has. */
  async #freeName({ names }: KeyedMetric, serviceId: string): Promise<string> {
    const candidates = [...names, ...names.map((name) => `${name} 2`)].map((name) => name.slice(-200))
    const taken = await this.#work.transaction
      .selectFrom('metric')
      .select('name')
      .where('service_id', '=', serviceId)
      .where('name', 'in', candidates)
      .execute()
    const free = candidates.find((name) => !taken.some((row) => row.name === name))
    return free ?? candidates[0] ?? ''
  }

  async #referred({ source, id }: { source: string; id: string }): Promise<string | undefined> {
    const { rows } = await sql<{ id: string }>`
      select metric_id as id from external_reference
      where source = ${source} and external_id = ${id} and metric_id is not null`.execute(
      this.#work.transaction,
    )
    return rows[0]?.id
  }

  async #create(
    values: { readonly name: string; readonly unit: string; readonly kind: string },
    document: number,
    path: readonly (string | number)[],
    applying: Applying,
  ): Promise<string> {
    const id = await writeRow('createMetric', values, applying, { document, pathOf: () => path })
    applying.applied(document, { type: 'Metric', id, name: values.name, outcome: 'CREATED', fields: [] })
    return id
  }
}
