// Generated from Mutation.unlinkAssetsFromService by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UnlinkAssetsFromServiceMutationVariables = {
  dryRun?: boolean;
  input: Types.UnlinkAssetsFromServiceInput;
};

export type UnlinkAssetsFromServiceMutation = { readonly unlinkAssetsFromService:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UnlinkAssetsFromServicePayload', readonly removed: number, readonly service: { readonly availability: number | null, readonly createdAt: string, readonly csatTarget: number | null, readonly description: string, readonly id: string, readonly kind: Open<Types.ServiceKind>, readonly labels: unknown, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly removedAtSource: string | null, readonly runDuty: string | null, readonly updatedAt: string, readonly version: number, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly feasibility: { readonly exact: boolean, readonly isPossible: boolean | null, readonly lower: number | null, readonly promised: number | null, readonly upper: number | null }, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } | null }
   };

/**
 * Unlinks assets from a service. Assets that are not linked are ignored.
 */
export const UnlinkAssetsFromService: Document<Payloads<UnlinkAssetsFromServiceMutation>, UnlinkAssetsFromServiceMutationVariables> = {
  kind: 'mutation',
  name: 'UnlinkAssetsFromService',
  text: "mutation UnlinkAssetsFromService($dryRun:Boolean!=false$input:UnlinkAssetsFromServiceInput!){unlinkAssetsFromService(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UnlinkAssetsFromServicePayload{removed service{availability createdAt criticality{computedAt level valueAtRisk}csatTarget description feasibility{exact isPossible lower promised upper}id kind labels lifecycle name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource runDuty updatedAt version}}}}",
};
