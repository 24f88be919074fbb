// Generated from Mutation.removeExternalReference by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RemoveExternalReferenceMutationVariables = {
  dryRun?: boolean;
  input: Types.RemoveExternalReferenceInput;
};

export type RemoveExternalReferenceMutation = { readonly removeExternalReference:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RemoveExternalReferencePayload', readonly deletedId: string }
   };

/**
 * Forgets what another system calls an entity.
 */
export const RemoveExternalReference: Document<Payloads<RemoveExternalReferenceMutation>, RemoveExternalReferenceMutationVariables> = {
  kind: 'mutation',
  name: 'RemoveExternalReference',
  text: "mutation RemoveExternalReference($dryRun:Boolean!=false$input:RemoveExternalReferenceInput!){removeExternalReference(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RemoveExternalReferencePayload{deletedId}}}",
};
