// Generated from operations/sync-runs.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SyncRunsQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.SyncRunFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.SyncRunOrder> | null | undefined;
};

export type SyncRunsQuery = { readonly syncRuns: { readonly nodes: ReadonlyArray<{ readonly actor: string, readonly attempt: number, readonly cancelRequestedAt: string | null, readonly consecutiveFailures: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly finishedAt: string | null, readonly heartbeatAt: string | null, readonly id: string, readonly mode: Open<Types.SyncRunMode>, readonly requestedAt: string, readonly retryAt: string | null, readonly selection: unknown, readonly startedAt: string, readonly status: Open<Types.SyncRunStatus>, readonly trigger: Open<Types.SyncRunTrigger>, readonly until: string, readonly updatedAt: string, readonly version: number, readonly worker: string | null, readonly counts: ReadonlyArray<{ readonly added: number, readonly changed: number, readonly found: number, readonly recordType: string, readonly rejected: number, readonly retired: number, readonly unchanged: number }>, readonly source: { readonly plugin: string, readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SyncRunFieldsFragment = { readonly actor: string, readonly attempt: number, readonly cancelRequestedAt: string | null, readonly consecutiveFailures: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly finishedAt: string | null, readonly heartbeatAt: string | null, readonly id: string, readonly mode: Open<Types.SyncRunMode>, readonly requestedAt: string, readonly retryAt: string | null, readonly selection: unknown, readonly startedAt: string, readonly status: Open<Types.SyncRunStatus>, readonly trigger: Open<Types.SyncRunTrigger>, readonly until: string, readonly updatedAt: string, readonly version: number, readonly worker: string | null, readonly source: { readonly id: string, readonly name: string } };

export type SyncCountsFieldsFragment = { readonly added: number, readonly changed: number, readonly found: number, readonly recordType: string, readonly rejected: number, readonly retired: number, readonly unchanged: number };

/**
 * Runs of the sources with what each found, the latest first, page by page.
 */
export const SyncRuns: Document<SyncRunsQuery, SyncRunsQueryVariables> = {
  kind: 'query',
  name: 'SyncRuns',
  text: "query SyncRuns($first:Int=100$after:String$filter:SyncRunFilter$orderBy:[SyncRunOrder!]=[{field:STARTED_AT direction:DESC}]){syncRuns(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...SyncRunFields counts{...SyncCountsFields}source{plugin}}pageInfo{hasNextPage endCursor}}}fragment SyncRunFields on SyncRun{actor attempt cancelRequestedAt consecutiveFailures createdAt errorCode errorMessage finishedAt heartbeatAt id mode requestedAt retryAt selection source{id name}startedAt status trigger until updatedAt version worker}fragment SyncCountsFields on SyncCounts{added changed found recordType rejected retired unchanged}",
};
