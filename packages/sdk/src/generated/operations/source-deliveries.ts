// Generated from operations/source-deliveries.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SourceDeliveriesQueryVariables = {
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
};

export type SourceDeliveriesQuery = { readonly source: { readonly deliveries: { readonly nodes: ReadonlyArray<{ readonly attempts: number, readonly deliveryId: string, readonly error: string | null, readonly id: string, readonly processedAt: string | null, readonly receivedAt: string, readonly retryAt: string | null, readonly status: Open<Types.WebhookDeliveryStatus>, readonly source: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type WebhookDeliveryFieldsFragment = { readonly attempts: number, readonly deliveryId: string, readonly error: string | null, readonly id: string, readonly processedAt: string | null, readonly receivedAt: string, readonly retryAt: string | null, readonly status: Open<Types.WebhookDeliveryStatus>, readonly source: { readonly id: string, readonly name: string } };

/**
 * What the system of a source sent, the latest first, page by page.
 */
export const SourceDeliveries: Document<SourceDeliveriesQuery, SourceDeliveriesQueryVariables> = {
  kind: 'query',
  name: 'SourceDeliveries',
  text: "query SourceDeliveries($id:ID!$first:Int=100$after:String){source(id:$id){deliveries(first:$first after:$after){nodes{...WebhookDeliveryFields}pageInfo{hasNextPage endCursor}}}}fragment WebhookDeliveryFields on WebhookDelivery{attempts deliveryId error id processedAt receivedAt retryAt source{id name}status}",
};
