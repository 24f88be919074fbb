// Generated from Mutation.createSource by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateSourceMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateSourceInput;
};

export type CreateSourceMutation = { readonly createSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateSourcePayload', readonly source: { readonly allowPrivateHosts: boolean, readonly config: unknown, readonly createdAt: string, readonly deletionCheckIntervalSeconds: number, readonly id: string, readonly input: string | null, readonly lagSeconds: number | null, readonly lastSuccessAt: string | null, readonly managedBy: Open<Types.SourceManager>, readonly name: string, readonly nextRuns: ReadonlyArray<string>, readonly plugin: string, readonly precedence: number, readonly retirementGraceSeconds: number, readonly schedule: string | null, readonly status: Open<Types.SourceStatus>, readonly statusCode: string | null, readonly statusReason: string | null, readonly timeZone: string, readonly updatedAt: string, readonly version: number, readonly webhookPath: string | null, readonly pluginInfo: { readonly id: string, readonly title: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a source. Does not start a run; call syncSource. testSource checks the connection.
 */
export const CreateSource: Document<Payloads<CreateSourceMutation>, CreateSourceMutationVariables> = {
  kind: 'mutation',
  name: 'CreateSource',
  text: "mutation CreateSource($dryRun:Boolean!=false$input:CreateSourceInput!){createSource(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateSourcePayload{source{allowPrivateHosts config createdAt deletionCheckIntervalSeconds id input lagSeconds lastSuccessAt managedBy name nextRuns plugin pluginInfo{id title}precedence retirementGraceSeconds schedule status statusCode statusReason timeZone updatedAt version webhookPath}}}}",
};
