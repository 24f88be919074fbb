// Generated from Mutation.reviseAgreementVersion by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type ReviseAgreementVersionMutationVariables = {
  dryRun?: boolean;
  input: Types.ReviseAgreementVersionInput;
};

export type ReviseAgreementVersionMutation = { readonly reviseAgreementVersion:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'ReviseAgreementVersionPayload', readonly agreementVersion: { readonly createdAt: string, readonly customerAcknowledgedAt: string | null, readonly customerName: string | null, readonly id: string, readonly number: number, readonly proposedAt: string, readonly proposedByName: string, readonly providerAcknowledgedAt: string | null, readonly providerName: string | null, readonly reason: string, readonly status: Open<Types.AgreementVersionStatus>, readonly target: number, readonly terms: string, readonly updatedAt: string, readonly validFrom: string | null, readonly validTo: string | null, readonly version: number, readonly agreement: { readonly id: string }, readonly customerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly proposedBy: { readonly id: string, readonly name: string } | null, readonly providerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Changes a proposal. Acknowledgements that it has are void. A version that both sides have acknowledged is never changed: propose a new one.
 */
export const ReviseAgreementVersion: Document<Payloads<ReviseAgreementVersionMutation>, ReviseAgreementVersionMutationVariables> = {
  kind: 'mutation',
  name: 'ReviseAgreementVersion',
  text: "mutation ReviseAgreementVersion($dryRun:Boolean!=false$input:ReviseAgreementVersionInput!){reviseAgreementVersion(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on ReviseAgreementVersionPayload{agreementVersion{agreement{id}createdAt customerAcknowledgedAt customerAcknowledgedBy{id name}customerName id number proposedAt proposedBy{id name}proposedByName providerAcknowledgedAt providerAcknowledgedBy{id name}providerName reason slo{id name}status target terms updatedAt validFrom validTo version}}}}",
};
