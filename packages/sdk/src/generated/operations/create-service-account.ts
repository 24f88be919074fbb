// Generated from Mutation.createServiceAccount by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateServiceAccountMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateServiceAccountInput;
};

export type CreateServiceAccountMutation = { readonly createServiceAccount:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateServiceAccountPayload', readonly serviceAccount: { readonly createdAt: string, readonly description: string, readonly id: string, readonly name: string, readonly updatedAt: string, readonly version: number } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new ServiceAccount.
 */
export const CreateServiceAccount: Document<Payloads<CreateServiceAccountMutation>, CreateServiceAccountMutationVariables> = {
  kind: 'mutation',
  name: 'CreateServiceAccount',
  text: "mutation CreateServiceAccount($dryRun:Boolean!=false$input:CreateServiceAccountInput!){createServiceAccount(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateServiceAccountPayload{serviceAccount{createdAt description id name updatedAt version}}}}",
};
