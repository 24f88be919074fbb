// Generated from Query.tickets by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type TicketsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.TicketFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.TicketOrder> | null | undefined;
};

export type TicketsQuery = { readonly tickets: { readonly nodes: ReadonlyArray<{ readonly assignee: string | null, readonly causeConfidence: number | null, readonly causeMethod: Open<Types.CauseMethod> | null, readonly createdAt: string, readonly description: string, readonly dueAt: string | null, readonly effortMinutes: number | null, readonly historyKnown: boolean, readonly id: string, readonly impact: number | null, readonly kind: Open<Types.TicketKind>, readonly labels: unknown, readonly name: string, readonly openedAt: string, readonly priority: number | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly resolvedAt: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.TicketStatus>, readonly title: string, readonly updatedAt: string, readonly urgency: number | null, readonly version: number, readonly assigneeTeam: { readonly id: string, readonly name: string } | null, readonly causedByChange: { readonly id: string, readonly name: string, readonly title: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All tickets, of every status, the latest first.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Tickets: Document<TicketsQuery, TicketsQueryVariables> = {
  kind: 'query',
  name: 'Tickets',
  text: "query Tickets($after:String$before:String$filter:TicketFilter$first:Int=100$last:Int$orderBy:[TicketOrder!]){tickets(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{assignee assigneeTeam{id name}causeConfidence causeMethod causedByChange{id name title}createdAt description dueAt effortMinutes historyKnown id impact kind labels name objective{id name title}openedAt priority removedAtSource requester requesterTeam{id name}resolvedAt sourceStatus status title updatedAt urgency version}pageInfo{hasNextPage endCursor}}}",
};
