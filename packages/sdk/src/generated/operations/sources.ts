// Generated from operations/sources.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SourcesQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.SourceFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.SourceOrder> | null | undefined;
};

export type SourcesQuery = { readonly sources: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusCode: string | null, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly lagSeconds: number | null, readonly lastSuccessAt: string | null, readonly deletionCheckIntervalSeconds: number, readonly retirementGraceSeconds: number, readonly allowPrivateHosts: boolean, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null, readonly createdAt: string, readonly updatedAt: string, readonly runs: { readonly nodes: ReadonlyArray<{ readonly actor: string, readonly attempt: number, readonly cancelRequestedAt: string | null, readonly consecutiveFailures: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly finishedAt: string | null, readonly heartbeatAt: string | null, readonly id: string, readonly mode: Open<Types.SyncRunMode>, readonly requestedAt: string, readonly retryAt: string | null, readonly selection: unknown, readonly startedAt: string, readonly status: Open<Types.SyncRunStatus>, readonly trigger: Open<Types.SyncRunTrigger>, readonly until: string, readonly updatedAt: string, readonly version: number, readonly worker: string | null, readonly counts: ReadonlyArray<{ readonly added: number, readonly changed: number, readonly found: number, readonly recordType: string, readonly rejected: number, readonly retired: number, readonly unchanged: number }>, readonly source: { readonly id: string, readonly name: string } }> }, readonly pluginInfo: { readonly id: string, readonly title: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SourceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusCode: string | null, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly lagSeconds: number | null, readonly lastSuccessAt: string | null, readonly deletionCheckIntervalSeconds: number, readonly retirementGraceSeconds: number, readonly allowPrivateHosts: boolean, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null, readonly createdAt: string, readonly updatedAt: string, readonly pluginInfo: { readonly id: string, readonly title: string } | null };

export type SyncRunFieldsFragment = { readonly actor: string, readonly attempt: number, readonly cancelRequestedAt: string | null, readonly consecutiveFailures: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly finishedAt: string | null, readonly heartbeatAt: string | null, readonly id: string, readonly mode: Open<Types.SyncRunMode>, readonly requestedAt: string, readonly retryAt: string | null, readonly selection: unknown, readonly startedAt: string, readonly status: Open<Types.SyncRunStatus>, readonly trigger: Open<Types.SyncRunTrigger>, readonly until: string, readonly updatedAt: string, readonly version: number, readonly worker: string | null, readonly source: { readonly id: string, readonly name: string } };

export type SyncCountsFieldsFragment = { readonly added: number, readonly changed: number, readonly found: number, readonly recordType: string, readonly rejected: number, readonly retired: number, readonly unchanged: number };

/**
 * The sources and the last run of each, page by page. Left out are the settings that only an ADMIN may read.
 */
export const Sources: Document<SourcesQuery, SourcesQueryVariables> = {
  kind: 'query',
  name: 'Sources',
  text: "query Sources($first:Int=100$after:String$filter:SourceFilter$orderBy:[SourceOrder!]){sources(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...SourceFields runs(first:1 orderBy:[{field:STARTED_AT direction:DESC}]){nodes{...SyncRunFields counts{...SyncCountsFields}}}}pageInfo{hasNextPage endCursor}}}fragment SourceFields on Source{id version name plugin pluginInfo{id title}precedence status statusCode statusReason schedule timeZone nextRuns lagSeconds lastSuccessAt deletionCheckIntervalSeconds retirementGraceSeconds allowPrivateHosts managedBy webhookPath createdAt updatedAt}fragment SyncRunFields on SyncRun{actor attempt cancelRequestedAt consecutiveFailures createdAt errorCode errorMessage finishedAt heartbeatAt id mode requestedAt retryAt selection source{id name}startedAt status trigger until updatedAt version worker}fragment SyncCountsFields on SyncCounts{added changed found recordType rejected retired unchanged}",
};
