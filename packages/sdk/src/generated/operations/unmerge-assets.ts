// Generated from Mutation.unmergeAssets by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UnmergeAssetsMutationVariables = {
  dryRun?: boolean;
  input: Types.UnmergeAssetsInput;
};

export type UnmergeAssetsMutation = { readonly unmergeAssets:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UnmergeAssetsPayload', readonly restoredIds: ReadonlyArray<string> }
   };

/**
 * Undoes merges. The duplicates are restored with their own claims and with later updates of their sources. References added to the survivor after the merge stay there.
 */
export const UnmergeAssets: Document<Payloads<UnmergeAssetsMutation>, UnmergeAssetsMutationVariables> = {
  kind: 'mutation',
  name: 'UnmergeAssets',
  text: "mutation UnmergeAssets($dryRun:Boolean!=false$input:UnmergeAssetsInput!){unmergeAssets(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UnmergeAssetsPayload{restoredIds}}}",
};
