// Generated from Mutation.recordEffort by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RecordEffortMutationVariables = {
  dryRun?: boolean;
  input: Types.RecordEffortInput;
};

export type RecordEffortMutation = { readonly recordEffort:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RecordEffortPayload', readonly effort: { readonly comment: string, readonly createdAt: string, readonly id: string, readonly minutes: number, readonly performedAt: string, readonly person: string | null, readonly updatedAt: string, readonly version: number, readonly change: { readonly id: string, readonly name: string, readonly title: string } | null, readonly team: { readonly id: string, readonly name: string } | null, readonly ticket: { readonly id: string, readonly name: string, readonly title: string } | null }, readonly ticket: { readonly assignee: string | null, readonly causeConfidence: number | null, readonly causeMethod: Open<Types.CauseMethod> | null, readonly createdAt: string, readonly description: string, readonly dueAt: string | null, readonly effortMinutes: number | null, readonly historyKnown: boolean, readonly id: string, readonly impact: number | null, readonly kind: Open<Types.TicketKind>, readonly labels: unknown, readonly name: string, readonly openedAt: string, readonly priority: number | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly resolvedAt: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.TicketStatus>, readonly title: string, readonly updatedAt: string, readonly urgency: number | null, readonly version: number, readonly assigneeTeam: { readonly id: string, readonly name: string } | null, readonly causedByChange: { readonly id: string, readonly name: string, readonly title: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null, readonly requesterTeam: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Books work on a ticket. From the first booking on, the effort of a ticket is the sum of what was booked on it.
 */
export const RecordEffort: Document<Payloads<RecordEffortMutation>, RecordEffortMutationVariables> = {
  kind: 'mutation',
  name: 'RecordEffort',
  text: "mutation RecordEffort($dryRun:Boolean!=false$input:RecordEffortInput!){recordEffort(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RecordEffortPayload{effort{change{id name title}comment createdAt id minutes performedAt person team{id name}ticket{id name title}updatedAt version}ticket{assignee assigneeTeam{id name}causeConfidence causeMethod causedByChange{id name title}createdAt description dueAt effortMinutes historyKnown id impact kind labels name objective{id name title}openedAt priority removedAtSource requester requesterTeam{id name}resolvedAt sourceStatus status title updatedAt urgency version}}}}",
};
