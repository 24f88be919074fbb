// Generated from operations/sync-run.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SyncRunQueryVariables = {
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
};

export type SyncRunQuery = { readonly syncRun: { readonly mode: Open<Types.SyncRunMode>, readonly id: string, readonly status: Open<Types.SyncRunStatus>, readonly startedAt: string, readonly finishedAt: string | null, readonly errorCode: string | null, readonly errorMessage: string | null, readonly differences: { readonly nodes: ReadonlyArray<{ readonly stream: string, readonly scope: string, readonly externalId: string, readonly outcome: Open<Types.SyncDifferenceOutcome>, readonly message: string | null, readonly attributes: unknown }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly counts: ReadonlyArray<{ readonly recordType: string, readonly found: number, readonly added: number, readonly changed: number, readonly unchanged: number, readonly retired: number, readonly rejected: number }> } | null };

export type SyncRunFieldsFragment = { readonly id: string, readonly status: Open<Types.SyncRunStatus>, readonly startedAt: string, readonly finishedAt: string | null, readonly errorCode: string | null, readonly errorMessage: string | null, readonly counts: ReadonlyArray<{ readonly recordType: string, readonly found: number, readonly added: number, readonly changed: number, readonly unchanged: number, readonly retired: number, readonly rejected: number }> };

/**
 * A run, and what a dry one found that a real one would do, page by page.
 */
export const SyncRun: Document<SyncRunQuery, SyncRunQueryVariables> = {
  kind: 'query',
  name: 'SyncRun',
  text: "query SyncRun($id:ID!$first:Int=100$after:String){syncRun(id:$id){...SyncRunFields mode differences(first:$first after:$after){nodes{stream scope externalId outcome message attributes}pageInfo{hasNextPage endCursor}}}}fragment SyncRunFields on SyncRun{id status startedAt finishedAt errorCode errorMessage counts{recordType found added changed unchanged retired rejected}}",
};
