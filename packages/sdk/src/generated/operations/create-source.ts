// Generated from operations/create-source.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateSourceMutationVariables = {
  input: Types.CreateSourceInput;
};

export type CreateSourceMutation = { readonly createSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateSourcePayload', readonly source: { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type SourceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null };

/**
 * Makes a source: a plugin with its settings, under a name.
 */
export const CreateSource: Document<Payloads<CreateSourceMutation>, CreateSourceMutationVariables> = {
  kind: 'mutation',
  name: 'CreateSource',
  text: "mutation CreateSource($input:CreateSourceInput!){createSource(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateSourcePayload{source{...SourceFields}}}}fragment SourceFields on Source{id version name plugin precedence status statusReason schedule timeZone nextRuns managedBy webhookPath}",
};
