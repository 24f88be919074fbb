import type { AuditContext } from '../../access/audit.ts'
import type { ScopeRun } from './source-records.ts'

/** What the work on one page knows of the run it belongs to. */
export interface RunContext {
  readonly listing: ScopeRun
  readonly sourceName: string
  readonly precedence: number
  /** When the run began: what it writes says so. */
  readonly at: Date
  /** What the run reads up to; fixed when it begins, whoever goes on with it. */
  readonly until: Date
  readonly auditContext: AuditContext
}
