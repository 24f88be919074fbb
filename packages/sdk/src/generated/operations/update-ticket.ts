// Generated from operations/update-ticket.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateTicketMutationVariables = {
  input: Types.UpdateTicketInput;
};

export type UpdateTicketMutation = { readonly updateTicket:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateTicketPayload', readonly ticket: { readonly id: string, readonly version: number, readonly kind: Open<Types.TicketKind>, readonly title: string, readonly state: Open<Types.TicketState>, readonly sourceState: string | null, readonly priority: number | null, readonly assignee: string | null, readonly effortMinutes: number | null, readonly openedAt: string, readonly resolvedAt: string | null, readonly dueAt: string | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null, readonly assigneeTeam: { readonly id: string, readonly name: string } | null } }
   };

export type TicketFieldsFragment = { readonly id: string, readonly version: number, readonly kind: Open<Types.TicketKind>, readonly title: string, readonly state: Open<Types.TicketState>, readonly sourceState: string | null, readonly priority: number | null, readonly assignee: string | null, readonly effortMinutes: number | null, readonly openedAt: string, readonly resolvedAt: string | null, readonly dueAt: string | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null, readonly assigneeTeam: { readonly id: string, readonly name: string } | null };

/**
 * Changes the given fields of a ticket; with its version, only if nobody else was faster.
 */
export const UpdateTicket: Document<Payloads<UpdateTicketMutation>, UpdateTicketMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateTicket',
  text: "mutation UpdateTicket($input:UpdateTicketInput!){updateTicket(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateTicketPayload{ticket{...TicketFields}}}}fragment TicketFields on Ticket{id version kind title state sourceState priority assignee effortMinutes openedAt resolvedAt dueAt requesterTeam{id name}assigneeTeam{id name}}",
};
