// Generated from Mutation.deletePerson by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeletePersonMutationVariables = {
  dryRun?: boolean;
  input: Types.DeletePersonInput;
};

export type DeletePersonMutation = { readonly deletePerson:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeletePersonPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a Person with its links. Its history stays in the audit trail.
 */
export const DeletePerson: Document<Payloads<DeletePersonMutation>, DeletePersonMutationVariables> = {
  kind: 'mutation',
  name: 'DeletePerson',
  text: "mutation DeletePerson($dryRun:Boolean!=false$input:DeletePersonInput!){deletePerson(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeletePersonPayload{deletedId}}}",
};
