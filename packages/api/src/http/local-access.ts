import type { BearerActor } from '../access/tokens.ts'
import { isSameSecret } from './one-time-code.ts'

/** Lets the command line in: who may read the files of the embedded server, or started this process. */
export interface LocalAccess {
  /** Who presents this secret; undefined if it is another. */
  actorOf(secret: string): BearerActor | undefined
}

/**
 * An administrator who shows a key that belongs to this process: after its end, whatever answers under its address
 * learns nothing of worth.
 * @param name as the audit trail names the actor, such as `cli:ada`
 */
export function localAccess(key: string, name: string): LocalAccess {
  const actor: BearerActor = { id: LOCAL, name, roles: ['ADMIN'], stored: null, expiresAt: null }
  return { actorOf: (secret) => (isSameSecret(secret, key) ? actor : undefined) }
}

/** The actor of limits and idempotency keys; no person or service account has this id. */
const LOCAL = '00000000-0000-0000-0000-000000000000'
