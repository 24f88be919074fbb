// Generated from operations/service-assets.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ServiceAssetsQueryVariables = {
  by: Types.NodeRef;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.AssetFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.AssetOrder> | null | undefined;
};

export type ServiceAssetsQuery = { readonly service: { readonly availability: number | null, readonly createdAt: string, readonly csatTarget: number | null, readonly description: string, readonly id: string, readonly kind: Open<Types.ServiceKind>, readonly labels: unknown, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly removedAtSource: string | null, readonly runDuty: string | null, readonly updatedAt: string, readonly version: number, readonly assets: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly strength: number, readonly node: { readonly attributes: unknown, readonly availability: number | null, readonly createdAt: string, readonly environment: string | null, readonly firstSeenAt: string, readonly id: string, readonly kind: string, readonly labels: unknown, readonly lastSeenAt: string, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly retiredAt: string | null, readonly updatedAt: string, readonly version: number, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly mergedInto: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly feasibility: { readonly exact: boolean, readonly isPossible: boolean | null, readonly lower: number | null, readonly promised: number | null, readonly upper: number | null }, readonly owner: { readonly id: string, readonly name: string } | null } | null };

export type ServiceFieldsFragment = { readonly availability: number | null, readonly createdAt: string, readonly csatTarget: number | null, readonly description: string, readonly id: string, readonly kind: Open<Types.ServiceKind>, readonly labels: unknown, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly removedAtSource: string | null, readonly runDuty: string | null, readonly updatedAt: string, readonly version: number, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly feasibility: { readonly exact: boolean, readonly isPossible: boolean | null, readonly lower: number | null, readonly promised: number | null, readonly upper: number | null }, readonly owner: { readonly id: string, readonly name: string } | null };

export type AssetFieldsFragment = { readonly attributes: unknown, readonly availability: number | null, readonly createdAt: string, readonly environment: string | null, readonly firstSeenAt: string, readonly id: string, readonly kind: string, readonly labels: unknown, readonly lastSeenAt: string, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly retiredAt: string | null, readonly updatedAt: string, readonly version: number, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly mergedInto: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null };

/**
 * The assets that a service needs directly, page by page.
 */
export const ServiceAssets: Document<ServiceAssetsQuery, ServiceAssetsQueryVariables> = {
  kind: 'query',
  name: 'ServiceAssets',
  text: "query ServiceAssets($by:NodeRef!$first:Int=100$after:String$filter:AssetFilter$orderBy:[AssetOrder!]){service(by:$by){...ServiceFields assets(first:$first after:$after filter:$filter orderBy:$orderBy){totalCount edges{strength node{...AssetFields}}pageInfo{hasNextPage endCursor}}}}fragment ServiceFields on Service{availability createdAt criticality{computedAt level valueAtRisk}csatTarget description feasibility{exact isPossible lower promised upper}id kind labels lifecycle name owner{id name}removedAtSource runDuty updatedAt version}fragment AssetFields on Asset{attributes availability costPerMonth{amount currency}createdAt criticality{computedAt level valueAtRisk}environment firstSeenAt id kind labels lastSeenAt lifecycle mergedInto{id name}name owner{id name}retiredAt updatedAt version}",
};
