// Generated from Mutation.testSource by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type TestSourceMutationVariables = {
  dryRun?: boolean;
  input: Types.TestSourceInput;
};

export type TestSourceMutation = { readonly testSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'TestSourcePayload', readonly checks: ReadonlyArray<{ readonly capability: string, readonly detail: string | null, readonly status: Open<Types.SourceCheckStatus> }>, readonly source: { readonly allowPrivateHosts: boolean, readonly config: unknown, readonly createdAt: string, readonly deletionCheckIntervalSeconds: number, readonly id: string, readonly input: string | null, readonly lagSeconds: number | null, readonly lastSuccessAt: string | null, readonly managedBy: Open<Types.SourceManager>, readonly name: string, readonly nextRuns: ReadonlyArray<string>, readonly plugin: string, readonly precedence: number, readonly retirementGraceSeconds: number, readonly schedule: string | null, readonly status: Open<Types.SourceStatus>, readonly statusCode: string | null, readonly statusReason: string | null, readonly timeZone: string, readonly updatedAt: string, readonly version: number, readonly webhookPath: string | null, readonly pluginInfo: { readonly id: string, readonly title: string } | null } }
   };

/**
 * Checks the connection of a source with its stored settings. Stores nothing, except the answer if the request has an idempotency key. It calls the external system before the transaction begins, also in a dry run, and a document with it must not contain other mutations.
 */
export const TestSource: Document<Payloads<TestSourceMutation>, TestSourceMutationVariables> = {
  kind: 'mutation',
  name: 'TestSource',
  text: "mutation TestSource($dryRun:Boolean!=false$input:TestSourceInput!){testSource(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on TestSourcePayload{checks{capability detail status}source{allowPrivateHosts config createdAt deletionCheckIntervalSeconds id input lagSeconds lastSuccessAt managedBy name nextRuns plugin pluginInfo{id title}precedence retirementGraceSeconds schedule status statusCode statusReason timeZone updatedAt version webhookPath}}}}",
};
