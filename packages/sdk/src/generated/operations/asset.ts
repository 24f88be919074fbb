// Generated from Query.asset by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AssetQueryVariables = {
  by: Types.NodeRef;
};

export type AssetQuery = { readonly asset: { readonly attributes: unknown, readonly availability: number | null, readonly createdAt: string, readonly environment: string | null, readonly firstSeenAt: string, readonly id: string, readonly kind: string, readonly labels: unknown, readonly lastSeenAt: string, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly retiredAt: string | null, readonly updatedAt: string, readonly version: number, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly mergedInto: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } | null };

/**
 * One Asset by its ID or external reference; null where there is none.
 */
export const Asset: Document<AssetQuery, AssetQueryVariables> = {
  kind: 'query',
  name: 'Asset',
  text: "query Asset($by:NodeRef!){asset(by:$by){attributes availability costPerMonth{amount currency}createdAt criticality{computedAt level valueAtRisk}environment firstSeenAt id kind labels lastSeenAt lifecycle mergedInto{id name}name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}retiredAt updatedAt version}}",
};
