// Generated from Mutation.rejectAgreementVersion by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RejectAgreementVersionMutationVariables = {
  dryRun?: boolean;
  input: Types.RejectAgreementVersionInput;
};

export type RejectAgreementVersionMutation = { readonly rejectAgreementVersion:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RejectAgreementVersionPayload', readonly agreementVersion: { readonly createdAt: string, readonly customerAcknowledgedAt: string | null, readonly customerName: string | null, readonly id: string, readonly number: number, readonly proposedAt: string, readonly proposedByName: string, readonly providerAcknowledgedAt: string | null, readonly providerName: string | null, readonly reason: string, readonly status: Open<Types.AgreementVersionStatus>, readonly target: number, readonly terms: string, readonly updatedAt: string, readonly validFrom: string | null, readonly validTo: string | null, readonly version: number, readonly agreement: { readonly id: string }, readonly customerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly proposedBy: { readonly id: string, readonly name: string } | null, readonly providerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Rejects a proposal for one side, by a person who may acknowledge it for that side.
 */
export const RejectAgreementVersion: Document<Payloads<RejectAgreementVersionMutation>, RejectAgreementVersionMutationVariables> = {
  kind: 'mutation',
  name: 'RejectAgreementVersion',
  text: "mutation RejectAgreementVersion($dryRun:Boolean!=false$input:RejectAgreementVersionInput!){rejectAgreementVersion(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RejectAgreementVersionPayload{agreementVersion{agreement{id}createdAt customerAcknowledgedAt customerAcknowledgedBy{id name}customerName id number proposedAt proposedBy{id name}proposedByName providerAcknowledgedAt providerAcknowledgedBy{id name}providerName reason slo{id name}status target terms updatedAt validFrom validTo version}}}}",
};
