// Generated from Mutation.acknowledgeAgreementVersion by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type AcknowledgeAgreementVersionMutationVariables = {
  dryRun?: boolean;
  input: Types.AcknowledgeAgreementVersionInput;
};

export type AcknowledgeAgreementVersionMutation = { readonly acknowledgeAgreementVersion:
    | { readonly __typename: 'AcknowledgeAgreementVersionPayload', readonly agreementVersion: { readonly createdAt: string, readonly customerAcknowledgedAt: string | null, readonly customerName: string | null, readonly id: string, readonly number: number, readonly proposedAt: string, readonly proposedByName: string, readonly providerAcknowledgedAt: string | null, readonly providerName: string | null, readonly reason: string, readonly status: Open<Types.AgreementVersionStatus>, readonly target: number, readonly terms: string, readonly updatedAt: string, readonly validFrom: string | null, readonly validTo: string | null, readonly version: number, readonly agreement: { readonly id: string }, readonly customerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly proposedBy: { readonly id: string, readonly name: string } | null, readonly providerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Acknowledges a proposal for one side, by a person who leads the team on that side or a team above it; the one of an external party is noted by a person with the role APPROVER or ADMIN. With the second side, by another person, the version becomes active and supersedes the one before.
 */
export const AcknowledgeAgreementVersion: Document<Payloads<AcknowledgeAgreementVersionMutation>, AcknowledgeAgreementVersionMutationVariables> = {
  kind: 'mutation',
  name: 'AcknowledgeAgreementVersion',
  text: "mutation AcknowledgeAgreementVersion($dryRun:Boolean!=false$input:AcknowledgeAgreementVersionInput!){acknowledgeAgreementVersion(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on AcknowledgeAgreementVersionPayload{agreementVersion{agreement{id}createdAt customerAcknowledgedAt customerAcknowledgedBy{id name}customerName id number proposedAt proposedBy{id name}proposedByName providerAcknowledgedAt providerAcknowledgedBy{id name}providerName reason slo{id name}status target terms updatedAt validFrom validTo version}}}}",
};
