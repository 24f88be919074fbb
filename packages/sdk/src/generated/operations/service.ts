// Generated from Query.service by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ServiceQueryVariables = {
  by: Types.NodeRef;
};

export type ServiceQuery = { readonly service: { readonly availability: number | null, readonly createdAt: string, readonly csatTarget: number | null, readonly description: string, readonly id: string, readonly kind: Open<Types.ServiceKind>, readonly labels: unknown, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly removedAtSource: string | null, readonly runDuty: string | null, readonly updatedAt: string, readonly version: number, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly feasibility: { readonly exact: boolean, readonly isPossible: boolean | null, readonly lower: number | null, readonly promised: number | null, readonly upper: number | null }, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } | null };

/**
 * One Service by its ID or external reference; null where there is none.
 */
export const Service: Document<ServiceQuery, ServiceQueryVariables> = {
  kind: 'query',
  name: 'Service',
  text: "query Service($by:NodeRef!){service(by:$by){availability createdAt criticality{computedAt level valueAtRisk}csatTarget description feasibility{exact isPossible lower promised upper}id kind labels lifecycle name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource runDuty updatedAt version}}",
};
