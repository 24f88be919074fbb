/** What an SLO counts in some time: its events, and its slices that had any. */
export interface Tally {
  readonly good: number
  readonly total: number
  readonly slices: {
    /** With events. */
    readonly measured: number
    readonly good: number
    /** Sum of the shares of good events. */
    readonly ratios: number
  }
}
