// Generated from Mutation.addExternalReference by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type AddExternalReferenceMutationVariables = {
  dryRun?: boolean;
  input: Types.AddExternalReferenceInput;
};

export type AddExternalReferenceMutation = { readonly addExternalReference:
    | { readonly __typename: 'AddExternalReferencePayload', readonly externalReference: { readonly createdAt: string, readonly externalId: string, readonly id: string, readonly source: string, readonly updatedAt: string, readonly url: string | null, readonly version: number } }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Notes what another system calls an entity, so that it can be found by that.
 */
export const AddExternalReference: Document<Payloads<AddExternalReferenceMutation>, AddExternalReferenceMutationVariables> = {
  kind: 'mutation',
  name: 'AddExternalReference',
  text: "mutation AddExternalReference($dryRun:Boolean!=false$input:AddExternalReferenceInput!){addExternalReference(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on AddExternalReferencePayload{externalReference{createdAt externalId id source updatedAt url version}}}}",
};
