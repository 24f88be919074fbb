// Generated from operations/objectives.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ObjectivesQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.ObjectiveFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.ObjectiveOrder> | null | undefined;
};

export type ObjectivesQuery = { readonly objectives: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly title: string, readonly benefit: string, readonly status: Open<Types.ObjectiveStatus>, readonly weight: number, readonly startsOn: string | null, readonly endsOn: string | null, readonly owner: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ObjectiveFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly benefit: string, readonly status: Open<Types.ObjectiveStatus>, readonly weight: number, readonly startsOn: string | null, readonly endsOn: string | null, readonly owner: { readonly id: string, readonly name: string } | null };

/**
 * Objectives, page by page.
 */
export const Objectives: Document<ObjectivesQuery, ObjectivesQueryVariables> = {
  kind: 'query',
  name: 'Objectives',
  text: "query Objectives($first:Int=100$after:String$filter:ObjectiveFilter$orderBy:[ObjectiveOrder!]){objectives(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...ObjectiveFields}pageInfo{hasNextPage endCursor}}}fragment ObjectiveFields on Objective{id version title benefit status weight startsOn endsOn owner{id name}}",
};
