// Generated from operations/link-ticket.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkTicketMutationVariables = {
  input: Types.LinkTicketInput;
};

export type LinkTicketMutation = { readonly linkTicket:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkTicketPayload', readonly ticket: { readonly id: string, readonly version: number, readonly kind: Open<Types.TicketKind>, readonly title: string, readonly state: Open<Types.TicketState>, readonly sourceState: string | null, readonly priority: number | null, readonly assignee: string | null, readonly effortMinutes: number | null, readonly openedAt: string, readonly resolvedAt: string | null, readonly dueAt: string | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null, readonly assigneeTeam: { readonly id: string, readonly name: string } | null } | null }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type TicketFieldsFragment = { readonly id: string, readonly version: number, readonly kind: Open<Types.TicketKind>, readonly title: string, readonly state: Open<Types.TicketState>, readonly sourceState: string | null, readonly priority: number | null, readonly assignee: string | null, readonly effortMinutes: number | null, readonly openedAt: string, readonly resolvedAt: string | null, readonly dueAt: string | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null, readonly assigneeTeam: { readonly id: string, readonly name: string } | null };

/**
 * Says which services and assets a ticket is about.
 */
export const LinkTicket: Document<Payloads<LinkTicketMutation>, LinkTicketMutationVariables> = {
  kind: 'mutation',
  name: 'LinkTicket',
  text: "mutation LinkTicket($input:LinkTicketInput!){linkTicket(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkTicketPayload{ticket{...TicketFields}}}}fragment TicketFields on Ticket{id version kind title state sourceState priority assignee effortMinutes openedAt resolvedAt dueAt requesterTeam{id name}assigneeTeam{id name}}",
};
