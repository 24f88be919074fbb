// Generated from operations/unlink-assets-from-service.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UnlinkAssetsFromServiceMutationVariables = {
  input: Types.UnlinkAssetsFromServiceInput;
};

export type UnlinkAssetsFromServiceMutation = { readonly unlinkAssetsFromService:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UnlinkAssetsFromServicePayload', readonly removed: number, readonly service: { readonly id: string, readonly version: number } | null }
   };

/**
 * Says that a service does not need assets any more.
 */
export const UnlinkAssetsFromService: Document<Payloads<UnlinkAssetsFromServiceMutation>, UnlinkAssetsFromServiceMutationVariables> = {
  kind: 'mutation',
  name: 'UnlinkAssetsFromService',
  text: "mutation UnlinkAssetsFromService($input:UnlinkAssetsFromServiceInput!){unlinkAssetsFromService(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UnlinkAssetsFromServicePayload{removed service{id version}}}}",
};
