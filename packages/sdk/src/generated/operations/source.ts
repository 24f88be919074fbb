// Generated from operations/source.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SourceQueryVariables = {
  id: string;
};

export type SourceQuery = { readonly source: { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusCode: string | null, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly lagSeconds: number | null, readonly lastSuccessAt: string | null, readonly deletionCheckIntervalSeconds: number, readonly retirementGraceSeconds: number, readonly allowPrivateHosts: boolean, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null, readonly createdAt: string, readonly updatedAt: string, readonly pluginInfo: { readonly id: string, readonly title: string } | null } | null };

export type SourceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusCode: string | null, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly lagSeconds: number | null, readonly lastSuccessAt: string | null, readonly deletionCheckIntervalSeconds: number, readonly retirementGraceSeconds: number, readonly allowPrivateHosts: boolean, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null, readonly createdAt: string, readonly updatedAt: string, readonly pluginInfo: { readonly id: string, readonly title: string } | null };

/**
 * One source by its id; null where there is none. Left out are the settings that only an ADMIN may read.
 */
export const Source: Document<SourceQuery, SourceQueryVariables> = {
  kind: 'query',
  name: 'Source',
  text: "query Source($id:ID!){source(id:$id){...SourceFields}}fragment SourceFields on Source{id version name plugin pluginInfo{id title}precedence status statusCode statusReason schedule timeZone nextRuns lagSeconds lastSuccessAt deletionCheckIntervalSeconds retirementGraceSeconds allowPrivateHosts managedBy webhookPath createdAt updatedAt}",
};
