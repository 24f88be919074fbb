// Generated from operations/link-service-to-service.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkServiceToServiceMutationVariables = {
  input: Types.LinkServiceToServiceInput;
};

export type LinkServiceToServiceMutation = { readonly linkServiceToService:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkServiceToServicePayload', readonly dependency: { readonly id: string, readonly level: Open<Types.DependencyLevel> | null, readonly strength: number } }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Says that a service needs another, and how badly; a link that is there takes what is given.
 */
export const LinkServiceToService: Document<Payloads<LinkServiceToServiceMutation>, LinkServiceToServiceMutationVariables> = {
  kind: 'mutation',
  name: 'LinkServiceToService',
  text: "mutation LinkServiceToService($input:LinkServiceToServiceInput!){linkServiceToService(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkServiceToServicePayload{dependency{id level strength}}}}",
};
