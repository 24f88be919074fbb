// Generated from operations/link-assets-to-service.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkAssetsToServiceMutationVariables = {
  input: Types.LinkAssetsToServiceInput;
};

export type LinkAssetsToServiceMutation = { readonly linkAssetsToService:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkAssetsToServicePayload', readonly linked: number, readonly service: { readonly id: string, readonly version: number } }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Says that a service needs assets, and how badly; links that are there take what is given.
 */
export const LinkAssetsToService: Document<Payloads<LinkAssetsToServiceMutation>, LinkAssetsToServiceMutationVariables> = {
  kind: 'mutation',
  name: 'LinkAssetsToService',
  text: "mutation LinkAssetsToService($input:LinkAssetsToServiceInput!){linkAssetsToService(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkAssetsToServicePayload{linked service{id version}}}}",
};
