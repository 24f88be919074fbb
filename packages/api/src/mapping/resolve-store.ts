import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyText } from '../graph/sql-arrays.ts'
import { type MappingDecision, type ServiceKey, serviceNameOf } from './rule-book.ts'

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

interface NamedService {
  readonly id: string
  readonly name: string
  /** The name that the row was looked up by. */
  readonly key: string
}

/**
 * Looks up the services that these decisions may mean: first those that rules have made, then, for what is left, all
 * others by their names. The number of statements does not depend on the number of decisions.
 */
export async function serviceNames(
  db: Kysely<Database>,
  decisions: readonly MappingDecision[],
): Promise<ServiceNames> {
  const keys = new Map(
    decisions.flatMap(({ keys: given }) => given.map((key) => [textOf(key), key] as const)),
  )
  if (keys.size === 0) return new ServiceNames(new Map())
  const made = await madeServices(db, new Set([...keys.values()].map(({ name }) => name)))
  const found = new Map<string, Found>()
  for (const [text, { name, namespace }] of keys) {
    const ofName = made.get(name) ?? []
    found.set(text, {
      ...NOTHING,
      made: ofName.find((each) => each.namespace === namespace)?.id ?? null,
      madeByName: ofName.filter(({ lifecycle }) => lifecycle !== 'RETIRED').map(({ id }) => id),
    })
  }
  const left = decisions.flatMap(({ rule, keys: given }) =>
    given.filter((key) => !rule.createsService || given.length > 1 || found.get(textOf(key))?.made === null),
  )
  const others = await otherServices(db, left)
  for (const key of left) {
    const full = serviceNameOf(key, true)
    const near = others.get(key.name) ?? []
    const exact =
      (others.get(full) ?? []).find(({ name }) => name === full) ?? near.find(({ name }) => name === key.name)
    found.set(textOf(key), {
      ...(found.get(textOf(key)) ?? NOTHING),
      exact: exact?.id ?? null,
      similar: near.map(({ id }) => id).sort(),
    })
  }
  return new ServiceNames(found)
}

interface Made {
  readonly id: string
  readonly name: string
  readonly namespace: string
  readonly lifecycle: string
}

/** The services that rules have made, by the name that the rules give. */
async function madeServices(
  db: Kysely<Database>,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly Made[]>> {
  const rows = await db
    .selectFrom('mapped_service as m')
    .innerJoin('service as s', 's.id', 'm.service_id')
    .select(['s.id', 'm.name', 'm.namespace', 's.lifecycle'])
    .where('m.name', '=', anyText([...names]))
    .orderBy('s.id')
    .execute()
  return Map.groupBy(rows, ({ name }) => name)
}

/**
 * Other services with these names or similar ones, by the name that was looked for. A service that rules made and nobody
 * has changed since is known by its key only.
 */
async function otherServices(
  db: Kysely<Database>,
  keys: readonly ServiceKey[],
): Promise<ReadonlyMap<string, readonly NamedService[]>> {
  if (keys.length === 0) return new Map()
  const names = [...new Set(keys.flatMap((key) => [key.name, serviceNameOf(key, true)]))]
  const { rows } = await sql<NamedService>`
    select s.id, s.name, k.name as key
    from unnest(${names}::text[]) as k (name)
    join service s on service_name_key(s.name) = service_name_key(k.name)
    where not exists (
      select from mapped_service m where m.service_id = s.id and m.service_version = s.version)
    order by s.id`.execute(db)
  return Map.groupBy(rows, ({ key }) => key)
}

/** A key as one text. */
export function textOf({ name, namespace }: ServiceKey): string {
  return JSON.stringify([name, namespace])
}
