// Generated from Mutation.deleteSource by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteSourceMutationVariables = {
  input: Types.DeleteSourceInput;
};

export type DeleteSourceMutation = { readonly deleteSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteSourcePayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Removes a source with what it said: its claims end, and what nobody else tells of is retired. What happened stays in the audit trail.
 */
export const DeleteSource: Document<Payloads<DeleteSourceMutation>, DeleteSourceMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteSource',
  text: "mutation DeleteSource($input:DeleteSourceInput!){deleteSource(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteSourcePayload{deletedId}}}",
};
