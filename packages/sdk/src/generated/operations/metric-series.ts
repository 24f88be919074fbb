// Generated from operations/metric-series.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type MetricSeriesQueryVariables = {
  by: Types.NodeRef;
  from: string;
  to: string;
  buckets?: number;
  aggregate?: Types.SeriesAggregate | null | undefined;
};

export type MetricSeriesQuery = { readonly metric: { readonly createdAt: string, readonly id: string, readonly kind: Open<Types.MetricKind>, readonly labels: unknown, readonly name: string, readonly sampleSeconds: number | null, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly series: ReadonlyArray<{ readonly start: string, readonly end: string, readonly value: number | null, readonly samples: number }>, readonly asset: { readonly id: string, readonly name: string } | null, readonly latest: { readonly at: string, readonly total: number | null, readonly value: number } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null, readonly service: { readonly id: string, readonly name: string } | null } | null };

export type MetricFieldsFragment = { readonly createdAt: string, readonly id: string, readonly kind: Open<Types.MetricKind>, readonly labels: unknown, readonly name: string, readonly sampleSeconds: number | null, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly asset: { readonly id: string, readonly name: string } | null, readonly latest: { readonly at: string, readonly total: number | null, readonly value: number } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null, readonly service: { readonly id: string, readonly name: string } | null };

/**
 * The samples of a metric between two instants, gathered into buckets of equal length.
 */
export const MetricSeries: Document<MetricSeriesQuery, MetricSeriesQueryVariables> = {
  kind: 'query',
  name: 'MetricSeries',
  text: "query MetricSeries($by:NodeRef!$from:DateTime!$to:DateTime!$buckets:Int!=100$aggregate:SeriesAggregate){metric(by:$by){...MetricFields series(from:$from to:$to buckets:$buckets aggregate:$aggregate){start end value samples}}}fragment MetricFields on Metric{asset{id name}createdAt id kind labels latest{at total value}name objective{id name title}sampleSeconds service{id name}unit updatedAt version}",
};
