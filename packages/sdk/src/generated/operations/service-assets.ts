// Generated from operations/service-assets.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ServiceAssetsQueryVariables = {
  id?: string | null | undefined;
  externalReference?: Types.ExternalReferenceInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.AssetFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.AssetOrder> | null | undefined;
};

export type ServiceAssetsQuery = { readonly service: { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.ServiceKind>, readonly lifecycle: Open<Types.Lifecycle>, readonly criticality: { readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly assets: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly strength: number, readonly node: { readonly id: string, readonly version: number, readonly name: string, readonly kind: string, readonly environment: string | null, readonly lifecycle: Open<Types.Lifecycle>, readonly lastSeenAt: string, readonly retiredAt: string | null, readonly criticality: { readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly owner: { readonly id: string, readonly name: string } | null } | null };

export type ServiceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.ServiceKind>, readonly lifecycle: Open<Types.Lifecycle>, readonly owner: { readonly id: string, readonly name: string } | null };

export type AssetFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: string, readonly environment: string | null, readonly lifecycle: Open<Types.Lifecycle>, readonly lastSeenAt: string, readonly retiredAt: string | null, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null };

/**
 * The assets that a service needs directly, page by page.
 */
export const ServiceAssets: Document<ServiceAssetsQuery, ServiceAssetsQueryVariables> = {
  kind: 'query',
  name: 'ServiceAssets',
  text: "query ServiceAssets($id:ID$externalReference:ExternalReferenceInput$first:Int=100$after:String$filter:AssetFilter$orderBy:[AssetOrder!]){service(id:$id externalReference:$externalReference){...ServiceFields criticality{level valueAtRisk}assets(first:$first after:$after filter:$filter orderBy:$orderBy){totalCount edges{strength node{...AssetFields criticality{level valueAtRisk}}}pageInfo{hasNextPage endCursor}}}}fragment ServiceFields on Service{id version name kind lifecycle owner{id name}}fragment AssetFields on Asset{id version name kind environment lifecycle costPerMonth{amount currency}lastSeenAt retiredAt}",
};
