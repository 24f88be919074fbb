// Generated from Query.previewIngest by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type PreviewIngestQueryVariables = {
  input: Types.IngestAssetsInput;
};

export type PreviewIngestQuery = { readonly previewIngest: ReadonlyArray<{ readonly externalId: string, readonly matchedBy: string | null, readonly message: string | null, readonly outcome: Open<Types.PreviewOutcome>, readonly asset: { readonly attributes: unknown, readonly availability: number | null, readonly createdAt: string, readonly environment: string | null, readonly firstSeenAt: string, readonly id: string, readonly kind: string, readonly labels: unknown, readonly lastSeenAt: string, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly retiredAt: string | null, readonly updatedAt: string, readonly version: number, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly mergedInto: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } | null, readonly attributes: ReadonlyArray<{ readonly attribute: string, readonly current: unknown, readonly proposed: unknown, readonly effective: { readonly externalId: string | null, readonly overriddenReason: string | null, readonly rule: string, readonly source: string | null, readonly value: unknown } | null, readonly overridden: ReadonlyArray<{ readonly externalId: string | null, readonly overriddenReason: string | null, readonly rule: string, readonly source: string | null, readonly value: unknown }> }> }> };

/**
 * Changes that ingestAssets would make for the same input, row by row: the assets in their order, then the relations. Everything is rolled back.
 */
export const PreviewIngest: Document<PreviewIngestQuery, PreviewIngestQueryVariables> = {
  kind: 'query',
  name: 'PreviewIngest',
  text: "query PreviewIngest($input:IngestAssetsInput!){previewIngest(input:$input){asset{attributes availability costPerMonth{amount currency}createdAt criticality{computedAt level valueAtRisk}environment firstSeenAt id kind labels lastSeenAt lifecycle mergedInto{id name}name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}retiredAt updatedAt version}attributes{attribute current effective{externalId overriddenReason rule source value}overridden{externalId overriddenReason rule source value}proposed}externalId matchedBy message outcome}}",
};
