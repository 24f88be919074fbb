// Generated from Mutation.deleteAsset by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteAssetMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteAssetInput;
};

export type DeleteAssetMutation = { readonly deleteAsset:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteAssetPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes an Asset with its links. Its history stays in the audit trail.
 */
export const DeleteAsset: Document<Payloads<DeleteAssetMutation>, DeleteAssetMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteAsset',
  text: "mutation DeleteAsset($dryRun:Boolean!=false$input:DeleteAssetInput!){deleteAsset(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteAssetPayload{deletedId}}}",
};
