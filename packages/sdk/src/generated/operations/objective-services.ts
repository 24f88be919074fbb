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

export type ObjectiveServicesQuery = { readonly objective: { readonly id: string, readonly version: number, readonly title: string, readonly benefit: string, readonly status: Open<Types.ObjectiveStatus>, readonly weight: number, readonly startsOn: string | null, readonly endsOn: string | null, readonly progress: { readonly value: number | null }, readonly services: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly share: number, readonly rationale: string, readonly node: { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.ServiceKind>, readonly lifecycle: Open<Types.Lifecycle>, readonly criticality: { readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly assets: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly strength: number, readonly node: { readonly id: string, readonly version: number, readonly name: string, readonly kind: string, readonly environment: string | null, readonly lifecycle: Open<Types.Lifecycle>, readonly lastSeenAt: string, readonly retiredAt: string | null, readonly criticality: { readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null } }> }, readonly owner: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly owner: { readonly id: string, readonly name: string } | null } | null };

export type ObjectiveFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly benefit: string, readonly status: Open<Types.ObjectiveStatus>, readonly weight: number, readonly startsOn: string | null, readonly endsOn: string | null, readonly owner: { readonly id: string, readonly name: string } | null };

export type ServiceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.ServiceKind>, readonly lifecycle: Open<Types.Lifecycle>, readonly owner: { readonly id: string, readonly name: string } | null };

export type AssetFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: string, readonly environment: string | null, readonly lifecycle: Open<Types.Lifecycle>, readonly lastSeenAt: string, readonly retiredAt: string | null, readonly costPerMonth: { readonly amount: string, readonly currency: string } | null };

/**
 * What carries an objective: its services with their contribution share, page by page, and the assets that each needs.
 * Of a service's assets the first page comes along; `totalCount` says whether there are more, and `ServiceAssets` reads
 * them.
 */
export const ObjectiveServices: Document<ObjectiveServicesQuery, ObjectiveServicesQueryVariables> = {
  kind: 'query',
  name: 'ObjectiveServices',
  text: "query ObjectiveServices($id:ID$externalReference:ExternalReferenceInput$first:Int=20$after:String$firstAssets:Int=20){objective(id:$id externalReference:$externalReference){...ObjectiveFields progress{value}services(first:$first after:$after){totalCount edges{share rationale node{...ServiceFields criticality{level valueAtRisk}assets(first:$firstAssets){totalCount edges{strength node{...AssetFields criticality{level valueAtRisk}}}}}}pageInfo{hasNextPage endCursor}}}}fragment ObjectiveFields on Objective{id version title benefit status weight startsOn endsOn owner{id name}}fragment ServiceFields on Service{id version name kind lifecycle owner{id name}}fragment AssetFields on Asset{id version name kind environment lifecycle costPerMonth{amount currency}lastSeenAt retiredAt}",
};
