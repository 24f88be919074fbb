// Generated from operations/source-deliveries.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SourceDeliveriesQueryVariables = {
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
};

export type SourceDeliveriesQuery = { readonly source: { readonly deliveries: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly status: Open<Types.WebhookDeliveryStatus>, readonly receivedAt: string, readonly attempts: number, readonly error: string | null, readonly processedAt: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

/**
 * What the system of a source sent, the latest first, page by page.
 */
export const SourceDeliveries: Document<SourceDeliveriesQuery, SourceDeliveriesQueryVariables> = {
  kind: 'query',
  name: 'SourceDeliveries',
  text: "query SourceDeliveries($id:ID!$first:Int=100$after:String){source(id:$id){deliveries(first:$first after:$after){nodes{id status receivedAt attempts error processedAt}pageInfo{hasNextPage endCursor}}}}",
};
