// Generated from operations/create-metric.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateMetricMutationVariables = {
  input: Types.CreateMetricInput;
};

export type CreateMetricMutation = { readonly createMetric:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateMetricPayload', readonly metric: { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.MetricKind>, readonly unit: string, readonly latest: { readonly at: string, readonly value: number, readonly total: number | null } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type MetricFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.MetricKind>, readonly unit: string, readonly latest: { readonly at: string, readonly value: number, readonly total: number | null } | null };

/**
 * Adds a metric of a service, an asset or an objective.
 */
export const CreateMetric: Document<Payloads<CreateMetricMutation>, CreateMetricMutationVariables> = {
  kind: 'mutation',
  name: 'CreateMetric',
  text: "mutation CreateMetric($input:CreateMetricInput!){createMetric(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateMetricPayload{metric{...MetricFields}}}}fragment MetricFields on Metric{id version name kind unit latest{at value total}}",
};
