// Generated from operations/objective-services.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ObjectiveServicesQueryVariables = {
  id?: string | null | undefined;
  externalReference?: Types.ExternalReferenceInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  firstAssets?: number | null | undefined;
};

export type ObjectiveServicesQuery = { readonly objective: { readonly benefit: string, readonly createdAt: string, readonly description: string, readonly endsOn: string | null, readonly id: string, readonly labels: unknown, readonly startsOn: string | null, readonly status: Open<Types.ObjectiveStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly services: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly share: number, readonly rationale: string, readonly node: { readonly createdAt: string, readonly description: string, readonly id: string, readonly kind: Open<Types.ServiceKind>, readonly labels: unknown, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly updatedAt: string, readonly version: number, readonly assets: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly strength: number, readonly node: { readonly attributes: unknown, readonly createdAt: string, readonly environment: string | null, readonly firstSeenAt: string, readonly id: string, readonly kind: string, readonly labels: unknown, readonly lastSeenAt: string, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly retiredAt: string | null, readonly updatedAt: string, readonly version: number, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly mergedInto: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null } }> }, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly owner: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly owner: { readonly id: string, readonly name: string } | null, readonly parent: { readonly id: string, readonly title: string } | null, readonly progress: { readonly value: number | null } } | null };

export type ObjectiveFieldsFragment = { readonly benefit: string, readonly createdAt: string, readonly description: string, readonly endsOn: string | null, readonly id: string, readonly labels: unknown, readonly startsOn: string | null, readonly status: Open<Types.ObjectiveStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly owner: { readonly id: string, readonly name: string } | null, readonly parent: { readonly id: string, readonly title: string } | null, readonly progress: { readonly value: number | null } };

export type ServiceFieldsFragment = { readonly createdAt: string, readonly description: string, readonly id: string, readonly kind: Open<Types.ServiceKind>, readonly labels: unknown, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly updatedAt: string, readonly version: number, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly owner: { readonly id: string, readonly name: string } | null };

export type AssetFieldsFragment = { readonly attributes: unknown, readonly createdAt: string, readonly environment: string | null, readonly firstSeenAt: string, readonly id: string, readonly kind: string, readonly labels: unknown, readonly lastSeenAt: string, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly retiredAt: string | null, readonly updatedAt: string, readonly version: number, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly mergedInto: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null };

/**
 * What carries an objective: its services with their contribution share, page by page, and the assets that each needs.
 * Of a service's assets the first page comes along; `totalCount` says whether there are more, and `ServiceAssets` reads
 * them.
 */
export const ObjectiveServices: Document<ObjectiveServicesQuery, ObjectiveServicesQueryVariables> = {
  kind: 'query',
  name: 'ObjectiveServices',
  text: "query ObjectiveServices($id:ID$externalReference:ExternalReferenceInput$first:Int=20$after:String$firstAssets:Int=20){objective(id:$id externalReference:$externalReference){...ObjectiveFields services(first:$first after:$after){totalCount edges{share rationale node{...ServiceFields assets(first:$firstAssets){totalCount edges{strength node{...AssetFields}}}}}pageInfo{hasNextPage endCursor}}}}fragment ObjectiveFields on Objective{benefit createdAt description endsOn id labels owner{id name}parent{id title}progress{value}startsOn status title updatedAt version weight}fragment ServiceFields on Service{createdAt criticality{computedAt level valueAtRisk}description id kind labels lifecycle name owner{id name}updatedAt version}fragment AssetFields on Asset{attributes costPerMonth{amount currency}createdAt criticality{computedAt level valueAtRisk}environment firstSeenAt id kind labels lastSeenAt lifecycle mergedInto{id name}name owner{id name}retiredAt updatedAt version}",
};
