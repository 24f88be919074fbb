/** What an actor may be. A role is a set of rights of its own and includes no other; an actor may have several. */
export const ROLES = ['VIEWER', 'EDITOR', 'APPROVER', 'CONNECTOR', 'ADMIN'] as const
export type Role = (typeof ROLES)[number]

/**
 * Who may use a field, a mutation or an input. Every rule of the schema names one of these sets; a right is given
 * to a role here and nowhere else.
 */
export const ROLE_SETS = {
  /** Parts of answers that lead nowhere by themselves, and what a source needs in order to do its work. */
  ANYONE: ROLES,
  /** The whole model with its figures. */
  READERS: ['VIEWER', 'EDITOR', 'APPROVER', 'ADMIN'],
  /** Works with people, and so reads how to reach one. */
  COORDINATORS: ['EDITOR', 'APPROVER', 'ADMIN'],
  /** Writes the model and the work of people: objectives, services, assets, links, tickets, changes, surveys. */
  MODELLERS: ['EDITOR', 'ADMIN'],
  /** Writes measurements, which people and programs both record. */
  RECORDERS: ['EDITOR', 'CONNECTOR', 'ADMIN'],
  /** Writes what sources write, and reads what sources sent. */
  FEEDERS: ['CONNECTOR', 'ADMIN'],
  /** Starts runs: to feed, or to approve what a run may retire. */
  RUN_STARTERS: ['CONNECTOR', 'APPROVER', 'ADMIN'],
  /** Approves what the server refuses to do by itself. */
  APPROVERS: ['APPROVER', 'ADMIN'],
  /** Sources with their settings, rules, single survey responses. */
  ADMINISTRATORS: ['ADMIN'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type RoleSet = keyof typeof ROLE_SETS

/** The roles of a set, in their order. */
export function rolesIn(set: RoleSet): readonly Role[] {
  return ROLE_SETS[set]
}

/** A role as it was given: for the whole organisation, or for a team with the teams below it. */
export interface Grant {
  readonly role: Role
  /** UUID; null for the whole organisation. */
  readonly team: string | null
}

/** The roles that an actor has for the whole organisation. */
export function organisationRoles(actor: {
  readonly roles: readonly Role[]
  readonly grants?: readonly Grant[] | undefined
}): readonly Role[] {
  const { roles, grants } = actor
  if (grants === undefined) return roles
  return ROLES.filter((role) => grants.some((grant) => grant.role === role && grant.team === null))
}

/** Whether one of an actor's roles is in a set. */
export function isIn(set: RoleSet, roles: readonly Role[]): boolean {
  return rolesIn(set).some((role) => roles.includes(role))
}
