// Generated from Query.duplicateTasks by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type DuplicateTasksQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.DuplicateTaskFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.DuplicateTaskOrder> | null | undefined;
};

export type DuplicateTasksQuery = { readonly duplicateTasks: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly decidedAt: string | null, readonly decidedBy: string | null, readonly id: string, readonly reason: string | null, readonly status: Open<Types.DuplicateTaskStatus>, readonly updatedAt: string, readonly version: number }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All de-duplication tasks, latest first.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const DuplicateTasks: Document<DuplicateTasksQuery, DuplicateTasksQueryVariables> = {
  kind: 'query',
  name: 'DuplicateTasks',
  text: "query DuplicateTasks($after:String$before:String$filter:DuplicateTaskFilter$first:Int=100$last:Int$orderBy:[DuplicateTaskOrder!]){duplicateTasks(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{createdAt decidedAt decidedBy id reason status updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
