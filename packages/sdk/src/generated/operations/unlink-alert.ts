// Generated from Mutation.unlinkAlert by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UnlinkAlertMutationVariables = {
  dryRun?: boolean;
  input: Types.UnlinkAlertInput;
};

export type UnlinkAlertMutation = { readonly unlinkAlert:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UnlinkAlertPayload', readonly alert: { readonly createdAt: string, readonly description: string, readonly endsAt: string | null, readonly fingerprint: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly severity: Open<Types.AlertSeverity>, readonly sourceSeverity: string | null, readonly startsAt: string, readonly status: Open<Types.AlertStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly slo: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } | null } | null }
   };

/**
 * Says that an alert is not about some services and assets after all.
 */
export const UnlinkAlert: Document<Payloads<UnlinkAlertMutation>, UnlinkAlertMutationVariables> = {
  kind: 'mutation',
  name: 'UnlinkAlert',
  text: "mutation UnlinkAlert($dryRun:Boolean!=false$input:UnlinkAlertInput!){unlinkAlert(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UnlinkAlertPayload{alert{createdAt description endsAt fingerprint id labels name severity slo{id name}source{id name}sourceSeverity startsAt status title updatedAt version}}}}",
};
