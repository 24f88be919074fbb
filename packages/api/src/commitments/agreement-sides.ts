/** What a side of an agreement is. */
export const SIDES = ['PROVIDER', 'CUSTOMER'] as const
export type Side = (typeof SIDES)[number]

/** What of an agreement says who speaks for each side. Uuids. */
export interface AgreementParties {
  readonly kind: string
  readonly customerTeamId: string | null
  readonly externalParty: string | null
  /** Owner of the service. */
  readonly ownerId: string | null
}

/** Who stands on a side: a team of the organisation, an external party, or a service's owner that is not known. */
export type Party =
  | { readonly type: 'TEAM'; readonly id: string }
  | { readonly type: 'EXTERNAL'; readonly name: string }
  | { readonly type: 'NO_OWNER' }

/** The party on a side of an agreement. */
export function partyOf(agreement: AgreementParties, side: Side): Party {
  const { kind, customerTeamId, externalParty, ownerId } = agreement
  const owner: Party = ownerId === null ? { type: 'NO_OWNER' } : { type: 'TEAM', id: ownerId }
  const external: Party = { type: 'EXTERNAL', name: externalParty ?? '' }
  const customer: Party | null = customerTeamId === null ? null : { type: 'TEAM', id: customerTeamId }
  if (kind === 'UNDERPINNING_CONTRACT') return side === 'PROVIDER' ? external : (customer ?? owner)
  return side === 'PROVIDER' ? owner : (customer ?? external)
}

export function otherSide(side: Side): Side {
  return side === 'PROVIDER' ? 'CUSTOMER' : 'PROVIDER'
}
