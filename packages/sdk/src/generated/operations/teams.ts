// Generated from operations/teams.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type TeamsQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.TeamFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.TeamOrder> | null | undefined;
};

export type TeamsQuery = { readonly teams: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.TeamKind>, readonly costCentre: string | null, readonly contact: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TeamFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.TeamKind>, readonly costCentre: string | null, readonly contact: string | null };

/**
 * Teams, page by page.
 */
export const Teams: Document<TeamsQuery, TeamsQueryVariables> = {
  kind: 'query',
  name: 'Teams',
  text: "query Teams($first:Int=100$after:String$filter:TeamFilter$orderBy:[TeamOrder!]){teams(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...TeamFields}pageInfo{hasNextPage endCursor}}}fragment TeamFields on Team{id version name kind costCentre contact}",
};
