// Generated from Mutation.ingestAssets by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type IngestAssetsMutationVariables = {
  dryRun?: boolean;
  input: Types.IngestAssetsInput;
};

export type IngestAssetsMutation = { readonly ingestAssets:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'IngestAssetsPayload', readonly results: ReadonlyArray<{ readonly externalId: string, readonly message: string | null, readonly outcome: Open<Types.IngestOutcome>, readonly asset: { readonly id: string, readonly name: string } | null }>, readonly source: { readonly allowPrivateHosts: boolean, readonly config: unknown, readonly createdAt: string, readonly deletionCheckIntervalSeconds: number, readonly id: string, readonly input: string | null, readonly lagSeconds: number | null, readonly lastSuccessAt: string | null, readonly managedBy: Open<Types.SourceManager>, readonly name: string, readonly nextRuns: ReadonlyArray<string>, readonly plugin: string, readonly precedence: number, readonly retirementGraceSeconds: number, readonly schedule: string | null, readonly status: Open<Types.SourceStatus>, readonly statusCode: string | null, readonly statusReason: string | null, readonly timeZone: string, readonly updatedAt: string, readonly version: number, readonly webhookPath: string | null, readonly pluginInfo: { readonly id: string, readonly title: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Stores assets and relations of a source that a script sends. Each row is stored or rejected independently. Sending a row again has no effect, and rows that are left out are kept.
 */
export const IngestAssets: Document<Payloads<IngestAssetsMutation>, IngestAssetsMutationVariables> = {
  kind: 'mutation',
  name: 'IngestAssets',
  text: "mutation IngestAssets($dryRun:Boolean!=false$input:IngestAssetsInput!){ingestAssets(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on IngestAssetsPayload{results{asset{id name}externalId message outcome}source{allowPrivateHosts config createdAt deletionCheckIntervalSeconds id input lagSeconds lastSuccessAt managedBy name nextRuns plugin pluginInfo{id title}precedence retirementGraceSeconds schedule status statusCode statusReason timeZone updatedAt version webhookPath}}}}",
};
