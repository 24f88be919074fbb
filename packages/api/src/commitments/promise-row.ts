/** A service towards one group of its users, with what is recorded about both. Uuids. */
export interface PromiseRow {
  readonly serviceId: string
  readonly serviceName: string
  /** Null for all users of the service, or where the other party is outside the organisation. */
  readonly teamId: string | null
  readonly externalParty: string | null
  readonly expectationId: string | null
  readonly expected: number | null
  readonly agreementId: string | null
  /** Share of content users that the service aims at. */
  readonly csatTarget: number | null
  /** The version that holds on the day, otherwise the one that is proposed. */
  readonly versionId: string | null
  readonly acknowledged: boolean
  readonly promised: number | null
  /** The SLO that the version names. */
  readonly sloId: string | null
}

/** An SLO of a service, with its kept figures. */
export interface MeasuredSlo {
  readonly id: string
  readonly name: string
  readonly serviceId: string
  readonly target: number
  /** Null if nothing was measured in the window. */
  readonly attainment: number | null
  /** Whether the figures are kept and no older than two minutes. */
  readonly isFresh: boolean
}
