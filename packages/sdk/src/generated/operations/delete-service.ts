// Generated from Mutation.deleteService by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteServiceMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteServiceInput;
};

export type DeleteServiceMutation = { readonly deleteService:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteServicePayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a Service with its links. Its history stays in the audit trail.
 */
export const DeleteService: Document<Payloads<DeleteServiceMutation>, DeleteServiceMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteService',
  text: "mutation DeleteService($dryRun:Boolean!=false$input:DeleteServiceInput!){deleteService(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteServicePayload{deletedId}}}",
};
