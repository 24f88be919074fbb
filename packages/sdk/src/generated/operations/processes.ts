// Generated from Query.processes by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type ProcessesQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.ProcessFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.ProcessOrder> | null | undefined;
};

export type ProcessesQuery = { readonly processes: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly description: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly owner: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All business processes.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Processes: Document<ProcessesQuery, ProcessesQueryVariables> = {
  kind: 'query',
  name: 'Processes',
  text: "query Processes($after:String$before:String$filter:ProcessFilter$first:Int=100$last:Int$orderBy:[ProcessOrder!]){processes(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{createdAt description id labels name owner{id name}removedAtSource updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
