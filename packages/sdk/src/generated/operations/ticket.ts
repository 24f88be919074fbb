// Generated from operations/ticket.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type TicketQueryVariables = {
  by: Types.NodeRef;
};

export type TicketQuery = { readonly ticket: { readonly assignee: string | null, readonly causeConfidence: number | null, readonly causeMethod: Open<Types.CauseMethod> | null, readonly createdAt: string, readonly description: string, readonly dueAt: string | null, readonly effortMinutes: number | null, readonly historyKnown: boolean, readonly id: string, readonly impact: number | null, readonly kind: Open<Types.TicketKind>, readonly labels: unknown, readonly name: string, readonly openedAt: string, readonly priority: number | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly resolvedAt: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.TicketStatus>, readonly title: string, readonly updatedAt: string, readonly urgency: number | null, readonly version: number, readonly services: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string }> }, readonly assets: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string }> }, readonly efforts: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly comment: string, readonly createdAt: string, readonly id: string, readonly minutes: number, readonly performedAt: string, readonly person: string | null, readonly updatedAt: string, readonly version: number, readonly team: { readonly id: string, readonly name: string } | null, readonly ticket: { readonly id: string, readonly name: string, readonly title: string } | null }> }, readonly assigneeTeam: { readonly id: string, readonly name: string } | null, readonly causedByChange: { readonly id: string, readonly name: string, readonly title: string } | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null } | null };

export type TicketFieldsFragment = { readonly assignee: string | null, readonly causeConfidence: number | null, readonly causeMethod: Open<Types.CauseMethod> | null, readonly createdAt: string, readonly description: string, readonly dueAt: string | null, readonly effortMinutes: number | null, readonly historyKnown: boolean, readonly id: string, readonly impact: number | null, readonly kind: Open<Types.TicketKind>, readonly labels: unknown, readonly name: string, readonly openedAt: string, readonly priority: number | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly resolvedAt: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.TicketStatus>, readonly title: string, readonly updatedAt: string, readonly urgency: number | null, readonly version: number, readonly assigneeTeam: { readonly id: string, readonly name: string } | null, readonly causedByChange: { readonly id: string, readonly name: string, readonly title: string } | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null };

export type EffortFieldsFragment = { readonly comment: string, readonly createdAt: string, readonly id: string, readonly minutes: number, readonly performedAt: string, readonly person: string | null, readonly updatedAt: string, readonly version: number, readonly team: { readonly id: string, readonly name: string } | null, readonly ticket: { readonly id: string, readonly name: string, readonly title: string } | null };

/**
 * One ticket with what it is about, what caused it and the latest of what was booked on it.
 */
export const Ticket: Document<TicketQuery, TicketQueryVariables> = {
  kind: 'query',
  name: 'Ticket',
  text: "query Ticket($by:NodeRef!){ticket(by:$by){...TicketFields services{nodes{id name}}assets{nodes{id name}}efforts{totalCount nodes{...EffortFields}}}}fragment TicketFields on Ticket{assignee assigneeTeam{id name}causeConfidence causeMethod causedByChange{id name title}createdAt description dueAt effortMinutes historyKnown id impact kind labels name openedAt priority removedAtSource requester requesterTeam{id name}resolvedAt sourceStatus status title updatedAt urgency version}fragment EffortFields on Effort{comment createdAt id minutes performedAt person team{id name}ticket{id name title}updatedAt version}",
};
