// Generated from operations/add-external-reference.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type AddExternalReferenceMutationVariables = {
  input: Types.AddExternalReferenceInput;
};

export type AddExternalReferenceMutation = { readonly addExternalReference:
    | { readonly __typename: 'AddExternalReferencePayload', readonly externalReference: { readonly id: string, readonly source: string, readonly externalId: string, readonly url: string | null } }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Says what another system calls an entity.
 */
export const AddExternalReference: Document<Payloads<AddExternalReferenceMutation>, AddExternalReferenceMutationVariables> = {
  kind: 'mutation',
  name: 'AddExternalReference',
  text: "mutation AddExternalReference($input:AddExternalReferenceInput!){addExternalReference(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on AddExternalReferencePayload{externalReference{id source externalId url}}}}",
};
