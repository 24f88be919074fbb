// Generated from Mutation.updateAgreement by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateAgreementMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateAgreementInput;
};

export type UpdateAgreementMutation = { readonly updateAgreement:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateAgreementPayload', readonly agreement: { readonly createdAt: string, readonly description: string, readonly externalParty: string | null, readonly id: string, readonly kind: Open<Types.AgreementKind>, readonly reviewOn: string | null, readonly status: Open<Types.AgreementStatus>, readonly updatedAt: string, readonly version: number, readonly customerTeam: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } } }
   };

/**
 * Updates the given fields of an Agreement. Null clears an optional field.
 */
export const UpdateAgreement: Document<Payloads<UpdateAgreementMutation>, UpdateAgreementMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateAgreement',
  text: "mutation UpdateAgreement($dryRun:Boolean!=false$input:UpdateAgreementInput!){updateAgreement(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateAgreementPayload{agreement{createdAt customerTeam{id name}description externalParty id kind reviewOn service{id name}status updatedAt version}}}}",
};
