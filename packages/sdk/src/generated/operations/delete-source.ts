// Generated from Mutation.deleteSource by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteSourceMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteSourceInput;
};

export type DeleteSourceMutation = { readonly deleteSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteSourcePayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a source and ends its claims. Entities without a claim of another source are retired. The audit trail is kept. A source with more than 5,000 records is paused with the code DELETING, and a worker deletes it in steps.
 */
export const DeleteSource: Document<Payloads<DeleteSourceMutation>, DeleteSourceMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteSource',
  text: "mutation DeleteSource($dryRun:Boolean!=false$input:DeleteSourceInput!){deleteSource(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteSourcePayload{deletedId}}}",
};
