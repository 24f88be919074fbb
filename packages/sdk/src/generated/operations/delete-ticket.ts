// Generated from Mutation.deleteTicket by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteTicketMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteTicketInput;
};

export type DeleteTicketMutation = { readonly deleteTicket:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteTicketPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a Ticket with its links. Its history stays in the audit trail.
 */
export const DeleteTicket: Document<Payloads<DeleteTicketMutation>, DeleteTicketMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteTicket',
  text: "mutation DeleteTicket($dryRun:Boolean!=false$input:DeleteTicketInput!){deleteTicket(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteTicketPayload{deletedId}}}",
};
