// Generated from Query.change by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ChangeQueryVariables = {
  by: Types.NodeRef;
};

export type ChangeQuery = { readonly change: { readonly actualEnd: string | null, readonly actualStart: string | null, readonly backoutPlan: string, readonly createdAt: string, readonly description: string, readonly effortMinutes: number | null, readonly firstCommitAt: string | null, readonly id: string, readonly implementationPlan: string, readonly labels: unknown, readonly name: string, readonly outcome: Open<Types.ChangeOutcome> | null, readonly plannedEnd: string | null, readonly plannedStart: string | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.ChangeStatus>, readonly title: string, readonly type: Open<Types.ChangeType>, readonly updatedAt: string, readonly version: number, readonly implementingTeam: { readonly id: string, readonly name: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null } | null };

/**
 * One Change by its ID or external reference; null where there is none.
 */
export const Change: Document<ChangeQuery, ChangeQueryVariables> = {
  kind: 'query',
  name: 'Change',
  text: "query Change($by:NodeRef!){change(by:$by){actualEnd actualStart backoutPlan createdAt description effortMinutes firstCommitAt id implementationPlan implementingTeam{id name}labels name objective{id name title}outcome plannedEnd plannedStart removedAtSource requester sourceStatus status title type updatedAt version}}",
};
