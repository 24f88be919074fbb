// Generated from Mutation.ingestRecords by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type IngestRecordsMutationVariables = {
  dryRun?: boolean;
  input: Types.IngestRecordsInput;
};

export type IngestRecordsMutation = { readonly ingestRecords:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'IngestRecordsPayload', readonly results: ReadonlyArray<{ readonly externalId: string, readonly id: string | null, readonly message: string | null, readonly outcome: Open<Types.IngestOutcome>, readonly record: Open<Types.RecordKind> }>, readonly source: { readonly allowPrivateHosts: boolean, readonly config: unknown, readonly createdAt: string, readonly deletionCheckIntervalSeconds: number, readonly id: string, readonly input: string | null, readonly lagSeconds: number | null, readonly lastSuccessAt: string | null, readonly managedBy: Open<Types.SourceManager>, readonly name: string, readonly nextRuns: ReadonlyArray<string>, readonly plugin: string, readonly precedence: number, readonly retirementGraceSeconds: number, readonly schedule: string | null, readonly status: Open<Types.SourceStatus>, readonly statusCode: string | null, readonly statusReason: string | null, readonly timeZone: string, readonly updatedAt: string, readonly version: number, readonly webhookPath: string | null, readonly pluginInfo: { readonly id: string, readonly title: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Stores persons, teams, services, objectives, processes, costs, events of tickets and invitations to surveys of a source that a script sends, in this order. Each record is stored or rejected independently. Sending a record again has no effect, and records that are left out are kept. What users have entered takes precedence.
 */
export const IngestRecords: Document<Payloads<IngestRecordsMutation>, IngestRecordsMutationVariables> = {
  kind: 'mutation',
  name: 'IngestRecords',
  text: "mutation IngestRecords($dryRun:Boolean!=false$input:IngestRecordsInput!){ingestRecords(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on IngestRecordsPayload{results{externalId id message outcome record}source{allowPrivateHosts config createdAt deletionCheckIntervalSeconds id input lagSeconds lastSuccessAt managedBy name nextRuns plugin pluginInfo{id title}precedence retirementGraceSeconds schedule status statusCode statusReason timeZone updatedAt version webhookPath}}}}",
};
