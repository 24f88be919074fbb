// Generated from Mutation.deleteMetric by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteMetricMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteMetricInput;
};

export type DeleteMetricMutation = { readonly deleteMetric:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteMetricPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a Metric with its links. Its history stays in the audit trail.
 */
export const DeleteMetric: Document<Payloads<DeleteMetricMutation>, DeleteMetricMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteMetric',
  text: "mutation DeleteMetric($dryRun:Boolean!=false$input:DeleteMetricInput!){deleteMetric(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteMetricPayload{deletedId}}}",
};
