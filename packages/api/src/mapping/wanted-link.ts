import type { StoredRule } from './rule-book.ts'

/** A link that a rule wants. */
export interface WantedLink {
  readonly assetId: string
  readonly serviceId: string
  readonly rule: StoredRule
}
