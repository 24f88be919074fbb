// Generated from operations/metric-series.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type MetricSeriesQueryVariables = {
  id?: string | null | undefined;
  externalReference?: Types.ExternalReferenceInput | null | undefined;
  from: string;
  to: string;
  buckets?: number;
  aggregate?: Types.SeriesAggregate;
};

export type MetricSeriesQuery = { readonly metric: { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.MetricKind>, readonly unit: string, readonly series: ReadonlyArray<{ readonly start: string, readonly end: string, readonly value: number | null, readonly samples: number }>, readonly latest: { readonly at: string, readonly value: number, readonly total: number | null } | null } | null };

export type MetricFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.MetricKind>, readonly unit: string, readonly latest: { readonly at: string, readonly value: number, readonly total: number | null } | null };

/**
 * The samples of a metric between two instants, gathered into buckets of equal length.
 */
export const MetricSeries: Document<MetricSeriesQuery, MetricSeriesQueryVariables> = {
  kind: 'query',
  name: 'MetricSeries',
  text: "query MetricSeries($id:ID$externalReference:ExternalReferenceInput$from:DateTime!$to:DateTime!$buckets:Int!=100$aggregate:SeriesAggregate!=AVG){metric(id:$id externalReference:$externalReference){...MetricFields series(from:$from to:$to buckets:$buckets aggregate:$aggregate){start end value samples}}}fragment MetricFields on Metric{id version name kind unit latest{at value total}}",
};
