// Generated from Mutation.linkChange by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkChangeMutationVariables = {
  dryRun?: boolean;
  input: Types.LinkChangeInput;
};

export type LinkChangeMutation = { readonly linkChange:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkChangePayload', readonly change: { readonly actualEnd: string | null, readonly actualStart: string | null, readonly backoutPlan: string, readonly createdAt: string, readonly description: string, readonly effortMinutes: number | null, readonly firstCommitAt: string | null, readonly id: string, readonly implementationPlan: string, readonly labels: unknown, readonly name: string, readonly outcome: Open<Types.ChangeOutcome> | null, readonly plannedEnd: string | null, readonly plannedStart: string | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.ChangeStatus>, readonly title: string, readonly type: Open<Types.ChangeType>, readonly updatedAt: string, readonly version: number, readonly implementingTeam: { readonly id: string, readonly name: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null } | null }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Links a change to services and assets that it affects, in addition to its existing links.
 */
export const LinkChange: Document<Payloads<LinkChangeMutation>, LinkChangeMutationVariables> = {
  kind: 'mutation',
  name: 'LinkChange',
  text: "mutation LinkChange($dryRun:Boolean!=false$input:LinkChangeInput!){linkChange(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkChangePayload{change{actualEnd actualStart backoutPlan createdAt description effortMinutes firstCommitAt id implementationPlan implementingTeam{id name}labels name objective{id name title}outcome plannedEnd plannedStart removedAtSource requester sourceStatus status title type updatedAt version}}}}",
};
