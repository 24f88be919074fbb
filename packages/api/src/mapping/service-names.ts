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
 * name; one that is retired gives its name up when one in use needs it.
 */
export function wantedNames(services: readonly MadeService[]): readonly ServiceChange[] {
  const inUse = services.filter(({ lifecycle }) => lifecycle !== 'RETIRED')
  const wanted = new Map(
    inUse.map(({ id, base, namespace, crowded }) => [id, serviceNameOf({ name: base, namespace }, crowded)]),
  )
  const needed = new Set(wanted.values())
  return services.flatMap(({ id, name, lifecycle }) => {
    const given = needed.has(name) ? `${name.slice(0, LONGEST_NAME - RETIRED.length)}${RETIRED}` : name
    const next = wanted.get(id) ?? given
    return next === name ? [] : [{ id, lifecycle, name: next }]
  })
}
