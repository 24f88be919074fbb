// Generated from Mutation.deleteProcess by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteProcessMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteProcessInput;
};

export type DeleteProcessMutation = { readonly deleteProcess:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteProcessPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a Process with its links. Its history stays in the audit trail.
 */
export const DeleteProcess: Document<Payloads<DeleteProcessMutation>, DeleteProcessMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteProcess',
  text: "mutation DeleteProcess($dryRun:Boolean!=false$input:DeleteProcessInput!){deleteProcess(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteProcessPayload{deletedId}}}",
};
