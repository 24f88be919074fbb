// Generated from Mutation.deleteEffort by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteEffortMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteEffortInput;
};

export type DeleteEffortMutation = { readonly deleteEffort:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteEffortPayload', readonly deletedId: string, readonly change: { readonly actualEnd: string | null, readonly actualStart: string | null, readonly backoutPlan: string, readonly createdAt: string, readonly description: string, readonly effortMinutes: number | null, readonly firstCommitAt: string | null, readonly id: string, readonly implementationPlan: string, readonly labels: unknown, readonly name: string, readonly outcome: Open<Types.ChangeOutcome> | null, readonly plannedEnd: string | null, readonly plannedStart: string | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.ChangeStatus>, readonly title: string, readonly type: Open<Types.ChangeType>, readonly updatedAt: string, readonly version: number, readonly implementingTeam: { readonly id: string, readonly name: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null } | null, readonly ticket: { readonly assignee: string | null, readonly causeConfidence: number | null, readonly causeMethod: Open<Types.CauseMethod> | null, readonly createdAt: string, readonly description: string, readonly dueAt: string | null, readonly effortMinutes: number | null, readonly historyKnown: boolean, readonly id: string, readonly impact: number | null, readonly kind: Open<Types.TicketKind>, readonly labels: unknown, readonly name: string, readonly openedAt: string, readonly priority: number | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly resolvedAt: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.TicketStatus>, readonly title: string, readonly updatedAt: string, readonly urgency: number | null, readonly version: number, readonly assigneeTeam: { readonly id: string, readonly name: string } | null, readonly causedByChange: { readonly id: string, readonly name: string, readonly title: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null } | null }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Takes a booking back. What happened to it stays in the audit trail.
 */
export const DeleteEffort: Document<Payloads<DeleteEffortMutation>, DeleteEffortMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteEffort',
  text: "mutation DeleteEffort($dryRun:Boolean!=false$input:DeleteEffortInput!){deleteEffort(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteEffortPayload{change{actualEnd actualStart backoutPlan createdAt description effortMinutes firstCommitAt id implementationPlan implementingTeam{id name}labels name objective{id name title}outcome plannedEnd plannedStart removedAtSource requester sourceStatus status title type updatedAt version}deletedId ticket{assignee assigneeTeam{id name}causeConfidence causeMethod causedByChange{id name title}createdAt description dueAt effortMinutes historyKnown id impact kind labels name objective{id name title}openedAt priority removedAtSource requester requesterTeam{id name}resolvedAt sourceStatus status title updatedAt urgency version}}}}",
};
