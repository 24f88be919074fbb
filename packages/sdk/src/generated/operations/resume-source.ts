// Generated from operations/resume-source.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type ResumeSourceMutationVariables = {
  input: Types.ResumeSourceInput;
};

export type ResumeSourceMutation = { readonly resumeSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'ResumeSourcePayload', readonly source: { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null } }
   };

export type SourceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly plugin: string, readonly precedence: number, readonly status: Open<Types.SourceStatus>, readonly statusReason: string | null, readonly schedule: string | null, readonly timeZone: string, readonly nextRuns: ReadonlyArray<string>, readonly managedBy: Open<Types.SourceManager>, readonly webhookPath: string | null };

/**
 * Has a source read again.
 */
export const ResumeSource: Document<Payloads<ResumeSourceMutation>, ResumeSourceMutationVariables> = {
  kind: 'mutation',
  name: 'ResumeSource',
  text: "mutation ResumeSource($input:ResumeSourceInput!){resumeSource(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on ResumeSourcePayload{source{...SourceFields}}}}fragment SourceFields on Source{id version name plugin precedence status statusReason schedule timeZone nextRuns managedBy webhookPath}",
};
