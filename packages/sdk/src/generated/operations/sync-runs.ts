// Generated from operations/sync-runs.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SyncRunsQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.SyncRunFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.SyncRunOrder> | null | undefined;
};

export type SyncRunsQuery = { readonly syncRuns: { readonly nodes: ReadonlyArray<{ readonly actor: string, readonly id: string, readonly status: Open<Types.SyncRunStatus>, readonly startedAt: string, readonly finishedAt: string | null, readonly errorCode: string | null, readonly errorMessage: string | null, readonly source: { readonly id: string, readonly name: string, readonly plugin: string }, readonly counts: ReadonlyArray<{ readonly recordType: string, readonly found: number, readonly added: number, readonly changed: number, readonly unchanged: number, readonly retired: number, readonly rejected: number }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SyncRunFieldsFragment = { readonly id: string, readonly status: Open<Types.SyncRunStatus>, readonly startedAt: string, readonly finishedAt: string | null, readonly errorCode: string | null, readonly errorMessage: string | null, readonly counts: ReadonlyArray<{ readonly recordType: string, readonly found: number, readonly added: number, readonly changed: number, readonly unchanged: number, readonly retired: number, readonly rejected: number }> };

/**
 * Runs of the sources with what each found, the latest first, page by page.
 */
export const SyncRuns: Document<SyncRunsQuery, SyncRunsQueryVariables> = {
  kind: 'query',
  name: 'SyncRuns',
  text: "query SyncRuns($first:Int=100$after:String$filter:SyncRunFilter$orderBy:[SyncRunOrder!]=[{field:STARTED_AT direction:DESC}]){syncRuns(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...SyncRunFields actor source{id name plugin}}pageInfo{hasNextPage endCursor}}}fragment SyncRunFields on SyncRun{id status startedAt finishedAt errorCode errorMessage counts{recordType found added changed unchanged retired rejected}}",
};
