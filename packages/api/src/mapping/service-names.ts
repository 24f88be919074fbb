import { type ServiceKey, serviceNameOf } from './rule-book.ts'

/** What a service is to be called, and its lifecycle. */
export interface ServiceChange {
  readonly id: string
  readonly name: string
  readonly lifecycle: string
}

/** A service that rules made and that nobody else has changed since. */
export interface MadeService extends ServiceChange {
  /** The name that the rules give. */
  readonly base: string
  readonly namespace: ServiceKey['namespace']
  /** Whether another one that is not retired has the same base. */
  readonly crowded: boolean
}

const LONGEST_NAME = 200
const RETIRED = ' (retired)'

/**
 * The services whose names are to change: those in use have their namespace exactly if another one in use has the same
 * name; one that is retired leaves its name to others. All of them change at once, so that two may exchange their names.
 */
export function wantedNames(services: readonly MadeService[]): readonly ServiceChange[] {
  const used = new Set<string>()
  const named = services.toSorted((a, b) => Number(isRetired(a)) - Number(isRetired(b)))
  return named.flatMap((service) => {
    const { id, name, lifecycle, base, namespace, crowded } = service
    const next = isRetired(service)
      ? retiredName(service, used)
      : serviceNameOf({ name: base, namespace }, crowded)
    used.add(next)
    return next === name ? [] : [{ id, lifecycle, name: next }]
  })
}

function isRetired({ lifecycle }: ServiceChange): boolean {
  return lifecycle === 'RETIRED'
}

function retiredName({ id, base, name }: MadeService, used: ReadonlySet<string>): string {
  if (name.endsWith(`(${id})`)) return name
  const plain = `${base.slice(0, LONGEST_NAME - RETIRED.length)}${RETIRED}`
  return used.has(plain) ? `${base.slice(0, LONGEST_NAME - 40)} (${id})` : plain
}

/** Those changes that leave every service a name of its own, given who has the new names. */
export function possibleNames(
  changes: readonly ServiceChange[],
  holders: readonly Pick<ServiceChange, 'id' | 'name'>[],
): readonly ServiceChange[] {
  const first = new Map(changes.map(({ name, id }) => [name, id] as const).reverse())
  const changing = new Set(changes.map(({ id }) => id))
  const blocked = new Set(holders.flatMap(({ id, name }) => (changing.has(id) ? [] : [name])))
  const possible = changes.filter(({ id, name }) => !blocked.has(name) && first.get(name) === id)
  // One that keeps its name may have the name that another one waits for.
  return possible.length === changes.length ? changes : possibleNames(possible, holders)
}
