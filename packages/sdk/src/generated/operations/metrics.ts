// Generated from operations/metrics.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type MetricsQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.MetricFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.MetricOrder> | null | undefined;
};

export type MetricsQuery = { readonly metrics: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.MetricKind>, readonly unit: string, readonly latest: { readonly at: string, readonly value: number, readonly total: number | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MetricFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.MetricKind>, readonly unit: string, readonly latest: { readonly at: string, readonly value: number, readonly total: number | null } | null };

/**
 * Metrics with their latest sample, page by page.
 */
export const Metrics: Document<MetricsQuery, MetricsQueryVariables> = {
  kind: 'query',
  name: 'Metrics',
  text: "query Metrics($first:Int=100$after:String$filter:MetricFilter$orderBy:[MetricOrder!]){metrics(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...MetricFields}pageInfo{hasNextPage endCursor}}}fragment MetricFields on Metric{id version name kind unit latest{at value total}}",
};
