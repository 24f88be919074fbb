// Generated from operations/sources.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SourcesQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.SourceFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.SourceOrder> | null | undefined;
};

export type SourcesQuery = { readonly sources: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null, readonly runs: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly status: Open<Types.SyncRunStatus>, readonly startedAt: string, readonly finishedAt: string | null, readonly errorCode: string | null, readonly errorMessage: string | null, readonly counts: ReadonlyArray<{ readonly recordType: string, readonly found: number, readonly added: number, readonly changed: number, readonly unchanged: number, readonly retired: number, readonly rejected: number }> }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SourceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null };

export type SyncRunFieldsFragment = { readonly id: string, readonly status: Open<Types.SyncRunStatus>, readonly startedAt: string, readonly finishedAt: string | null, readonly errorCode: string | null, readonly errorMessage: string | null, readonly counts: ReadonlyArray<{ readonly recordType: string, readonly found: number, readonly added: number, readonly changed: number, readonly unchanged: number, readonly retired: number, readonly rejected: number }> };

/**
 * The sources and the last run of each, page by page.
 */
export const Sources: Document<SourcesQuery, SourcesQueryVariables> = {
  kind: 'query',
  name: 'Sources',
  text: "query Sources($first:Int=100$after:String$filter:SourceFilter$orderBy:[SourceOrder!]){sources(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...SourceFields runs(first:1 orderBy:[{field:STARTED_AT direction:DESC}]){nodes{...SyncRunFields}}}pageInfo{hasNextPage endCursor}}}fragment SourceFields on Source{id version name plugin precedence status statusReason schedule timeZone nextRuns managedBy webhookPath}fragment SyncRunFields on SyncRun{id status startedAt finishedAt errorCode errorMessage counts{recordType found added changed unchanged retired rejected}}",
};
