/** What the questions of a command are about. */
export interface ClientNeeds {
  /** Whether any field may be asked for, also those about plugins. */
  readonly everything: boolean
}
