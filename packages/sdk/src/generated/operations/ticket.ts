// Generated from operations/ticket.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type TicketQueryVariables = {
  id?: string | null | undefined;
  externalReference?: Types.ExternalReferenceInput | null | undefined;
};

export type TicketQuery = { readonly ticket: { readonly description: string, readonly causeMethod: Open<Types.CauseMethod> | null, readonly causeConfidence: number | null, readonly id: string, readonly version: number, readonly kind: Open<Types.TicketKind>, readonly title: string, readonly state: Open<Types.TicketState>, readonly sourceState: string | null, readonly priority: number | null, readonly assignee: string | null, readonly effortMinutes: number | null, readonly openedAt: string, readonly resolvedAt: string | null, readonly dueAt: string | null, readonly causedByChange: { readonly id: string, readonly title: string } | null, readonly services: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string }> }, readonly assets: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string }> }, readonly efforts: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly minutes: number, readonly performedAt: string, readonly person: string | null }> }, readonly requesterTeam: { readonly id: string, readonly name: string } | null, readonly assigneeTeam: { readonly id: string, readonly name: string } | null } | null };

export type TicketFieldsFragment = { readonly id: string, readonly version: number, readonly kind: Open<Types.TicketKind>, readonly title: string, readonly state: Open<Types.TicketState>, readonly sourceState: string | null, readonly priority: number | null, readonly assignee: string | null, readonly effortMinutes: number | null, readonly openedAt: string, readonly resolvedAt: string | null, readonly dueAt: string | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null, readonly assigneeTeam: { readonly id: string, readonly name: string } | null };

/**
 * One ticket with what it is about, what caused it and the latest of what was booked on it.
 */
export const Ticket: Document<TicketQuery, TicketQueryVariables> = {
  kind: 'query',
  name: 'Ticket',
  text: "query Ticket($id:ID$externalReference:ExternalReferenceInput){ticket(id:$id externalReference:$externalReference){...TicketFields description causeMethod causeConfidence causedByChange{id title}services{nodes{id name}}assets{nodes{id name}}efforts{totalCount nodes{id minutes performedAt person}}}}fragment TicketFields on Ticket{id version kind title state sourceState priority assignee effortMinutes openedAt resolvedAt dueAt requesterTeam{id name}assigneeTeam{id name}}",
};
