// Generated from operations/people.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type PeopleQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.PersonFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.PersonOrder> | null | undefined;
};

export type PeopleQuery = { readonly people: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly name: string, readonly active: boolean, readonly labels: unknown, readonly createdAt: string, readonly updatedAt: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * Persons, page by page. Left out is the e-mail address, which a VIEWER may not read.
 */
export const People: Document<PeopleQuery, PeopleQueryVariables> = {
  kind: 'query',
  name: 'People',
  text: "query People($first:Int=100$after:String$filter:PersonFilter$orderBy:[PersonOrder!]){people(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{id version name active labels createdAt updatedAt}pageInfo{hasNextPage endCursor}}}",
};
