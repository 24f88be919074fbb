// Generated from Mutation.createTicket by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateTicketMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateTicketInput;
};

export type CreateTicketMutation = { readonly createTicket:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateTicketPayload', readonly ticket: { readonly assignee: string | null, readonly causeConfidence: number | null, readonly causeMethod: Open<Types.CauseMethod> | null, readonly createdAt: string, readonly description: string, readonly dueAt: string | null, readonly effortMinutes: number | null, readonly historyKnown: boolean, readonly id: string, readonly impact: number | null, readonly kind: Open<Types.TicketKind>, readonly labels: unknown, readonly name: string, readonly openedAt: string, readonly priority: number | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly resolvedAt: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.TicketStatus>, readonly title: string, readonly updatedAt: string, readonly urgency: number | null, readonly version: number, readonly assigneeTeam: { readonly id: string, readonly name: string } | null, readonly causedByChange: { readonly id: string, readonly name: string, readonly title: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new Ticket.
 */
export const CreateTicket: Document<Payloads<CreateTicketMutation>, CreateTicketMutationVariables> = {
  kind: 'mutation',
  name: 'CreateTicket',
  text: "mutation CreateTicket($dryRun:Boolean!=false$input:CreateTicketInput!){createTicket(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateTicketPayload{ticket{assignee assigneeTeam{id name}causeConfidence causeMethod causedByChange{id name title}createdAt description dueAt effortMinutes historyKnown id impact kind labels name objective{id name title}openedAt priority removedAtSource requester requesterTeam{id name}resolvedAt sourceStatus status title updatedAt urgency version}}}}",
};
