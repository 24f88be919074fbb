// Generated from Mutation.recordChangeEffort by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RecordChangeEffortMutationVariables = {
  dryRun?: boolean;
  input: Types.RecordChangeEffortInput;
};

export type RecordChangeEffortMutation = { readonly recordChangeEffort:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RecordChangeEffortPayload', readonly change: { readonly actualEnd: string | null, readonly actualStart: string | null, readonly backoutPlan: string, readonly createdAt: string, readonly description: string, readonly effortMinutes: number | null, readonly firstCommitAt: string | null, readonly id: string, readonly implementationPlan: string, readonly labels: unknown, readonly name: string, readonly outcome: Open<Types.ChangeOutcome> | null, readonly plannedEnd: string | null, readonly plannedStart: string | null, readonly removedAtSource: string | null, readonly requester: string | null, readonly sourceStatus: string | null, readonly status: Open<Types.ChangeStatus>, readonly title: string, readonly type: Open<Types.ChangeType>, readonly updatedAt: string, readonly version: number, readonly implementingTeam: { readonly id: string, readonly name: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string } | null }, readonly effort: { readonly comment: string, readonly createdAt: string, readonly id: string, readonly minutes: number, readonly performedAt: string, readonly person: string | null, readonly updatedAt: string, readonly version: number, readonly change: { readonly id: string, readonly name: string, readonly title: string } | null, readonly team: { readonly id: string, readonly name: string } | null, readonly ticket: { readonly id: string, readonly name: string, readonly title: string } | null } }
   };

/**
 * Books work on a change. From the first booking on, the effort of a change is the sum of what was booked on it. deleteEffort takes a booking back.
 */
export const RecordChangeEffort: Document<Payloads<RecordChangeEffortMutation>, RecordChangeEffortMutationVariables> = {
  kind: 'mutation',
  name: 'RecordChangeEffort',
  text: "mutation RecordChangeEffort($dryRun:Boolean!=false$input:RecordChangeEffortInput!){recordChangeEffort(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RecordChangeEffortPayload{change{actualEnd actualStart backoutPlan createdAt description effortMinutes firstCommitAt id implementationPlan implementingTeam{id name}labels name objective{id name title}outcome plannedEnd plannedStart removedAtSource requester sourceStatus status title type updatedAt version}effort{change{id name title}comment createdAt id minutes performedAt person team{id name}ticket{id name title}updatedAt version}}}}",
};
