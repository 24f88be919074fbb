// Generated from operations/create-asset.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateAssetMutationVariables = {
  input: Types.CreateAssetInput;
};

export type CreateAssetMutation = { readonly createAsset:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateAssetPayload', readonly asset: { readonly id: string, readonly version: number, readonly name: string, readonly kind: string, readonly environment: string | null, readonly lifecycle: Open<Types.Lifecycle>, readonly lastSeenAt: string, readonly retiredAt: string | null, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type AssetFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: string, readonly environment: string | null, readonly lifecycle: Open<Types.Lifecycle>, readonly lastSeenAt: string, readonly retiredAt: string | null, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null };

/**
 * Adds an asset by hand.
 */
export const CreateAsset: Document<Payloads<CreateAssetMutation>, CreateAssetMutationVariables> = {
  kind: 'mutation',
  name: 'CreateAsset',
  text: "mutation CreateAsset($input:CreateAssetInput!){createAsset(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateAssetPayload{asset{...AssetFields}}}}fragment AssetFields on Asset{id version name kind environment lifecycle costPerMonth{amount currency}lastSeenAt retiredAt}",
};
