// Generated from Query.agreementVersion by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AgreementVersionQueryVariables = {
  id: string;
};

export type AgreementVersionQuery = { readonly agreementVersion: { readonly createdAt: string, readonly customerAcknowledgedAt: string | null, readonly customerName: string | null, readonly id: string, readonly number: number, readonly proposedAt: string, readonly proposedByName: string, readonly providerAcknowledgedAt: string | null, readonly providerName: string | null, readonly reason: string, readonly status: Open<Types.AgreementVersionStatus>, readonly target: number, readonly terms: string, readonly updatedAt: string, readonly validFrom: string | null, readonly validTo: string | null, readonly version: number, readonly agreement: { readonly id: string }, readonly customerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly proposedBy: { readonly id: string, readonly name: string } | null, readonly providerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null } | null };

/**
 * One AgreementVersion by its id; null where there is none.
 */
export const AgreementVersion: Document<AgreementVersionQuery, AgreementVersionQueryVariables> = {
  kind: 'query',
  name: 'AgreementVersion',
  text: "query AgreementVersion($id:ID!){agreementVersion(id:$id){agreement{id}createdAt customerAcknowledgedAt customerAcknowledgedBy{id name}customerName id number proposedAt proposedBy{id name}proposedByName providerAcknowledgedAt providerAcknowledgedBy{id name}providerName reason slo{id name}status target terms updatedAt validFrom validTo version}}",
};
