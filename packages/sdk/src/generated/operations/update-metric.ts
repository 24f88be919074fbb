// Generated from Mutation.updateMetric by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateMetricMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateMetricInput;
};

export type UpdateMetricMutation = { readonly updateMetric:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateMetricPayload', readonly metric: { readonly createdAt: string, readonly id: string, readonly kind: Open<Types.MetricKind>, readonly labels: unknown, readonly name: string, readonly sampleSeconds: number | null, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly asset: { readonly id: string, readonly name: string } | null, readonly latest: { readonly at: string, readonly total: number | null, readonly value: number } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null, readonly service: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Updates the given fields of a Metric. Null clears an optional field.
 */
export const UpdateMetric: Document<Payloads<UpdateMetricMutation>, UpdateMetricMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateMetric',
  text: "mutation UpdateMetric($dryRun:Boolean!=false$input:UpdateMetricInput!){updateMetric(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateMetricPayload{metric{asset{id name}createdAt id kind labels latest{at total value}name objective{id name title}sampleSeconds service{id name}unit updatedAt version}}}}",
};
