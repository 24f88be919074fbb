// Generated from operations/link-alert.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkAlertMutationVariables = {
  input: Types.LinkAlertInput;
};

export type LinkAlertMutation = { readonly linkAlert:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkAlertPayload', readonly alert: { readonly id: string, readonly version: number, readonly fingerprint: string, readonly title: string, readonly severity: Open<Types.AlertSeverity>, readonly state: Open<Types.AlertState>, readonly startsAt: string, readonly endsAt: string | null, readonly source: { readonly id: string, readonly name: string } } | null }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type AlertFieldsFragment = { readonly id: string, readonly version: number, readonly fingerprint: string, readonly title: string, readonly severity: Open<Types.AlertSeverity>, readonly state: Open<Types.AlertState>, readonly startsAt: string, readonly endsAt: string | null, readonly source: { readonly id: string, readonly name: string } };

/**
 * Says which services and assets an alert is about.
 */
export const LinkAlert: Document<Payloads<LinkAlertMutation>, LinkAlertMutationVariables> = {
  kind: 'mutation',
  name: 'LinkAlert',
  text: "mutation LinkAlert($input:LinkAlertInput!){linkAlert(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkAlertPayload{alert{...AlertFields}}}}fragment AlertFields on Alert{id version fingerprint title severity state startsAt endsAt source{id name}}",
};
