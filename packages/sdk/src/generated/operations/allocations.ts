// Generated from Query.allocations by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type AllocationsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.AllocationFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.AllocationOrder> | null | undefined;
};

export type AllocationsQuery = { readonly allocations: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly endsOn: string, readonly fte: string | null, readonly id: string, readonly labels: unknown, readonly note: string, readonly pool: string | null, readonly startsOn: string, readonly updatedAt: string, readonly version: number, readonly money: { readonly amount: string, readonly currency: string } | null, readonly service: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All allocations of people and money to services.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Allocations: Document<AllocationsQuery, AllocationsQueryVariables> = {
  kind: 'query',
  name: 'Allocations',
  text: "query Allocations($after:String$before:String$filter:AllocationFilter$first:Int=100$last:Int$orderBy:[AllocationOrder!]){allocations(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{createdAt endsOn fte id labels money{amount currency}note pool service{id name}startsOn team{id name}updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
