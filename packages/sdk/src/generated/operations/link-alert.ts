// Generated from Mutation.linkAlert by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkAlertMutationVariables = {
  dryRun?: boolean;
  input: Types.LinkAlertInput;
};

export type LinkAlertMutation = { readonly linkAlert:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkAlertPayload', readonly alert: { readonly createdAt: string, readonly description: string, readonly endsAt: string | null, readonly fingerprint: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly severity: Open<Types.AlertSeverity>, readonly sourceSeverity: string | null, readonly startsAt: string, readonly status: Open<Types.AlertStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly slo: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } | null } | null }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Links an alert to services and assets, in addition to its existing links. The source does not remove these links.
 */
export const LinkAlert: Document<Payloads<LinkAlertMutation>, LinkAlertMutationVariables> = {
  kind: 'mutation',
  name: 'LinkAlert',
  text: "mutation LinkAlert($dryRun:Boolean!=false$input:LinkAlertInput!){linkAlert(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkAlertPayload{alert{createdAt description endsAt fingerprint id labels name severity slo{id name}source{id name}sourceSeverity startsAt status title updatedAt version}}}}",
};
