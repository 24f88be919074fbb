import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { MappingDecision, ServiceKey } from './rule-book.ts'

export type TaskReason = 'SEVERAL_NAMES' | 'SIMILAR_NAME' | 'NO_SERVICE'

/** Which service an answer of a rule means: one, one that is still to be made, or none that is certain. */
export type Resolution =
  | { readonly kind: 'service'; readonly serviceId: string }
  | { readonly kind: 'new'; readonly key: ServiceKey }
  | {
      readonly kind: 'task'
      readonly reason: TaskReason
      readonly names: readonly string[]
      /** UUIDs of the services that may be meant. */
      readonly candidates: readonly string[]
    }

interface Found {
  readonly made: string | null
  readonly exact: string | null
  readonly similar: readonly string[]
  readonly madeByName: readonly string[]
}

/** Finds the services that rules name. */
export class ServiceNames {
  readonly #found: ReadonlyMap<string, Found>

  constructor(found: ReadonlyMap<string, Found>) {
    this.#found = found
  }

  /** Which service a decision means. */
  resolve({ rule, keys }: MappingDecision): Resolution {
    if (rule.serviceId !== null) return { kind: 'service', serviceId: rule.serviceId }
    const [key, ...others] = keys
    if (key === undefined || others.length > 0) {
      const candidates = keys.flatMap((each) => this.#of(each)?.exact ?? [])
      return { kind: 'task', reason: 'SEVERAL_NAMES', names: keys.map(({ name }) => name), candidates }
    }
    const { made, exact, similar, madeByName } = this.#of(key) ?? NOTHING
    const names = [key.name]
    if (rule.createsService && made !== null) return { kind: 'service', serviceId: made }
    if (exact !== null) return { kind: 'service', serviceId: exact }
    if (rule.createsService) {
      if (similar.length === 0) return { kind: 'new', key }
      return { kind: 'task', reason: 'SIMILAR_NAME', names, candidates: similar }
    }
    const candidates = [...new Set([...madeByName, ...similar])].sort()
    const [only, ...more] = madeByName
    if (only !== undefined && more.length === 0 && similar.length === 0)
      return { kind: 'service', serviceId: only }
    return {
      kind: 'task',
      reason: candidates.length === 0 ? 'NO_SERVICE' : 'SIMILAR_NAME',
      names,
      candidates,
    }
  }

  #of(key: ServiceKey): Found | undefined {
    return this.#found.get(textOf(key))
  }
}

const NOTHING: Found = { made: null, exact: null, similar: [], madeByName: [] }

/** Looks up the services that these decisions may mean, in one statement. */
export async function serviceNames(
  db: Kysely<Database>,
  decisions: readonly MappingDecision[],
): Promise<ServiceNames> {
  const keys = new Map(
    decisions.flatMap(({ keys: given }) => given.map((key) => [textOf(key), key] as const)),
  )
  if (keys.size === 0) return new ServiceNames(new Map())
  const wanted = [...keys.values()]
  // A service that rules made and nobody has changed since is known by its key, every other one by its name.
  const untouched = sql`exists (
    select from mapped_service m where m.service_id = s.id and m.service_version = s.version)`
  const { rows } = await sql<ServiceKey & Found>`
    select k.name, k.namespace,
      (select m.service_id from mapped_service m where m.name = k.name and m.namespace = k.namespace) as made,
      (select s.id from service s
        where s.name in (k.name || ' (' || k.namespace || ')', k.name) and not ${untouched}
        order by s.name = k.name limit 1) as exact,
      array(select s.id from service s
        where service_name_key(s.name) = service_name_key(k.name) and not ${untouched} order by s.id) as similar,
      array(select m.service_id from mapped_service m join service s on s.id = m.service_id
        where m.name = k.name and s.lifecycle <> 'RETIRED' order by m.service_id) as "madeByName"
    from unnest(${wanted.map(({ name }) => name)}::text[], ${wanted.map(({ namespace }) => namespace)}::text[])
      as k (name, namespace)`.execute(db)
  return new ServiceNames(new Map(rows.map((row) => [textOf(row), row])))
}

/** A key as one text. */
export function textOf({ name, namespace }: ServiceKey): string {
  return JSON.stringify([name, namespace])
}
