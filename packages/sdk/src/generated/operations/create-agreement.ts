// Generated from Mutation.createAgreement by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateAgreementMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateAgreementInput;
};

export type CreateAgreementMutation = { readonly createAgreement:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateAgreementPayload', readonly agreement: { readonly createdAt: string, readonly description: string, readonly externalParty: string | null, readonly id: string, readonly kind: Open<Types.AgreementKind>, readonly reviewOn: string | null, readonly status: Open<Types.AgreementStatus>, readonly updatedAt: string, readonly version: number, readonly customerTeam: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new Agreement.
 */
export const CreateAgreement: Document<Payloads<CreateAgreementMutation>, CreateAgreementMutationVariables> = {
  kind: 'mutation',
  name: 'CreateAgreement',
  text: "mutation CreateAgreement($dryRun:Boolean!=false$input:CreateAgreementInput!){createAgreement(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateAgreementPayload{agreement{createdAt customerTeam{id name}description externalParty id kind reviewOn service{id name}status updatedAt version}}}}",
};
