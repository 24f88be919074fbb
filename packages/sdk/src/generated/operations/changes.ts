// Generated from Query.changes by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ChangesQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.ChangeFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.ChangeOrder> | null | undefined;
};

export type ChangesQuery = { readonly changes: { readonly nodes: ReadonlyArray<{ readonly actualEnd: string | null, readonly actualStart: string | null, readonly backoutPlan: string, readonly createdAt: string, readonly description: string, readonly effortMinutes: number | null, readonly firstCommitAt: string | null, readonly id: string, readonly implementationPlan: string, readonly labels: unknown, readonly name: string, readonly outcome: Open<Types.ChangeOutcome> | null, readonly plannedEnd: string | null, readonly plannedStart: string | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.ChangeStatus>, readonly title: string, readonly type: Open<Types.ChangeType>, readonly updatedAt: string, readonly version: number, readonly implementingTeam: { readonly id: string, readonly name: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All changes, of every status.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Changes: Document<ChangesQuery, ChangesQueryVariables> = {
  kind: 'query',
  name: 'Changes',
  text: "query Changes($after:String$before:String$filter:ChangeFilter$first:Int=100$last:Int$orderBy:[ChangeOrder!]){changes(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{actualEnd actualStart backoutPlan createdAt description effortMinutes firstCommitAt id implementationPlan implementingTeam{id name}labels name objective{id name title}outcome plannedEnd plannedStart removedAtSource requester sourceStatus status title type updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
