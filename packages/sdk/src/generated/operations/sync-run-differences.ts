// Generated from operations/sync-run-differences.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SyncRunDifferencesQueryVariables = {
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
};

export type SyncRunDifferencesQuery = { readonly syncRun: { readonly id: string, readonly status: Open<Types.SyncRunStatus>, readonly differences: { readonly nodes: ReadonlyArray<{ readonly attributes: unknown, readonly externalId: string, readonly id: string, readonly message: string | null, readonly outcome: Open<Types.SyncDifferenceOutcome>, readonly scope: string, readonly stream: string, readonly run: { readonly id: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type SyncDifferenceFieldsFragment = { readonly attributes: unknown, readonly externalId: string, readonly id: string, readonly message: string | null, readonly outcome: Open<Types.SyncDifferenceOutcome>, readonly scope: string, readonly stream: string, readonly run: { readonly id: string } };

/**
 * What a dry run found that a real one would do, page by page. For the roles CONNECTOR and ADMIN.
 */
export const SyncRunDifferences: Document<SyncRunDifferencesQuery, SyncRunDifferencesQueryVariables> = {
  kind: 'query',
  name: 'SyncRunDifferences',
  text: "query SyncRunDifferences($id:ID!$first:Int=100$after:String){syncRun(id:$id){id status differences(first:$first after:$after){nodes{...SyncDifferenceFields}pageInfo{hasNextPage endCursor}}}}fragment SyncDifferenceFields on SyncDifference{attributes externalId id message outcome run{id}scope stream}",
};
