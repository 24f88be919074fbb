// Generated from Mutation.deleteAgreement by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteAgreementMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteAgreementInput;
};

export type DeleteAgreementMutation = { readonly deleteAgreement:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteAgreementPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes an Agreement with its links. Its history stays in the audit trail.
 */
export const DeleteAgreement: Document<Payloads<DeleteAgreementMutation>, DeleteAgreementMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteAgreement',
  text: "mutation DeleteAgreement($dryRun:Boolean!=false$input:DeleteAgreementInput!){deleteAgreement(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteAgreementPayload{deletedId}}}",
};
