// Generated from operations/delete-effort.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteEffortMutationVariables = {
  input: Types.DeleteEffortInput;
};

export type DeleteEffortMutation = { readonly deleteEffort:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteEffortPayload', readonly deletedId: string, readonly ticket: { readonly id: string, readonly effortMinutes: number | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Takes a booking back.
 */
export const DeleteEffort: Document<Payloads<DeleteEffortMutation>, DeleteEffortMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteEffort',
  text: "mutation DeleteEffort($input:DeleteEffortInput!){deleteEffort(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteEffortPayload{deletedId ticket{id effortMinutes}}}}",
};
