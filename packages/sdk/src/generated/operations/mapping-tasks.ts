// Generated from Query.mappingTasks by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type MappingTasksQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.MappingTaskFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.MappingTaskOrder> | null | undefined;
};

export type MappingTasksQuery = { readonly mappingTasks: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly id: string, readonly names: ReadonlyArray<string>, readonly reason: Open<Types.MappingTaskReason>, readonly updatedAt: string, readonly version: number, readonly asset: { readonly id: string, readonly name: string }, readonly mappingRuleVersion: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * Assets that mapping rules match without giving one service.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const MappingTasks: Document<MappingTasksQuery, MappingTasksQueryVariables> = {
  kind: 'query',
  name: 'MappingTasks',
  text: "query MappingTasks($after:String$before:String$filter:MappingTaskFilter$first:Int=100$last:Int$orderBy:[MappingTaskOrder!]){mappingTasks(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{asset{id name}createdAt id mappingRuleVersion{id name}names reason updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
