import { userInfo } from 'node:os'
import type { AuditContext } from '../access/audit.ts'

/** Who works at this command line, as the audit trail names them. */
export function cliAuditContext(command: string): AuditContext {
  return { actor: `cli:${userName()}`, requestId: `${command}:${process.pid}` }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // In a container a process may run as a number that no account has.
    return `uid-${process.getuid?.() ?? 'unknown'}`
  }
}
