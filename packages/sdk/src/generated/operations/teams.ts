// Generated from Query.teams by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type TeamsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.TeamFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.TeamOrder> | null | undefined;
};

export type TeamsQuery = { readonly teams: { readonly nodes: ReadonlyArray<{ readonly contact: string | null, readonly costCentre: string | null, readonly createdAt: string, readonly id: string, readonly kind: Open<Types.TeamKind>, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly parent: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All teams.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Teams: Document<TeamsQuery, TeamsQueryVariables> = {
  kind: 'query',
  name: 'Teams',
  text: "query Teams($after:String$before:String$filter:TeamFilter$first:Int=100$last:Int$orderBy:[TeamOrder!]){teams(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{contact costCentre createdAt id kind labels name parent{id name}removedAtSource updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
