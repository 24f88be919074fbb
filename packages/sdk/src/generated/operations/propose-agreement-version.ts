// Generated from Mutation.proposeAgreementVersion by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type ProposeAgreementVersionMutationVariables = {
  dryRun?: boolean;
  input: Types.ProposeAgreementVersionInput;
};

export type ProposeAgreementVersionMutation = { readonly proposeAgreementVersion:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'ProposeAgreementVersionPayload', readonly agreement: { readonly createdAt: string, readonly description: string, readonly externalParty: string | null, readonly id: string, readonly kind: Open<Types.AgreementKind>, readonly reviewOn: string | null, readonly status: Open<Types.AgreementStatus>, readonly updatedAt: string, readonly version: number, readonly customerTeam: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } }, readonly agreementVersion: { readonly createdAt: string, readonly customerAcknowledgedAt: string | null, readonly customerName: string | null, readonly id: string, readonly number: number, readonly proposedAt: string, readonly proposedByName: string, readonly providerAcknowledgedAt: string | null, readonly providerName: string | null, readonly reason: string, readonly status: Open<Types.AgreementVersionStatus>, readonly target: number, readonly terms: string, readonly updatedAt: string, readonly validFrom: string | null, readonly validTo: string | null, readonly version: number, readonly agreement: { readonly id: string }, readonly customerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly proposedBy: { readonly id: string, readonly name: string } | null, readonly providerAcknowledgedBy: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Proposes a version of an agreement. It becomes active once both sides have acknowledged it. An agreement has one proposal at a time.
 */
export const ProposeAgreementVersion: Document<Payloads<ProposeAgreementVersionMutation>, ProposeAgreementVersionMutationVariables> = {
  kind: 'mutation',
  name: 'ProposeAgreementVersion',
  text: "mutation ProposeAgreementVersion($dryRun:Boolean!=false$input:ProposeAgreementVersionInput!){proposeAgreementVersion(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on ProposeAgreementVersionPayload{agreement{createdAt customerTeam{id name}description externalParty id kind reviewOn service{id name}status updatedAt version}agreementVersion{agreement{id}createdAt customerAcknowledgedAt customerAcknowledgedBy{id name}customerName id number proposedAt proposedBy{id name}proposedByName providerAcknowledgedAt providerAcknowledgedBy{id name}providerName reason slo{id name}status target terms updatedAt validFrom validTo version}}}}",
};
