// Generated from Mutation.endAgreement by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type EndAgreementMutationVariables = {
  dryRun?: boolean;
  input: Types.EndAgreementInput;
};

export type EndAgreementMutation = { readonly endAgreement:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'EndAgreementPayload', readonly agreement: { readonly createdAt: string, readonly description: string, readonly externalParty: string | null, readonly id: string, readonly kind: Open<Types.AgreementKind>, readonly reviewOn: string | null, readonly status: Open<Types.AgreementStatus>, readonly updatedAt: string, readonly version: number, readonly customerTeam: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Ends an agreement: its active version holds until a day, and its proposal is withdrawn.
 */
export const EndAgreement: Document<Payloads<EndAgreementMutation>, EndAgreementMutationVariables> = {
  kind: 'mutation',
  name: 'EndAgreement',
  text: "mutation EndAgreement($dryRun:Boolean!=false$input:EndAgreementInput!){endAgreement(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on EndAgreementPayload{agreement{createdAt customerTeam{id name}description externalParty id kind reviewOn service{id name}status updatedAt version}}}}",
};
