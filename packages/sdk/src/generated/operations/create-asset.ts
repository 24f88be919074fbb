// Generated from Mutation.createAsset by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateAssetMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateAssetInput;
};

export type CreateAssetMutation = { readonly createAsset:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateAssetPayload', readonly asset: { readonly attributes: unknown, readonly availability: number | null, readonly createdAt: string, readonly environment: string | null, readonly firstSeenAt: string, readonly id: string, readonly kind: string, readonly labels: unknown, readonly lastSeenAt: string, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly retiredAt: string | null, readonly updatedAt: string, readonly version: number, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly mergedInto: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new Asset.
 */
export const CreateAsset: Document<Payloads<CreateAssetMutation>, CreateAssetMutationVariables> = {
  kind: 'mutation',
  name: 'CreateAsset',
  text: "mutation CreateAsset($dryRun:Boolean!=false$input:CreateAssetInput!){createAsset(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateAssetPayload{asset{attributes availability costPerMonth{amount currency}createdAt criticality{computedAt level valueAtRisk}environment firstSeenAt id kind labels lastSeenAt lifecycle mergedInto{id name}name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}retiredAt updatedAt version}}}}",
};
