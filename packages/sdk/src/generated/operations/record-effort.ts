// Generated from operations/record-effort.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RecordEffortMutationVariables = {
  input: Types.RecordEffortInput;
};

export type RecordEffortMutation = { readonly recordEffort:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RecordEffortPayload', readonly effort: { readonly id: string, readonly minutes: number, readonly performedAt: string }, readonly ticket: { readonly id: string, readonly effortMinutes: number | null } }
   };

/**
 * Books work on a ticket.
 */
export const RecordEffort: Document<Payloads<RecordEffortMutation>, RecordEffortMutationVariables> = {
  kind: 'mutation',
  name: 'RecordEffort',
  text: "mutation RecordEffort($input:RecordEffortInput!){recordEffort(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RecordEffortPayload{effort{id minutes performedAt}ticket{id effortMinutes}}}}",
};
