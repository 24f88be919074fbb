import type { AuditContext } from '../access/audit.ts'

/** In whose name the rules write what follows from them, and when. */
export interface MappingWriter {
  readonly at: Date
  readonly auditContext: AuditContext
}
