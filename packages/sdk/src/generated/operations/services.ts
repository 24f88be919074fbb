// Generated from Query.services by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ServicesQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.ServiceFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.ServiceOrder> | null | undefined;
};

export type ServicesQuery = { readonly services: { readonly nodes: ReadonlyArray<{ readonly availability: number | null, readonly createdAt: string, readonly csatTarget: number | null, readonly description: string, readonly id: string, readonly kind: Open<Types.ServiceKind>, readonly labels: unknown, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly removedAtSource: string | null, readonly runDuty: string | null, readonly updatedAt: string, readonly version: number, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly feasibility: { readonly exact: boolean, readonly isPossible: boolean | null, readonly lower: number | null, readonly promised: number | null, readonly upper: number | null }, readonly owner: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All services, of every lifecycle.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Services: Document<ServicesQuery, ServicesQueryVariables> = {
  kind: 'query',
  name: 'Services',
  text: "query Services($after:String$before:String$filter:ServiceFilter$first:Int=100$last:Int$orderBy:[ServiceOrder!]){services(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{availability createdAt criticality{computedAt level valueAtRisk}csatTarget description feasibility{exact isPossible lower promised upper}id kind labels lifecycle name owner{id name}removedAtSource runDuty updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
