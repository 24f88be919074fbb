// Generated from Query.metrics by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type MetricsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.MetricFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.MetricOrder> | null | undefined;
};

export type MetricsQuery = { readonly metrics: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly id: string, readonly kind: Open<Types.MetricKind>, readonly labels: unknown, readonly name: string, readonly sampleSeconds: number | null, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly asset: { readonly id: string, readonly name: string } | null, readonly latest: { readonly at: string, readonly total: number | null, readonly value: number } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null, readonly service: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All metrics.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Metrics: Document<MetricsQuery, MetricsQueryVariables> = {
  kind: 'query',
  name: 'Metrics',
  text: "query Metrics($after:String$before:String$filter:MetricFilter$first:Int=100$last:Int$orderBy:[MetricOrder!]){metrics(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{asset{id name}createdAt id kind labels latest{at total value}name objective{id name title}sampleSeconds service{id name}unit updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
