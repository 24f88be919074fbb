// Generated from Query.serviceAccounts by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type ServiceAccountsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.ServiceAccountFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.ServiceAccountOrder> | null | undefined;
};

export type ServiceAccountsQuery = { readonly serviceAccounts: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly description: string, readonly id: string, readonly name: string, readonly updatedAt: string, readonly version: number }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All service accounts.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const ServiceAccounts: Document<ServiceAccountsQuery, ServiceAccountsQueryVariables> = {
  kind: 'query',
  name: 'ServiceAccounts',
  text: "query ServiceAccounts($after:String$before:String$filter:ServiceAccountFilter$first:Int=100$last:Int$orderBy:[ServiceAccountOrder!]){serviceAccounts(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{createdAt description id name updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
