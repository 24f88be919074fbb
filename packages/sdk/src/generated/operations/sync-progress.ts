// Generated from Subscription.syncProgress by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SyncProgressSubscriptionVariables = {
  run?: string | null | undefined;
  source?: string | null | undefined;
};

export type SyncProgressSubscription = { readonly syncProgress: { readonly run: { readonly actor: string, readonly attempt: number, readonly cancelRequestedAt: string | null, readonly consecutiveFailures: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly finishedAt: string | null, readonly heartbeatAt: string | null, readonly id: string, readonly mode: Open<Types.SyncRunMode>, readonly requestedAt: string, readonly retryAt: string | null, readonly selection: unknown, readonly startedAt: string, readonly status: Open<Types.SyncRunStatus>, readonly trigger: Open<Types.SyncRunTrigger>, readonly until: string, readonly updatedAt: string, readonly version: number, readonly worker: string | null, readonly counts: ReadonlyArray<{ readonly added: number, readonly changed: number, readonly found: number, readonly recordType: string, readonly rejected: number, readonly retired: number, readonly unchanged: number }>, readonly source: { readonly id: string, readonly name: string } } | null } };

/**
 * Sends an event when a run starts, makes progress or ends, in any process. Can be limited to one source or one run; with a run, the subscription completes when the run ends.
 */
export const SyncProgress: Document<SyncProgressSubscription, SyncProgressSubscriptionVariables> = {
  kind: 'subscription',
  name: 'SyncProgress',
  text: "subscription SyncProgress($run:ID$source:ID){syncProgress(run:$run source:$source){run{actor attempt cancelRequestedAt consecutiveFailures counts{added changed found recordType rejected retired unchanged}createdAt errorCode errorMessage finishedAt heartbeatAt id mode requestedAt retryAt selection source{id name}startedAt status trigger until updatedAt version worker}}}",
};
