// Generated from operations/pause-source.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type PauseSourceMutationVariables = {
  input: Types.PauseSourceInput;
};

export type PauseSourceMutation = { readonly pauseSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'PauseSourcePayload', readonly source: { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null } }
   };

export type SourceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null };

/**
 * Leaves a source alone until it is resumed.
 */
export const PauseSource: Document<Payloads<PauseSourceMutation>, PauseSourceMutationVariables> = {
  kind: 'mutation',
  name: 'PauseSource',
  text: "mutation PauseSource($input:PauseSourceInput!){pauseSource(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on PauseSourcePayload{source{...SourceFields}}}}fragment SourceFields on Source{id version name plugin precedence status statusReason schedule timeZone nextRuns managedBy webhookPath}",
};
