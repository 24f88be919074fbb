// Generated from Mutation.deleteChangeWindow by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteChangeWindowMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteChangeWindowInput;
};

export type DeleteChangeWindowMutation = { readonly deleteChangeWindow:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteChangeWindowPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a ChangeWindow with its links. Its history stays in the audit trail.
 */
export const DeleteChangeWindow: Document<Payloads<DeleteChangeWindowMutation>, DeleteChangeWindowMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteChangeWindow',
  text: "mutation DeleteChangeWindow($dryRun:Boolean!=false$input:DeleteChangeWindowInput!){deleteChangeWindow(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteChangeWindowPayload{deletedId}}}",
};
