// Generated from operations/changes.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ChangesQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.ChangeFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.ChangeOrder> | null | undefined;
};

export type ChangesQuery = { readonly changes: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly title: string, readonly type: Open<Types.ChangeType>, readonly state: Open<Types.ChangeState>, readonly plannedStart: string | null, readonly plannedEnd: string | null, readonly outcome: Open<Types.ChangeOutcome> | null, readonly implementingTeam: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ChangeFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly type: Open<Types.ChangeType>, readonly state: Open<Types.ChangeState>, readonly plannedStart: string | null, readonly plannedEnd: string | null, readonly outcome: Open<Types.ChangeOutcome> | null, readonly implementingTeam: { readonly id: string, readonly name: string } | null };

/**
 * Changes, page by page.
 */
export const Changes: Document<ChangesQuery, ChangesQueryVariables> = {
  kind: 'query',
  name: 'Changes',
  text: "query Changes($first:Int=100$after:String$filter:ChangeFilter$orderBy:[ChangeOrder!]){changes(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...ChangeFields}pageInfo{hasNextPage endCursor}}}fragment ChangeFields on Change{id version title type state plannedStart plannedEnd outcome implementingTeam{id name}}",
};
