// Generated from Mutation.linkServiceToService by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkServiceToServiceMutationVariables = {
  dryRun?: boolean;
  input: Types.LinkServiceToServiceInput;
};

export type LinkServiceToServiceMutation = { readonly linkServiceToService:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkServiceToServicePayload', readonly dependency: { readonly createdAt: string, readonly id: string, readonly level: Open<Types.DependencyLevel> | null, readonly strength: number, readonly updatedAt: string, readonly version: number, readonly group: { readonly id: string, readonly name: string } | null, readonly mappingRuleVersion: { readonly id: string, readonly name: string } | null, readonly onAsset: { readonly id: string, readonly name: string } | null, readonly onService: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string }, readonly source: { readonly id: string, readonly name: string } | null }, readonly dependsOn: { readonly createdAt: string, readonly description: string, readonly id: string, readonly kind: Open<Types.ServiceKind>, readonly labels: unknown, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> }, readonly service: { readonly createdAt: string, readonly description: string, readonly id: string, readonly kind: Open<Types.ServiceKind>, readonly labels: unknown, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Links a service to another one that it depends on. An existing link is updated with the given values.
 */
export const LinkServiceToService: Document<Payloads<LinkServiceToServiceMutation>, LinkServiceToServiceMutationVariables> = {
  kind: 'mutation',
  name: 'LinkServiceToService',
  text: "mutation LinkServiceToService($dryRun:Boolean!=false$input:LinkServiceToServiceInput!){linkServiceToService(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkServiceToServicePayload{dependency{createdAt group{id name}id level mappingRuleVersion{id name}onAsset{id name}onService{id name}service{id name}source{id name}strength updatedAt version}dependsOn{createdAt criticality{computedAt level valueAtRisk}description id kind labels lifecycle name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}service{createdAt criticality{computedAt level valueAtRisk}description id kind labels lifecycle name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}}}",
};
