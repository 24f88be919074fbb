// Generated from operations/sync-run.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SyncRunQueryVariables = {
  id: string;
};

export type SyncRunQuery = { readonly syncRun: { readonly actor: string, readonly attempt: number, readonly cancelRequestedAt: string | null, readonly consecutiveFailures: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly finishedAt: string | null, readonly heartbeatAt: string | null, readonly id: string, readonly mode: Open<Types.SyncRunMode>, readonly requestedAt: string, readonly retryAt: string | null, readonly selection: unknown, readonly startedAt: string, readonly status: Open<Types.SyncRunStatus>, readonly trigger: Open<Types.SyncRunTrigger>, readonly until: string, readonly updatedAt: string, readonly version: number, readonly worker: string | null, readonly counts: ReadonlyArray<{ readonly added: number, readonly changed: number, readonly found: number, readonly recordType: string, readonly rejected: number, readonly retired: number, readonly unchanged: number }>, readonly source: { readonly id: string, readonly name: string } } | null };

export type SyncRunFieldsFragment = { readonly actor: string, readonly attempt: number, readonly cancelRequestedAt: string | null, readonly consecutiveFailures: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly finishedAt: string | null, readonly heartbeatAt: string | null, readonly id: string, readonly mode: Open<Types.SyncRunMode>, readonly requestedAt: string, readonly retryAt: string | null, readonly selection: unknown, readonly startedAt: string, readonly status: Open<Types.SyncRunStatus>, readonly trigger: Open<Types.SyncRunTrigger>, readonly until: string, readonly updatedAt: string, readonly version: number, readonly worker: string | null, readonly source: { readonly id: string, readonly name: string } };

export type SyncCountsFieldsFragment = { readonly added: number, readonly changed: number, readonly found: number, readonly recordType: string, readonly rejected: number, readonly retired: number, readonly unchanged: number };

/**
 * A run with its counts by record type.
 */
export const SyncRun: Document<SyncRunQuery, SyncRunQueryVariables> = {
  kind: 'query',
  name: 'SyncRun',
  text: "query SyncRun($id:ID!){syncRun(id:$id){...SyncRunFields counts{...SyncCountsFields}}}fragment SyncRunFields on SyncRun{actor attempt cancelRequestedAt consecutiveFailures createdAt errorCode errorMessage finishedAt heartbeatAt id mode requestedAt retryAt selection source{id name}startedAt status trigger until updatedAt version worker}fragment SyncCountsFields on SyncCounts{added changed found recordType rejected retired unchanged}",
};
