// Generated from Query.expectations by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type ExpectationsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.ExpectationFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.ExpectationOrder> | null | undefined;
};

export type ExpectationsQuery = { readonly expectations: { readonly nodes: ReadonlyArray<{ readonly availability: number | null, readonly createdAt: string, readonly id: string, readonly since: string, readonly statement: string, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string }, readonly statedBy: { readonly id: string, readonly name: string } | null, readonly team: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * What all teams expect of services.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Expectations: Document<ExpectationsQuery, ExpectationsQueryVariables> = {
  kind: 'query',
  name: 'Expectations',
  text: "query Expectations($after:String$before:String$filter:ExpectationFilter$first:Int=100$last:Int$orderBy:[ExpectationOrder!]){expectations(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{availability createdAt id service{id name}since statedBy{id name}statement team{id name}updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
