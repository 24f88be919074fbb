// Generated from operations/tickets.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type TicketsQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.TicketFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.TicketOrder> | null | undefined;
};

export type TicketsQuery = { readonly tickets: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly kind: Open<Types.TicketKind>, readonly title: string, readonly state: Open<Types.TicketState>, readonly sourceState: string | null, readonly priority: number | null, readonly assignee: string | null, readonly effortMinutes: number | null, readonly openedAt: string, readonly resolvedAt: string | null, readonly dueAt: string | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null, readonly assigneeTeam: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TicketFieldsFragment = { readonly id: string, readonly version: number, readonly kind: Open<Types.TicketKind>, readonly title: string, readonly state: Open<Types.TicketState>, readonly sourceState: string | null, readonly priority: number | null, readonly assignee: string | null, readonly effortMinutes: number | null, readonly openedAt: string, readonly resolvedAt: string | null, readonly dueAt: string | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null, readonly assigneeTeam: { readonly id: string, readonly name: string } | null };

/**
 * Tickets, page by page.
 */
export const Tickets: Document<TicketsQuery, TicketsQueryVariables> = {
  kind: 'query',
  name: 'Tickets',
  text: "query Tickets($first:Int=100$after:String$filter:TicketFilter$orderBy:[TicketOrder!]){tickets(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...TicketFields}pageInfo{hasNextPage endCursor}}}fragment TicketFields on Ticket{id version kind title state sourceState priority assignee effortMinutes openedAt resolvedAt dueAt requesterTeam{id name}assigneeTeam{id name}}",
};
