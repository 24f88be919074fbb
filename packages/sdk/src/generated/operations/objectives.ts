// Generated from Query.objectives by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ObjectivesQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.ObjectiveFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.ObjectiveOrder> | null | undefined;
};

export type ObjectivesQuery = { readonly objectives: { readonly nodes: ReadonlyArray<{ readonly benefit: string, readonly createdAt: string, readonly description: string, readonly endsOn: string | null, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly startsOn: string | null, readonly status: Open<Types.ObjectiveStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly owner: { readonly id: string, readonly name: string } | null, readonly parent: { readonly id: string, readonly name: string, readonly title: string } | null, readonly progress: { readonly value: number | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All objectives, of every status.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Objectives: Document<ObjectivesQuery, ObjectivesQueryVariables> = {
  kind: 'query',
  name: 'Objectives',
  text: "query Objectives($after:String$before:String$filter:ObjectiveFilter$first:Int=100$last:Int$orderBy:[ObjectiveOrder!]){objectives(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{benefit createdAt description endsOn id labels name owner{id name}parent{id name title}progress{value}removedAtSource startsOn status title updatedAt version weight}pageInfo{hasNextPage endCursor}}}",
};
