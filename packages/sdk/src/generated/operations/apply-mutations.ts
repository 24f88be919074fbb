// Generated from Mutation.applyMutations by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type ApplyMutationsMutationVariables = {
  dryRun?: boolean;
  input: Types.ApplyMutationsInput;
};

export type ApplyMutationsMutation = { readonly applyMutations:
    | { readonly __typename: 'ApplyMutationsPayload', readonly effect: { readonly criticality: ReadonlyArray<{ readonly after: Open<Types.CriticalityLevel> | null, readonly before: Open<Types.CriticalityLevel> | null, readonly name: string, readonly type: string, readonly valueAtRiskAfter: number | null, readonly valueAtRiskBefore: number | null }>, readonly gaps: ReadonlyArray<{ readonly after: number, readonly before: number, readonly kind: Open<Types.GapKind> }> } | null, readonly executed: ReadonlyArray<{ readonly createdId: string | null, readonly key: string | null }> }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Runs up to 2,500 mutations of the model in one transaction, in their order: all of them, or none if one fails. Each takes the roles that it takes by itself. With dryRun, effect previews what they change.
 */
export const ApplyMutations: Document<Payloads<ApplyMutationsMutation>, ApplyMutationsMutationVariables> = {
  kind: 'mutation',
  name: 'ApplyMutations',
  text: "mutation ApplyMutations($dryRun:Boolean!=false$input:ApplyMutationsInput!){applyMutations(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on ApplyMutationsPayload{effect{criticality{after before name type valueAtRiskAfter valueAtRiskBefore}gaps{after before kind}}executed{createdId key}}}}",
};
