// Generated from Mutation.updateSource by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateSourceMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateSourceInput;
};

export type UpdateSourceMutation = { readonly updateSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateSourcePayload', readonly source: { readonly allowPrivateHosts: boolean, readonly config: unknown, readonly createdAt: string, readonly deletionCheckIntervalSeconds: number, readonly id: string, readonly input: string | null, readonly lagSeconds: number | null, readonly lastSuccessAt: string | null, readonly managedBy: Open<Types.SourceManager>, readonly name: string, readonly nextRuns: ReadonlyArray<string>, readonly plugin: string, readonly precedence: number, readonly retirementGraceSeconds: number, readonly schedule: string | null, readonly status: Open<Types.SourceStatus>, readonly statusCode: string | null, readonly statusReason: string | null, readonly timeZone: string, readonly updatedAt: string, readonly version: number, readonly webhookPath: string | null, readonly pluginInfo: { readonly id: string, readonly title: string } | null } }
   };

/**
 * Updates the given settings of a source. A source that was paused because of invalid settings is resumed.
 */
export const UpdateSource: Document<Payloads<UpdateSourceMutation>, UpdateSourceMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateSource',
  text: "mutation UpdateSource($dryRun:Boolean!=false$input:UpdateSourceInput!){updateSource(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateSourcePayload{source{allowPrivateHosts config createdAt deletionCheckIntervalSeconds id input lagSeconds lastSuccessAt managedBy name nextRuns plugin pluginInfo{id title}precedence retirementGraceSeconds schedule status statusCode statusReason timeZone updatedAt version webhookPath}}}}",
};
