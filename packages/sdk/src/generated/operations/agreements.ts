// Generated from Query.agreements by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AgreementsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.AgreementFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.AgreementOrder> | null | undefined;
};

export type AgreementsQuery = { readonly agreements: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly description: string, readonly externalParty: string | null, readonly id: string, readonly kind: Open<Types.AgreementKind>, readonly reviewOn: string | null, readonly status: Open<Types.AgreementStatus>, readonly updatedAt: string, readonly version: number, readonly customerTeam: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All agreements.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Agreements: Document<AgreementsQuery, AgreementsQueryVariables> = {
  kind: 'query',
  name: 'Agreements',
  text: "query Agreements($after:String$before:String$filter:AgreementFilter$first:Int=100$last:Int$orderBy:[AgreementOrder!]){agreements(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{createdAt customerTeam{id name}description externalParty id kind reviewOn service{id name}status updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
