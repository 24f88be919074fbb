// Generated from operations/asset.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AssetQueryVariables = {
  id?: string | null | undefined;
  externalReference?: Types.ExternalReferenceInput | null | undefined;
};

export type AssetQuery = { readonly asset: { readonly attributes: unknown, readonly labels: unknown, readonly id: string, readonly version: number, readonly name: string, readonly kind: string, readonly environment: string | null, readonly lifecycle: Open<Types.Lifecycle>, readonly lastSeenAt: string, readonly retiredAt: string | null, readonly criticality: { readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly value: unknown, readonly source: string | null, readonly setAt: string, readonly wins: boolean }>, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null } | null };

export type AssetFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: string, readonly environment: string | null, readonly lifecycle: Open<Types.Lifecycle>, readonly lastSeenAt: string, readonly retiredAt: string | null, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null };

/**
 * One asset by its id, or by what a source calls it; with where each of its attributes comes from.
 */
export const Asset: Document<AssetQuery, AssetQueryVariables> = {
  kind: 'query',
  name: 'Asset',
  text: "query Asset($id:ID$externalReference:ExternalReferenceInput){asset(id:$id externalReference:$externalReference){...AssetFields attributes labels criticality{level valueAtRisk}provenance{attribute value source setAt wins}}}fragment AssetFields on Asset{id version name kind environment lifecycle costPerMonth{amount currency}lastSeenAt retiredAt}",
};
