// Generated from Mutation.deleteExpectation by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteExpectationMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteExpectationInput;
};

export type DeleteExpectationMutation = { readonly deleteExpectation:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteExpectationPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes an Expectation with its links. Its history stays in the audit trail.
 */
export const DeleteExpectation: Document<Payloads<DeleteExpectationMutation>, DeleteExpectationMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteExpectation',
  text: "mutation DeleteExpectation($dryRun:Boolean!=false$input:DeleteExpectationInput!){deleteExpectation(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteExpectationPayload{deletedId}}}",
};
