/** What a command needs of the API. */
export interface ClientNeeds {
  /** Whether any field may be asked for, also those about plugins. */
  readonly everything: boolean
  /** Whether it writes: then a home that is empty gets a database, and one of an older version is migrated. */
  readonly writes: boolean
  /** The command as the audit trail names it, if it is neither `apply` nor `ask`. */
  readonly command?: string
}
