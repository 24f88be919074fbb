// Generated from Mutation.updateServiceAccount by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateServiceAccountMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateServiceAccountInput;
};

export type UpdateServiceAccountMutation = { readonly updateServiceAccount:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateServiceAccountPayload', readonly serviceAccount: { readonly createdAt: string, readonly description: string, readonly id: string, readonly name: string, readonly updatedAt: string, readonly version: number } }
   };

/**
 * Updates the given fields of a ServiceAccount. Null clears an optional field.
 */
export const UpdateServiceAccount: Document<Payloads<UpdateServiceAccountMutation>, UpdateServiceAccountMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateServiceAccount',
  text: "mutation UpdateServiceAccount($dryRun:Boolean!=false$input:UpdateServiceAccountInput!){updateServiceAccount(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateServiceAccountPayload{serviceAccount{createdAt description id name updatedAt version}}}}",
};
