// Generated from Query.agreementVersions by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AgreementVersionsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.AgreementVersionFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.AgreementVersionOrder> | null | undefined;
};

export type AgreementVersionsQuery = { readonly agreementVersions: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly customerAcknowledgedAt: string | null, readonly customerName: string | null, readonly id: string, readonly number: number, readonly proposedAt: string, readonly proposedByName: string, readonly providerAcknowledgedAt: string | null, readonly providerName: string | null, readonly reason: string, readonly status: Open<Types.AgreementVersionStatus>, readonly target: number, readonly terms: string, readonly updatedAt: string, readonly validFrom: string | null, readonly validTo: string | null, readonly version: number, readonly agreement: { readonly id: string }, readonly customerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly proposedBy: { readonly id: string, readonly name: string } | null, readonly providerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All versions of agreements.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const AgreementVersions: Document<AgreementVersionsQuery, AgreementVersionsQueryVariables> = {
  kind: 'query',
  name: 'AgreementVersions',
  text: "query AgreementVersions($after:String$before:String$filter:AgreementVersionFilter$first:Int=100$last:Int$orderBy:[AgreementVersionOrder!]){agreementVersions(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{agreement{id}createdAt customerAcknowledgedAt customerAcknowledgedBy{id name}customerName id number proposedAt proposedBy{id name}proposedByName providerAcknowledgedAt providerAcknowledgedBy{id name}providerName reason slo{id name}status target terms updatedAt validFrom validTo version}pageInfo{hasNextPage endCursor}}}",
};
