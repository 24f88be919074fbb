// Generated from operations/update-source.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateSourceMutationVariables = {
  input: Types.UpdateSourceInput;
};

export type UpdateSourceMutation = { readonly updateSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateSourcePayload', readonly source: { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null } }
   };

export type SourceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null };

/**
 * Changes what is given of a source; give the version you have seen to be refused when somebody was faster.
 */
export const UpdateSource: Document<Payloads<UpdateSourceMutation>, UpdateSourceMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateSource',
  text: "mutation UpdateSource($input:UpdateSourceInput!){updateSource(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateSourcePayload{source{...SourceFields}}}}fragment SourceFields on Source{id version name plugin precedence status statusReason schedule timeZone nextRuns managedBy webhookPath}",
};
