// Generated from Mutation.createMetric by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateMetricMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateMetricInput;
};

export type CreateMetricMutation = { readonly createMetric:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateMetricPayload', readonly metric: { readonly createdAt: string, readonly id: string, readonly kind: Open<Types.MetricKind>, readonly labels: unknown, readonly name: string, readonly sampleSeconds: number | null, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly asset: { readonly id: string, readonly name: string } | null, readonly latest: { readonly at: string, readonly total: number | null, readonly value: number } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null, readonly service: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new Metric.
 */
export const CreateMetric: Document<Payloads<CreateMetricMutation>, CreateMetricMutationVariables> = {
  kind: 'mutation',
  name: 'CreateMetric',
  text: "mutation CreateMetric($dryRun:Boolean!=false$input:CreateMetricInput!){createMetric(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateMetricPayload{metric{asset{id name}createdAt id kind labels latest{at total value}name objective{id name title}sampleSeconds service{id name}unit updatedAt version}}}}",
};
