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
      /** UUIDs of the services that may be meant, in order. */
      readonly candidates: readonly string[]
    }

interface Found {
  /** The service that rules have made for the key, as long as no user or source has changed it. */
  readonly made: string | null
  /** The service that rules have made for the key and that someone else has changed since. */
  readonly adopted: string | null
  /** Any other service with the name. */
  readonly exact: string | null
  /** The same, unless rules have made it for another namespace. */
  readonly own: string | null
  /** Other services with similar names. */
  readonly similar: readonly string[]
}

/**
 * Finds the services that rules name. Services that only rules have written play no part: whether they were there first
 * makes no difference.
 */
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
      const candidates = [...new Set(keys.flatMap((each) => this.#of(each)?.exact ?? []))].sort()
      return { kind: 'task', reason: 'SEVERAL_NAMES', names: keys.map(({ name }) => name), candidates }
    }
    const { made, adopted, exact, own, similar } = this.#of(key) ?? NOTHING
    const names = [key.name]
    if (rule.createsService && adopted !== null) return { kind: 'service', serviceId: adopted }
    if (rule.createsService) {
      if (own !== null) return { kind: 'service', serviceId: own }
      if (similar.length > 0) return { kind: 'task', reason: 'SIMILAR_NAME', names, candidates: similar }
      return made === null ? { kind: 'new', key } : { kind: 'service', serviceId: made }
    }
    if (exact !== null) return { kind: 'service', serviceId: exact }
    return {
      kind: 'task',
      reason: similar.length === 0 ? 'NO_SERVICE' : 'SIMILAR_NAME',
      names,
      candidates: similar,
    }
  }

  #of(key: ServiceKey): Found | undefined {
    return this.#found.get(textOf(key))
  }
}

const NOTHING: Found = { made: null, adopted: null, exact: null, own: null, similar: [] }

interface NamedService {
  readonly id: string
  readonly name: string
  readonly lifecycle: string
  /** Whether it still has the name that rules have given it. */
  readonly named: boolean
  /** The name that the row was looked up by. */
  readonly key: string
}

/**
 * Looks up the services that these decisions may mean: those that rules have made, and all others by their names. The
 * number of statements does not depend on the number of decisions.
 */
export async function serviceNames(
  db: Kysely<Database>,
  decisions: readonly MappingDecision[],
): Promise<ServiceNames> {
  const keys = new Map(
    decisions.flatMap(({ keys: given }) => given.map((key) => [textOf(key), key] as const)),
  )
  if (keys.size === 0) return new ServiceNames(new Map())
  const made = await madeServices(db, [...keys.values()])
  const others = await otherServices(db, [...keys.values()])
  const found = new Map<string, Found>()
  for (const [text, key] of keys) {
    const ofKey = (made.get(key.name) ?? []).find(({ namespace }) => namespace === key.namespace)
    const full = serviceNameOf(key, true)
    const near = others.get(key.name) ?? []
    const same = [...(others.get(full) ?? []).filter(({ name }) => name === full), ...near].filter(
      ({ name }) => name === full || name === key.name,
    )
    const own = same.find(({ named }) => !named || key.namespace === '')
    found.set(text, {
      made: ofKey?.untouched === true ? ofKey.id : null,
      adopted: ofKey?.untouched === false ? ofKey.id : null,
      exact: same[0]?.id ?? null,
      own: own?.id ?? null,
      similar: near
        .flatMap(({ id, lifecycle, named }) => (lifecycle === 'RETIRED' || named ? [] : [id]))
        .sort(),
    })
  }
  return new ServiceNames(found)
}

interface Made {
  readonly id: string
  readonly name: string
  readonly namespace: string
  /** Whether only rules have changed it. */
  readonly untouched: boolean
}

/** The services that rules have made, by the name that the rules give. */
async function madeServices(
  db: Kysely<Database>,
  keys: readonly ServiceKey[],
): Promise<ReadonlyMap<string, readonly Made[]>> {
  const rows = await db
    .selectFrom('mapped_service as m')
    .innerJoin('service as s', 's.id', 'm.service_id')
    .select(['s.id', 'm.name', 'm.namespace'])
    .select(sql<boolean>`s.version = m.service_version`.as('untouched'))
    .where('m.name', '=', anyText([...new Set(keys.map(({ name }) => name))]))
    .orderBy('s.id')
    .execute()
  return Map.groupBy(rows, ({ name }) => name)
}

/**
 * Other services with these names or similar ones, by the name that was looked for. A service that only rules have
 * changed is known by its key only. So is one that a user has changed without giving it another name, except
 * to rules that do not ask for a namespace; the record of a source, in contrast, speaks for all namespaces.
 */
async function otherServices(
  db: Kysely<Database>,
  keys: readonly ServiceKey[],
): Promise<ReadonlyMap<string, readonly NamedService[]>> {
  const names = new Set(keys.map(({ name }) => name))
  const fullNames = new Set(keys.map((key) => serviceNameOf(key, true))).difference(names)
  // The key is that of service_name_key. `offset 0` computes it once for each name and looks it up by the index, whatever
  // PostgreSQL assumes about the size of the tables.
  const { rows } = await sql<NamedService>`
    with given as (
      select name, fold_case(spaced) collate "C" as key
      from (
        select name, regexp_replace(btrim(name), '[\\s_-]+', ' ', 'g') as spaced
        from unnest(${[...names]}::text[]) as n (name) offset 0) n
      offset 0),
    found as (
      select s.*, g.name as key
      from given g cross join lateral (
        select id, name, lifecycle, version from service where service_name_key(name) = g.key offset 0) s
      union all
      select id, name, lifecycle, version, name as key from service where name = ${anyText([...fullNames])})
    select s.id, s.name, s.lifecycle, s.key,
      coalesce(s.name in (m.name, m.name || ' (' || m.namespace || ')')
        and not exists (select from source_record r where r.service_id = s.id), false) as named
    from found s
    left join mapped_service m on m.service_id = s.id
    where m.service_version is distinct from s.version
    order by s.id`.execute(db)
  return Map.groupBy(rows, ({ key }) => key)
}

/** A key as one text. */
export function textOf({ name, namespace }: ServiceKey): string {
  return JSON.stringify([name, namespace])
}
