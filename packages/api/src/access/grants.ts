import { type Grant, ROLES, type Role } from '../graph/roles.ts'

/** What an actor may, as its context has it. */
export interface Rights {
  readonly roles: readonly Role[]
  /** Left out if all roles are of the whole organisation. */
  readonly grants?: readonly Grant[]
}

/**
 * The rights of an actor.
 * @param stored `EDITOR` for the whole organisation, `EDITOR:<uuid>` for a team
 * @param stated roles of the whole organisation from elsewhere
 */
export function rightsFrom(stored: readonly string[], stated: readonly Role[] = []): Rights {
  const grants = [...stated, ...stored].flatMap((text): Grant[] => {
    const [name, team = null] = text.split(':')
    const role = ROLES.find((known) => known === name)
    return role === undefined ? [] : [{ role, team }]
  })
  const roles = ROLES.filter((role) => grants.some((grant) => grant.role === role))
  return grants.every(({ team }) => team === null) ? { roles } : { roles, grants }
}
