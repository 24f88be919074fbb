// Generated from Mutation.mergeAssets by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type MergeAssetsMutationVariables = {
  dryRun?: boolean;
  input: Types.MergeAssetsInput;
};

export type MergeAssetsMutation = { readonly mergeAssets:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'MergeAssetsPayload', readonly merged: number, readonly asset: { readonly attributes: unknown, readonly availability: number | null, readonly createdAt: string, readonly environment: string | null, readonly firstSeenAt: string, readonly id: string, readonly kind: string, readonly labels: unknown, readonly lastSeenAt: string, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly retiredAt: string | null, readonly updatedAt: string, readonly version: number, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly mergedInto: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> }, readonly task: { readonly createdAt: string, readonly decidedAt: string | null, readonly decidedBy: string | null, readonly id: string, readonly reason: string | null, readonly status: Open<Types.DuplicateTaskStatus>, readonly updatedAt: string, readonly version: number, readonly contradictions: ReadonlyArray<{ readonly environment: string | null, readonly kind: string, readonly value: string }>, readonly identifiers: ReadonlyArray<{ readonly environment: string | null, readonly kind: string, readonly value: string }> } | null }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Merges duplicate assets into a survivor. References to the duplicates are moved to the survivor, the duplicates are retired, and later records of their sources update the survivor. unmergeAssets undoes it.
 */
export const MergeAssets: Document<Payloads<MergeAssetsMutation>, MergeAssetsMutationVariables> = {
  kind: 'mutation',
  name: 'MergeAssets',
  text: "mutation MergeAssets($dryRun:Boolean!=false$input:MergeAssetsInput!){mergeAssets(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on MergeAssetsPayload{asset{attributes availability costPerMonth{amount currency}createdAt criticality{computedAt level valueAtRisk}environment firstSeenAt id kind labels lastSeenAt lifecycle mergedInto{id name}name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}retiredAt updatedAt version}merged task{contradictions{environment kind value}createdAt decidedAt decidedBy id identifiers{environment kind value}reason status updatedAt version}}}}",
};
