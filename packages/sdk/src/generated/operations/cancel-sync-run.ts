// Generated from Mutation.cancelSyncRun by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CancelSyncRunMutationVariables = {
  dryRun?: boolean;
  input: Types.CancelSyncRunInput;
};

export type CancelSyncRunMutation = { readonly cancelSyncRun:
    | { readonly __typename: 'CancelSyncRunPayload', readonly run: { readonly actor: string, readonly attempt: number, readonly cancelRequestedAt: string | null, readonly consecutiveFailures: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly finishedAt: string | null, readonly heartbeatAt: string | null, readonly id: string, readonly mode: Open<Types.SyncRunMode>, readonly requestedAt: string, readonly retryAt: string | null, readonly selection: unknown, readonly startedAt: string, readonly status: Open<Types.SyncRunStatus>, readonly trigger: Open<Types.SyncRunTrigger>, readonly until: string, readonly updatedAt: string, readonly version: number, readonly worker: string | null, readonly counts: ReadonlyArray<{ readonly added: number, readonly changed: number, readonly found: number, readonly recordType: string, readonly rejected: number, readonly retired: number, readonly unchanged: number }>, readonly source: { readonly id: string, readonly name: string } } }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Cancels a run: at once if it is queued, otherwise at its next page. Pages committed before are kept.
 */
export const CancelSyncRun: Document<Payloads<CancelSyncRunMutation>, CancelSyncRunMutationVariables> = {
  kind: 'mutation',
  name: 'CancelSyncRun',
  text: "mutation CancelSyncRun($dryRun:Boolean!=false$input:CancelSyncRunInput!){cancelSyncRun(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CancelSyncRunPayload{run{actor attempt cancelRequestedAt consecutiveFailures counts{added changed found recordType rejected retired unchanged}createdAt errorCode errorMessage finishedAt heartbeatAt id mode requestedAt retryAt selection source{id name}startedAt status trigger until updatedAt version worker}}}}",
};
