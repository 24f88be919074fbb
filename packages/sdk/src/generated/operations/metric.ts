// Generated from Query.metric by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type MetricQueryVariables = {
  by: Types.NodeRef;
};

export type MetricQuery = { readonly metric: { readonly createdAt: string, readonly id: string, readonly kind: Open<Types.MetricKind>, readonly labels: unknown, readonly name: string, readonly sampleSeconds: number | null, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly asset: { readonly id: string, readonly name: string } | null, readonly latest: { readonly at: string, readonly total: number | null, readonly value: number } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null, readonly service: { readonly id: string, readonly name: string } | null } | null };

/**
 * One Metric by its ID or external reference; null where there is none.
 */
export const Metric: Document<MetricQuery, MetricQueryVariables> = {
  kind: 'query',
  name: 'Metric',
  text: "query Metric($by:NodeRef!){metric(by:$by){asset{id name}createdAt id kind labels latest{at total value}name objective{id name title}sampleSeconds service{id name}unit updatedAt version}}",
};
