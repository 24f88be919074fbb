// Generated from Query.previewIngest by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type PreviewIngestQueryVariables = {
  input: Types.IngestAssetsInput;
};

export type PreviewIngestQuery = { readonly previewIngest: ReadonlyArray<{ readonly externalId: string, readonly matchedBy: string | null, readonly message: string | null, readonly outcome: Open<Types.PreviewOutcome>, readonly asset: { readonly attributes: unknown, readonly createdAt: string, readonly environment: string | null, readonly firstSeenAt: string, readonly id: string, readonly kind: string, readonly labels: unknown, readonly lastSeenAt: string, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly retiredAt: string | null, readonly updatedAt: string, readonly version: number, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null, readonly criticality: { readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly mergedInto: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown, readonly wins: boolean }> } | null, readonly attributes: ReadonlyArray<{ readonly attribute: string, readonly current: unknown, readonly proposed: unknown, readonly losers: ReadonlyArray<{ readonly externalId: string | null, readonly lostBecause: string | null, readonly rule: string, readonly source: string | null, readonly value: unknown }>, readonly winner: { readonly externalId: string | null, readonly lostBecause: string | null, readonly rule: string, readonly source: string | null, readonly value: unknown } | null }> }> };

/**
 * What ingestAssets would do with the same input, row by row: the assets in their order, then the relations. It leaves no trace.
 */
export const PreviewIngest: Document<PreviewIngestQuery, PreviewIngestQueryVariables> = {
  kind: 'query',
  name: 'PreviewIngest',
  text: "query PreviewIngest($input:IngestAssetsInput!){previewIngest(input:$input){asset{attributes costPerMonth{amount currency}createdAt criticality{level valueAtRisk}environment firstSeenAt id kind labels lastSeenAt lifecycle mergedInto{id name}name owner{id name}provenance{attribute confirmedAt externalId precedence rule setAt source stale value wins}retiredAt updatedAt version}attributes{attribute current losers{externalId lostBecause rule source value}proposed winner{externalId lostBecause rule source value}}externalId matchedBy message outcome}}",
};
